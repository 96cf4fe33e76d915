"""`load_registers`: forces, policing bodies, councils and inspectorates from the shipped files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from boards.operations.registers import load_registers
from boards.rules.registers import (
    COUNCILS,
    FORCES,
    INSPECTORATES,
    Entry,
    RegisterError,
    entries,
    read_rows,
)
from portal.management.one_line import OneLineCommand
from portal.operations import Refused

SHIPPED: Final = Path(__file__).resolve().parents[2] / "registers"


class Command(OneLineCommand):
    """Load the registers; loading again changes only what has changed in the files."""

    help = "Enters police forces, policing bodies, councils and inspectorates from the registers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take another folder than the shipped one."""
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=SHIPPED,
            help="a folder with the files",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or nothing, and say how much."""
        try:
            found = read_folder(options["folder"])
            loaded = load_registers(found, by=None)
        except (RegisterError, Refused) as error:
            raise CommandError(str(error)) from None
        line = _("Organisations entered: %(entered)d, changed: %(changed)d, as before: %(same)d.")
        self.stdout.write(line % vars(loaded))


def read_folder(folder: Path = SHIPPED) -> list[Entry]:
    """All entries of the three files in a folder. Raises RegisterError."""
    rows = []
    for name in (FORCES, COUNCILS, INSPECTORATES):
        try:
            with (folder / name).open(encoding="utf-8-sig", newline="") as file:
                rows.append(read_rows(name, file))
        except OSError as error:
            raise RegisterError(f"{folder / name}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise RegisterError(f"{name}: the file is not in UTF-8") from None
    return entries(*rows)
