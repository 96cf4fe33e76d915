"""The tables of a web page. Nothing in it is run or fetched, and only its words are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from portal.inside.grids.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grids

_RUNS: Final = frozenset({"script", "iframe", "object", "embed", "applet", "frame"})
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript", "head", "svg", "math"})
_LINES: Final = frozenset(
    {"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dt", "dd", "td"}
)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)


class RunsError(Exception):
    """There is a program, or another page, within a table."""


@dataclass
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    cell: list[str] | None = None
    deep: int = 1


def read_web_tables(content: bytes, found: Grids) -> None:
    """Read the tables of a page; of tables in a cell only their words.

    Raises:
        RunsError: a table holds a script or another page.
        TooMuchError: as of `Grids`.
    """
    reader = _Reader(found)
    reader.feed(_decoded(content))
    reader.close()
    reader.end()


def _decoded(content: bytes) -> str:
    """The text of a page: by its mark, as UTF-8, as it says itself, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(content[:4096])
        try:
            return content.decode(named[1].decode() if named else "cp1252", errors="replace")
        except LookupError:
            return content.decode("cp1252", errors="replace")


class _Reader(HTMLParser):
    def __init__(self, found: Grids) -> None:
        super().__init__(convert_charrefs=True)
        self._found = found
        self._table: _Table | None = None
        self._unseen: list[str] = []
        self._said: list[str] = []
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._table is not None and tag in _RUNS:
            raise RunsError
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if self._unseen:
            return
        if tag == "table":
            self._open_table()
        elif self._table is not None and self._table.deep == 1 and tag in ("tr", "td", "th"):
            self._open_part(tag, dict(attrs))
        elif tag in _LINES:
            self._line()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
            return
        if self._unseen:
            return
        if tag == "table" and self._table is not None:
            self._table.deep -= 1
            if self._table.deep == 0:
                self._close_table()
        elif self._table is not None and self._table.deep == 1 and tag in ("tr", "td", "th"):
            self._close_cell()
        elif tag in _LINES:
            self._line()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._into().append(re.sub(r"\s+", " ", data))

    def end(self) -> None:
        """The page is over, whatever it left open."""
        self._close_table()
        self._line()

    def _into(self) -> list[str]:
        if self._table is None:
            return self._said
        return self._table.cell if self._table.cell is not None else []

    def _line(self) -> None:
        if self._table is not None:
            self._into().append("\n")
        elif self._said:
            self._found.heard("".join(self._said))
            self._said = []

    def _open_table(self) -> None:
        self._line()
        if self._table is None:
            self._table = _Table()
        else:
            self._table.deep += 1

    def _open_part(self, tag: str, said: dict[str, str | None]) -> None:
        assert self._table is not None  # asked by the caller
        self._close_cell()
        if tag == "tr":
            self._table.rows.append([])
            return
        if not self._table.rows:
            self._table.rows.append([])
        self._span = (
            min(_number(said.get("colspan")), MOST_COLUMNS + 1),
            min(_number(said.get("rowspan")), MOST_ROWS),
        )
        self._table.cell = []

    def _close_cell(self) -> None:
        table = self._table
        if table is not None and table.cell is not None:
            table.rows[-1].append(Cell("".join(table.cell), *self._span))
            table.cell = None

    def _close_table(self) -> None:
        if self._table is None:
            return
        self._close_cell()
        rows, self._table = self._table.rows, None
        self._found.begin()
        for row in rows:
            self._found.row(row)


def _number(value: str | None) -> int:
    return max(1, int(value)) if value and value.isdecimal() and len(value) < 6 else 1
