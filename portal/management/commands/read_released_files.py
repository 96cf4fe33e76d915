"""Read the words of every published PDF that was not read yet."""

from __future__ import annotations

from typing import Any

from portal.management.one_line import OneLineCommand
from portal.released_texts import read_missing


class Command(OneLineCommand):
    """For an installation whose papers were published before the portal read them."""

    help = "Read the words of published PDF files for reading versions and the search."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were read; a second run finds none."""
        self.stdout.write(f"Files read: {read_missing()}.")
