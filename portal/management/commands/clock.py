"""`clock`: one statutory clock, with its working; or a table of questions."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from portal.calendar import calendar_for
from portal.clock_cases import Calendars, CaseResult, CasesError, answer_cases, ask
from portal.clock_report import report_lines
from portal.management.one_line import OneLineCommand
from portal.rules.clocks import RULES, ClockError


class Command(OneLineCommand):
    """Answer a clock, or every row of a table."""

    help = (
        "Works out one statutory clock and shows how it was counted. Clocks: "
        f"{', '.join(sorted(RULES))}."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the name of the clock and the options of the contract."""
        parser.add_argument("name", nargs="?", metavar="NAME", help="the clock")
        parser.add_argument("--nation", default="", help="england (the default) or wales")
        parser.add_argument("--on", default="", metavar="DATE", help="the trigger date, YYYY-MM-DD")
        parser.add_argument(
            "--set",
            nargs="+",
            action="extend",
            default=[],
            metavar="key=value",
            help="settings of the clock; pause=FROM..TO may come more than once",
        )
        parser.add_argument(
            "--body", default="", metavar="SLUG", help="count this body's own closure days too"
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.add_argument(
            "--cases",
            type=Path,
            metavar="FILE.csv",
            help="answer a table with the columns id, clock, nation, on, set",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer, or refuse in one line.

        Raises:
            CommandError: the question is not put properly, the table cannot be read, or a row
                of it was refused.
        """
        calendars = functools.cache(functools.partial(calendar_for, body=options["body"]))
        try:
            if options["cases"]:
                self._answer_table(options, calendars)
            else:
                self._answer_one(options, calendars)
        except (ClockError, CasesError) as error:
            raise CommandError(" ".join(str(error).split())) from error

    def _answer_one(self, options: dict[str, Any], calendars: Calendars) -> None:
        if not options["name"]:
            raise CommandError("which clock? Give its name, or --cases and a file")
        answer = ask(
            options["name"],
            nation=options["nation"],
            on=options["on"],
            pairs=options["set"],
            calendars=calendars,
        )
        if options["json"]:
            self.stdout.write(json.dumps(answer.as_json(), indent=2))
        else:
            self.stdout.write("\n".join(report_lines(answer)))

    def _answer_table(self, options: dict[str, Any], calendars: Calendars) -> None:
        alone = [name for name in ("name", "nation", "on", "set") if options[name]]
        if alone:
            raise CommandError("--cases takes its questions from the file: give no other")
        results = answer_cases(options["cases"], calendars)
        refused = self._write_json(results) if options["json"] else self._write_table(results)
        if refused:
            raise CommandError(f"{refused} of the cases could not be answered")

    def _write_table(self, results: Iterator[CaseResult]) -> int:
        refused = 0
        table = csv.writer(self.stdout, lineterminator="\n")
        table.writerow(["id", "result"])
        for result in results:
            if result.answer:
                table.writerow([result.id, result.answer.result])
            else:
                refused += 1
                self.stderr.write(f"{result.id}: {result.error}")
        return refused

    def _write_json(self, results: Iterator[CaseResult]) -> int:
        found = list(results)
        self.stdout.write(
            json.dumps(
                [
                    {"id": each.id, **each.answer.as_json()}
                    if each.answer
                    else {"id": each.id, "error": each.error}
                    for each in found
                ],
                indent=2,
            )
        )
        refused = [each for each in found if not each.answer]
        for each in refused:
            self.stderr.write(f"{each.id}: {each.error}")
        return len(refused)
