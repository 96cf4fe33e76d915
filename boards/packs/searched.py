"""A PDF laid out for searching: one row of letters for each kind of place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from portal.pdf.read import document as place
from portal.pdf.read.document import Passage, ReadDocument
from portal.pdf.read.letters import Letters, fold, letters, words

#: Passages of these places follow one another as the reader reads on; all others stand alone.
RUNNING: Final = frozenset({place.PAGE, place.DRAWN})
_QUOTED: Final = re.compile("%[0-9A-Fa-f]{2}")
WALL: Final = "\n"
"""Stands between passages that stand alone; no letter, so nothing is found across it."""


@dataclass(frozen=True)
class Row:
    """All passages of one kind of place, in order, as one row of letters.

    Attributes:
        place: a key of `PLACES`.
        letters: of all passages.
        passages: that have any letters.
        starts: where each of them begins in the row, and last its length.
    """

    place: str
    letters: Letters
    passages: list[Passage]
    starts: list[int]

    def passage_at(self, position: int) -> tuple[Passage, int, int]:
        """The passage at a place of the row, and where it begins and ends."""
        index = bisect_right(self.starts, position) - 1
        return self.passages[index], self.starts[index], self.starts[index + 1]


def rows(document: ReadDocument) -> Iterator[Row]:
    """Lay out a document, kind by kind."""
    kinds: dict[str, list[Passage]] = {}
    for passage in document.passages:
        kinds.setdefault(passage.place, []).append(passage)
        if _QUOTED.search(passage.text):
            plain = Passage(passage.place, passage.page, unquote(passage.text))
            kinds[passage.place].append(plain)
    for kind, passages in kinds.items():
        yield _row(kind, passages)


def _row(kind: str, passages: list[Passage]) -> Row:
    written: list[str] = []
    kept: list[Passage] = []
    starts: list[int] = []
    position = 0
    for passage in passages:
        own = words(passage.text)
        folded = [fold(word) for word in own]
        if not (length := sum(map(len, folded))):
            continue
        kept.append(passage)
        starts.append(position)
        written += own
        if kind not in RUNNING:
            written.append(WALL)
            length += len(WALL)
        position += length
    starts.append(position)
    return Row(kind, Letters.of_words(written, WALL), kept, starts)


def lines(passage: Passage) -> Iterator[str]:
    """The lines of a passage, each as its letters."""
    for line in passage.text.splitlines():
        if found := letters(line):
            yield found
