"""Walk the chain of published records and every stored file's hash."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from portal.management.one_line import OneLineCommand
from portal.verifying import verify


class Command(OneLineCommand):
    """Exit 1 at the first release, copy or file that does not fit."""

    help = "Check that nothing that was published has been changed behind the portal's back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--json` for a report that programs read."""
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report what was checked, or the first fault."""
        report = verify()
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self.stdout.write(report.sentence())
        if report.fault:
            raise CommandError(report.fault.sentence)
