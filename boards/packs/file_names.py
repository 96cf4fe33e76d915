"""Public file names, made from public titles alone: `4-annual-report.pdf`. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 60


class FileNames:
    """Gives each paper of a pack a name of its own, in the order of the agenda."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, number: int, title: str) -> str:
        """A name that no other file of this pack has, such as `4-annual-report.pdf`."""
        base = f"{number}-{_plain(title)}"
        name, again = base, 1
        while name in self._given:
            again += 1
            name = f"{base}-{again}"
        self._given.add(name)
        return f"{name}.pdf"


def _plain(title: str) -> str:
    """A title in small unaccented letters, digits and hyphens; `paper` where none is left."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit("-", 1)[0]
    return words or "paper"
