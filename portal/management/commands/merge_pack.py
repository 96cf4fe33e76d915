"""The pack engine on plain files: one PDF out of many, with tags, bookmarks and page numbers."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from portal.management.one_line import OneLineCommand
from portal.pdf.child import ChildError
from portal.pdf.joining import Joined, Policy, join_files


class Command(OneLineCommand):
    """Exit 1, and no file, if one of the inputs is refused; unless it may be skipped."""

    requires_system_checks = ()  # it touches neither rows nor pages
    help = "Join PDF files into one pack: tags, links and bookmarks kept, pages numbered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, where to write, and what may be let through."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="the files, in their order")
        parser.add_argument("--out", required=True, metavar="OUT.pdf", help="where to write")
        parser.add_argument("--title", default="Pack", help="the title of the pack")
        parser.add_argument(
            "--front-sheet", action="store_true", help="begin with a list of what is in the pack"
        )
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument(
            "--skip-refused", action="store_true", help="leave out files that cannot be used"
        )
        parser.add_argument(
            "--allow-blocked", action="store_true", help="take files with hidden text"
        )
        parser.add_argument(
            "--allow-restricted",
            action="store_true",
            help="take files whose owner forbade joining them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Join the files, and say what became of each."""
        policy = Policy(
            skip_refused=options["skip_refused"],
            allow_blocked=options["allow_blocked"],
            allow_restricted=options["allow_restricted"],
        )
        try:
            joined = join_files(
                [Path(name) for name in options["files"]],
                Path(options["out"]),
                title=options["title"],
                front_sheet=options["front_sheet"],
                policy=policy,
            )
        except (OSError, ValueError) as error:
            because = getattr(error, "strerror", None) or str(error)
            name = getattr(error, "filename", None)
            raise CommandError(f"{name!s}: {because}" if name else because) from error
        except ChildError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(joined.as_dict(), ensure_ascii=False, indent=2))
        else:
            self._write(joined)
        if not joined.is_written:
            raise CommandError("; ".join(joined.refusals))

    def _write(self, joined: Joined) -> None:
        for one in joined.inputs:
            if one.refused:
                self.stdout.write(f"left out: {one.file}: {one.reason}")
                continue
            notes = f" ({', '.join(one.codes)})" if one.codes else ""
            if one.pages_from:
                self.stdout.write(f"pages {one.pages_from} to {one.pages_to}: {one.file}{notes}")
        if joined.is_written:
            self.stdout.write(
                f"{joined.pages} pages, {joined.seconds:.1f} s, {joined.peak_mb:.0f} MB"
            )
