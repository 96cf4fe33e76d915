"""What is inside PDF files: may they go into a pack, and what has the clerk to know?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from portal.management.one_line import OneLineCommand
from portal.pdf.inspecting import Inspection, inspect_files


class Command(OneLineCommand):
    """Exit 0 whatever is in the files, unless one cannot be opened at all."""

    requires_system_checks = ()  # it touches neither rows nor pages, and scripts call it often
    help = "Say what is inside PDF files, and whether they can go into a meeting pack."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files; `--json` for a list that programs read; `--allow-restricted`."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="the files to look at")
        parser.add_argument("--json", action="store_true", help="print a list of objects as JSON")
        parser.add_argument(
            "--allow-restricted",
            action="store_true",
            help="the body lets files be joined whose owner set a password",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at what can be opened, then name what cannot."""
        closed = {name: fault for name in options["files"] if (fault := _why_closed(name))}
        found = inspect_files(
            [name for name in options["files"] if name not in closed],
            allow_restricted=options["allow_restricted"],
        )
        if options["json"]:
            reports = [one.as_dict() for one in found]
            self.stdout.write(json.dumps(reports, indent=2))
        else:
            for line in _lines(found):  # a file name may hold bytes that are no text
                self.stdout.write(line.encode("utf-8", "backslashreplace").decode())
        if closed:
            raise CommandError("; ".join(closed.values()))


def _why_closed(name: str) -> str:
    """Why a file cannot be opened; empty if it can."""
    if Path(name).exists() and not Path(name).is_file():
        return f"{name!a} cannot be opened: it is not a file"
    try:
        with Path(name).open("rb"):
            return ""
    except (OSError, ValueError) as error:
        because = getattr(error, "strerror", None) or str(error)
        return f"{name!a} cannot be opened: {because}"


def _lines(found: list[Inspection]) -> Iterator[str]:
    """One line for each file, and one below it for each reason."""
    for one in found:
        counted = "" if one.pages is None else f" ({one.pages} pages)"
        yield f"{one.verdict}: {one.file}{counted}"
        for reason in one.reasons:
            yield f"  {reason.code}: {reason.message}"
        for hidden in one.hidden_text:
            yield f"  page {hidden.page}: {hidden.text!a}"
