"""Rows of a table as lines of text, so that a value stands beside the heading that explains it.

"Date of birth" stands in the first row and the date forty rows below: whoever reads the text from
left to right would not know what the date is. So each value of such a column is written with its
heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

#: Headings without which a value says little, in English and Welsh.
_TELLING: Final = re.compile(
    r"birth|\bborn\b|\bd\.?\s?o\.?\s?b\b|\bnhs\b|\bupn\b|pupil|\bnin?o?\b|insurance|address|postcode"
    r"|post code|phone|mobile|geni|ganwyd|cyfeiriad|ffôn",
    re.IGNORECASE,
)
LONGEST_HEADING: Final = 60
HEADED: Final = 5
"""So many rows from the top may be the one with the headings."""


class Headings:
    """The telling headings of a table, learnt from its first rows."""

    def __init__(self) -> None:
        self._of: dict[int, str] = {}
        self._rows = 0

    def learn(self, cells: Iterable[tuple[int, str]]) -> None:
        """Look at a row: is it the one with the headings?"""
        self._rows += 1
        if self._rows > HEADED or self._of:
            return
        self._of = {
            column: " ".join(text.split())
            for column, text in cells
            if len(text) <= LONGEST_HEADING and _TELLING.search(text)
        }

    def explain(self, column: int, text: str) -> str:
        """A value with the heading of its column, where that tells more than the value alone."""
        heading = self._of.get(column, "")
        return f"{heading}: {text}" if heading and heading != " ".join(text.split()) else text


def lines_of(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Each row as a line, its cells parted by tabs."""
    headings = Headings()
    for row in rows:
        headings.learn(enumerate(row))
        yield "\t".join(headings.explain(column, text) for column, text in enumerate(row))
