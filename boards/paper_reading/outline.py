"""From the blocks of a file to what a page shows: one outline, nested lists, tables with heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from portal.released_texts import Block, Row

__all__ = ["Heading", "Listing", "Node", "shown_nodes"]

_DEEPEST: Final = 6
_LABELLED: Final = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlc]{1,6})[.)](?:\s|$)")
_DOTS: Final = re.compile(r"(?:\s?\.){4,}\s*")


@dataclass
class Part:
    """A stretch of text; `page` is the number of the page that begins with it, else 0."""

    text: str
    page: int = 0


@dataclass
class Cell:
    """A cell as a page shows it; `scope` is col, row or empty for a plain one."""

    text: str
    scope: str
    across: int
    down: int


@dataclass
class Entry:
    """An item of a list with the list below it."""

    parts: list[Part]
    lang: str
    below: Listing | None = None


@dataclass
class Listing:
    """A list; one whose items bear numbers or letters of their own gets no bullets."""

    entries: list[Entry] = field(default_factory=list)
    level: int = 1

    @property
    def is_labelled(self) -> bool:
        """Whether each item begins with its own number or letter."""
        return all(_LABELLED.match(one.parts[0].text) for one in self.entries)


@dataclass
class TableRow:
    """A row; `page` is the number of the page that begins with it, else 0."""

    page: int
    cells: list[Cell]


@dataclass
class Node:
    """One piece of the page.

    `what` is heading, text, list, table, figure, page or empty_page; of the last two only `page`
    counts.
    """

    what: str
    page: int = 0
    lang: str = ""
    text: str = ""
    parts: list[Part] = field(default_factory=list)
    level: int = 0
    anchor: str = ""
    listing: Listing | None = None
    head: list[TableRow] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)


@dataclass(frozen=True)
class Heading:
    """A heading in the contents of the page."""

    anchor: str
    text: str
    level: int
    lang: str


def shown_nodes(
    blocks: Sequence[Block], *, title: str, first: int, last: int
) -> tuple[list[Node], list[Heading]]:
    """What the page shows of the pages from `first` to `last`, and its contents.

    Headings are numbered anew below the title of the page, so that no level is left out; a first
    heading that only repeats the title is dropped. Each page begins with a mark.
    """
    maker = _Maker(title, first)
    for block in blocks:
        if first <= block.page <= last:
            maker.take(block)
    maker.pages_until(last + 1)
    return maker.nodes, maker.headings


class _Maker:
    def __init__(self, title: str, first: int) -> None:
        self.nodes: list[Node] = []
        self.headings: list[Heading] = []
        self._title = _plain(title)
        self._page = first - 1
        self._levels: list[int] = []
        self._lists: list[Listing] = []
        self._is_begun = False

    def take(self, block: Block) -> None:
        """Add one block; the marks of the pages that begin with it come first."""
        goes_on = block.goes_on and block.page == self._page + 1 and bool(self.nodes)
        if not goes_on or not self._went_on(block):
            self.pages_until(block.page, begun=block.page)
            self._add(block)

    def pages_until(self, page: int, *, begun: int = 0) -> None:
        """Marks for the pages that were passed; those on which nothing stands say so."""
        while self._page < page - (0 if begun else 1):
            self._page += 1
            self._lists.clear()
            what = "page" if self._page == begun else "empty_page"
            self.nodes.append(Node(what, page=self._page))

    def _went_on(self, block: Block) -> bool:
        """Add the rest of a paragraph or an item, with the mark of its page inside."""
        last = self.nodes[-1]
        part = Part(_readable(block.text), block.page)
        if last.what == "text" and block.role == "p":
            last.parts.append(part)
        elif last.what == "list" and self._lists and block.role in ("item", "p"):
            self._lists[-1].entries[-1].parts.append(part)
        else:
            return False
        self._page = block.page
        return True

    def _add(self, block: Block) -> None:
        if block.role != "item":
            self._lists.clear()
        lang = _other_language(block.lang)
        if block.role in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading(block, lang)
        elif block.role == "item":
            self._item(block, lang)
        elif block.role == "table":
            self._table(block, lang)
        elif block.role == "figure":
            self.nodes.append(Node("figure", text=block.text, lang=lang))
        else:
            self.nodes.append(Node("text", parts=[Part(_readable(block.text))], lang=lang))

    def _heading(self, block: Block, lang: str) -> None:
        is_first, self._is_begun = not self._is_begun, True
        if is_first and _plain(block.text) == self._title:
            return
        level = int(block.role[1])
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        shown = min(_DEEPEST, 1 + len(self._levels))
        anchor = f"part-{block.page}-{len(self.headings) + 1}"
        text = " ".join(_readable(block.text).split())
        self.nodes.append(Node("heading", text=text, level=shown, anchor=anchor, lang=lang))
        self.headings.append(Heading(anchor, text, shown, lang))

    def _item(self, block: Block, lang: str) -> None:
        level = max(1, block.level)
        while self._lists and self._lists[-1].level > level:
            self._lists.pop()
        entry = Entry([Part(_readable(block.text))], lang)
        if self._lists and self._lists[-1].level == level:
            self._lists[-1].entries.append(entry)
            return
        listing = Listing([entry], level)
        if self._lists:
            self._lists[-1].entries[-1].below = listing
        else:
            self.nodes.append(Node("list", listing=listing))
        self._lists.append(listing)

    def _table(self, block: Block, lang: str) -> None:
        heads: list[TableRow] = []
        rows: list[TableRow] = []
        for row in block.rows:
            is_head = not rows and all(cell.scope for cell in row.cells)
            (heads if is_head else rows).append(self._row(row, is_head=is_head))
        if not rows:  # a table of nothing but heads heads nothing
            heads, rows = [], heads
        self.nodes.append(
            Node("table", text=_readable(block.text), head=heads, rows=rows, lang=lang)
        )

    def _row(self, row: Row, *, is_head: bool) -> TableRow:
        begins = row.page if row.page > self._page else 0
        self._page = max(self._page, row.page)
        usual = "col" if is_head else "row"
        cells = [
            Cell(one.text, usual if one.scope == "auto" else one.scope, one.across, one.down)
            for one in row.cells
        ]
        return TableRow(begins, cells)


def _other_language(lang: str) -> str:
    """A language that has to be said because it is not that of the page."""
    return "" if lang.lower().partition("-")[0] in ("", "en") else lang


def _readable(text: str) -> str:
    """Without the dots that lead to a page number in a list of contents."""
    return _DOTS.sub(" … ", text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .:")
