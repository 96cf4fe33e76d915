"""`run_due`: what the worker's tick does each minute, once."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import clock
from portal.due import DueReport, due_by, run_due_tasks
from portal.management.one_line import OneLineCommand


class Command(OneLineCommand):
    """Sweep dead jobs, then do everything that has fallen due; safe from two machines."""

    help = (
        "Does once what the worker does each minute: stopped jobs, things set for a time, notices."
    )
    requires_system_checks = ()  # cron calls it each minute; the worker checks when it starts

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day and the form of the answer."""
        parser.add_argument("--on", metavar="DATE", help="as at the end of this day: 2025-09-12")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one tick and say what was done; exit 1 when something failed."""
        now = clock.now()
        try:
            as_of = due_by(options["on"], now)
        except ValueError as error:
            raise CommandError(str(error)) from None
        report = run_due_tasks(now, as_of=as_of)
        self.stdout.write(_json(report, as_of) if options["json"] else _text(report, as_of))
        if report.failed:
            names = ", ".join(report.failed)
            raise CommandError(_("Failed (the log has the details): %s.") % names)


def _text(report: DueReport, as_of: datetime) -> str:
    day = date_format(as_of.astimezone(clock.CIVIL_ZONE), "l j F Y, H:i")
    lines = [_("What was due by %s:") % day]
    lines += [report.swept.sentence] if report.swept else []
    lines += [result.sentence for result in report.results]
    return "\n".join(lines)


def _json(report: DueReport, as_of: datetime) -> str:
    return json.dumps(
        {
            "as_of": as_of.astimezone(clock.CIVIL_ZONE).isoformat(timespec="seconds"),
            "jobs": asdict(report.swept) if report.swept else None,
            "tasks": [result.as_data() for result in report.results],
            "failed": list(report.failed),
        },
        indent=2,
        ensure_ascii=False,
    )
