"""Gathers what is read, once each, within a bound."""

from __future__ import annotations

from typing import Any, Final

MOST_CHARACTERS: Final = 60_000_000
"""More text than this is not kept; a pack of 2,000 pages has about 15 million, with its tags."""
MOST_UNREAD: Final = 50
LONGEST: Final = 4_000_000
"""Characters of one passage."""


class Collector:
    """The passages of a file, each kept once, and what could not be read."""

    def __init__(self) -> None:
        self.passages: dict[tuple[str, int | None, str], None] = {}
        self.attachments: dict[str, None] = {}
        self.images: dict[str, None] = {}
        self.unread: dict[str, None] = {}
        self._characters = 0

    def add(self, place: str, text: str, page: int | None = None) -> None:
        """Keep a piece of text; one without a letter or digit is of no use."""
        key = (place, page, text.strip())
        if key in self.passages or not any(map(str.isalnum, text)):
            return
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS or len(text) > LONGEST:
            self.miss("The file holds more text than can be searched.")
            return
        self.passages[key] = None

    def miss(self, what: str) -> None:
        """Say what could not be read, so that nobody takes it for searched."""
        if len(self.unread) < MOST_UNREAD:
            self.unread[what] = None

    def result(self, pages: int) -> dict[str, Any]:
        """What the child answers."""
        return {
            "pages": pages,
            "passages": [list(key) for key in self.passages],
            "attachments": list(self.attachments),
            "images": list(self.images),
            "unread": list(self.unread),
        }
