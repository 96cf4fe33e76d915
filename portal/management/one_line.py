"""Commands whose every refusal is one line on stderr and exit status 1."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class OneLineCommand(BaseCommand):
    """A command for people and scripts: a slip in its options prints no page of usage.

    The standard command prints its usage and leaves with status 2 when an option is unknown or
    has a wrong form. Scripts that call ours are promised status 1 and one clear line.
    """

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The usual parser, which raises `CommandError` instead of leaving with status 2."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.called_from_command_line = False
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Run from the command line, and say a slip in the options in one line."""
        try:
            super().run_from_argv(argv)
        except CommandError as error:
            if "--traceback" in argv:
                raise
            self.stderr.write(f"{argv[1]}: {str(error).removeprefix('Error: ')}")
            sys.exit(error.returncode)
