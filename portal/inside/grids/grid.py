"""Tables as rows of texts, gathered within bounds, with merged cells taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

MOST_TABLES: Final = 200
MOST_ROWS: Final = 3_000
"""Rows of all tables of one file that say something."""
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 10_000
MOST_TEXT: Final = 2_000_000
"""Characters of all cells together."""
LONGEST_HEADING: Final = 300
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\ufeff]"
)


class TooMuchError(Exception):
    """A file holds more than is read; the argument is `tables`, `rows`, `columns` or `cell`."""


@dataclass(frozen=True)
class Cell:
    """A cell as it stands in the file: its text, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass
class Grid:
    """One table: what stands above it, and its rows: number, heading within the table, texts."""

    heading: str
    rows: list[tuple[int, str, list[str]]] = field(default_factory=list)
    _across: dict[int, int] = field(default_factory=dict)

    def take_out_banners(self) -> None:
        """One cell across the whole width is no row: it is a heading of the rows below it."""
        width = max(
            (len(said) for at, (_n, _b, said) in enumerate(self.rows) if at not in self._across),
            default=0,
        )
        kept: list[tuple[int, str, list[str]]] = []
        banner = ""
        for at, (number, _nothing, said) in enumerate(self.rows):
            if self._across.get(at, 0) >= width > 1 and said:
                banner = said[0]
            else:
                kept.append((number, banner, said))
        self.rows = kept

    def note_across(self, columns: int) -> None:
        """The row that comes next is one cell across so many columns."""
        self._across[len(self.rows)] = columns


@dataclass
class Grids:
    """The tables of one file, and the first words of it, which are taken for its title."""

    title: str = ""
    tables: list[Grid] = field(default_factory=list)
    _last: str = ""
    _rows: int = 0
    _text: int = 0
    _number: int = 0
    _open: dict[int, tuple[int, str]] = field(default_factory=dict)

    def heard(self, text: str) -> None:
        """A paragraph outside tables: the last one before a table is its heading."""
        said = tidy(text).replace("\n", " ")[:LONGEST_HEADING]
        if said:
            self.title = self.title or said
            self._last = said

    def begin(self, heading: str = "") -> None:
        """A table begins.

        Raises:
            TooMuchError: it is one too many.
        """
        if len(self.tables) >= MOST_TABLES:
            raise TooMuchError("tables")
        self.tables.append(Grid(tidy(heading) or self._last))
        self._open = {}

    def row(self, cells: Iterable[Cell], *, number: int = 0) -> None:
        """The next row. A cell that covers rows says the same in each of them.

        Args:
            cells: in their order; places that a cell from above covers are left out.
            number: of the row in the file, where the file numbers its rows; else they are counted.

        Raises:
            TooMuchError: `rows`, `columns` or `cell`.
        """
        self._number = number or self._number + 1
        given = list(cells)
        said = self._spread(given)
        if len(given) == 1 and given[0].columns > 1:
            self.tables[-1].note_across(given[0].columns)
        self._keep(said)

    def _spread(self, given: list[Cell]) -> list[str]:
        """The texts of a row by column, with those that reach down from above."""
        above, self._open = self._open, {}
        said: list[str] = []

        def from_above() -> None:
            left, text = above[len(said)]
            if left > 1:
                self._open[len(said)] = (left - 1, text)
            said.append(text)

        for cell in given:
            while len(said) in above:
                from_above()
            for n in range(min(cell.columns, MOST_COLUMNS + 1)):
                text = "" if n else tidy(cell.text)
                if cell.rows > 1:
                    self._open[len(said)] = (cell.rows - 1, text)
                said.append(text)
            if any(said[MOST_COLUMNS:]):
                raise TooMuchError("columns")
        while any(place >= len(said) for place in above):
            if len(said) in above:
                from_above()
            else:
                said.append("")
        return said[:MOST_COLUMNS]

    def _keep(self, said: list[str]) -> None:
        while said and not said[-1]:
            said.pop()
        self._rows += bool(said)
        if self._rows > MOST_ROWS:
            raise TooMuchError("rows")
        self._text += sum(map(len, said))
        if self._text > MOST_TEXT or any(len(one) > LONGEST_CELL for one in said):
            raise TooMuchError("cell")
        self.tables[-1].rows.append((self._number, "", said))

    def as_json(self) -> dict[str, Any]:
        """Title and tables, for the answer of the child."""
        for one in self.tables:
            one.take_out_banners()
        return {
            "title": self.title,
            "tables": [
                {"heading": one.heading, "rows": [list(row) for row in one.rows]}
                for one in self.tables
            ],
        }


def tidy(text: str) -> str:
    """A text line by line, each without spaces around it and with single ones within."""
    lines = (" ".join(line.split()) for line in _UNSEEN.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
