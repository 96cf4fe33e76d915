"""`send_due_notices`: the reminders that are due, and nothing else."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import clock
from portal.due import DueResult, due_by, failures, preview_due_notices, run_due_notices
from portal.management.one_line import OneLineCommand


class Command(OneLineCommand):
    """Send what is due; a second run finds nothing left to send."""

    help = "Sends the reminders that are due. Safe to run twice."
    requires_system_checks = ()  # cron calls it each minute; the worker checks when it starts

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day, whether to send, and the form of the answer."""
        parser.add_argument("--on", metavar="DATE", help="as at the end of this day: 2025-09-12")
        parser.add_argument("--dry-run", action="store_true", help="count, but send nothing")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send or count, and say what was done; exit 1 when something failed."""
        now = clock.now()
        try:
            as_of = due_by(options["on"], now)
        except ValueError as error:
            raise CommandError(str(error)) from None
        dry_run: bool = options["dry_run"]
        results = preview_due_notices(as_of) if dry_run else run_due_notices(now, as_of=as_of)
        answer = _json(results, as_of, dry_run) if options["json"] else _text(results, dry_run)
        self.stdout.write(answer)
        if failed := failures(results):
            raise CommandError(_("Failed (the log has the details): %s.") % ", ".join(failed))


def _text(results: tuple[DueResult, ...], dry_run: bool) -> str:
    if not results:
        return _("No notices are set up, so nothing was sent.")
    return "\n".join(_would(result) if dry_run else result.sentence for result in results)


def _would(result: DueResult) -> str:
    words = {"what": result.task.label, "count": result.count}
    return (
        ngettext(
            "%(what)s: %(count)s would be sent.", "%(what)s: %(count)s would be sent.", result.count
        )
        % words
    )


def _json(results: tuple[DueResult, ...], as_of: datetime, dry_run: bool) -> str:
    return json.dumps(
        {
            "as_of": as_of.astimezone(clock.CIVIL_ZONE).isoformat(timespec="seconds"),
            "dry_run": dry_run,
            "notices": [result.as_data() for result in results],
            "failed": list(failures(results)),
        },
        indent=2,
        ensure_ascii=False,
    )
