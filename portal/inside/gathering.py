"""Gathers what a file says, each thing once and within a bound, and says what was left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from portal.rules.disclosure.facts import Box, Place

MOST_CHARACTERS: Final = 12_000_000
"""Of all passages together; a book of 2,000 pages has about six million."""
LONGEST: Final = 200_000
"""Characters of one passage; a longer text is cut at the end of a line."""
MOST_ODDITIES: Final = 400
MOST_UNREAD: Final = 40
SHOWN: Final = 80


class Gathering:
    """What was read of a file.

    Attributes:
        depth: 0 for the file itself, 1 for what is attached to it or lies in it.
        within: where everything stands that is attached; nothing for the file itself.
        read_inner: reads a file in the file, given its bytes and its name.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.within: tuple[Place, str] | None = None
        self.read_inner: Callable[[bytes, str], None] = self._unread_inner
        self._passages: dict[tuple[str, str, int, str, Box | None], None] = {}
        self._oddities: dict[tuple[str, str, int, str, Box | None, str], None] = {}
        self._unread: dict[tuple[str, str], None] = {}
        self._characters = 0

    def say(
        self,
        text: str,
        place: Place = Place.TEXT,
        *,
        page: int = 0,
        where: str = "",
        box: Box | None = None,
    ) -> None:
        """Keep a piece of text; one without a letter or digit is of no use.

        Args:
            text: as it reads.
            place: what kind of place it stands in.
            page: from 1; 0 where there are none.
            where: the name of a sheet, of a field, of a part.
            box: where on the page.
        """
        if self.within is not None:
            place, where, page, box = (*self.within, 0, None)
        for part in _parts(text.replace("\x00", "")):
            key = (part, str(place), page, where, box)
            if key in self._passages or not any(map(str.isalnum, part)):
                continue
            self._characters += len(part)
            if self._characters > MOST_CHARACTERS:
                self.miss("much")
                return
            self._passages[key] = None

    def odd(
        self,
        code: str,
        place: Place,
        *,
        page: int = 0,
        where: str = "",
        box: Box | None = None,
        shown: str = "",
    ) -> None:
        """Note something about the make of the file (`portal.rules.disclosure.codes`)."""
        if self.within is not None:
            place, where, page, box = (*self.within, 0, None)
        if len(self._oddities) < MOST_ODDITIES:
            self._oddities[code, str(place), page, where, box, _short(shown)] = None

    def miss(self, what: str, name: str = "") -> None:
        """Say what could not be read (`portal.contents.sentences`): it is not taken for clean.

        Args:
            what: one word.
            name: of the part, sheet or attachment.
        """
        if len(self._unread) < MOST_UNREAD:
            self._unread[what, _short(name)] = None

    def _unread_inner(self, content: bytes, name: str) -> None:
        self.miss("deep", name)

    def as_json(self) -> dict[str, Any]:
        """What the child answers."""
        return {
            "passages": [list(one) for one in self._passages],
            "oddities": [list(one) for one in self._oddities],
            "unread": [list(one) for one in self._unread],
        }


def _parts(text: str) -> list[str]:
    """A text in pieces of bounded length, cut at the ends of lines where there are any."""
    found: list[str] = []
    while len(text) > LONGEST:
        cut = text.rfind("\n", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def _short(text: str) -> str:
    return " ".join(text.split())[:SHOWN]


def masked(text: str) -> str:
    """The beginning of a text, each word cut to its first letter, so that it gives nothing away."""
    words = text.split()[:5]
    return " ".join(word[:1] + "•" * min(6, len(word) - 1) for word in words)
