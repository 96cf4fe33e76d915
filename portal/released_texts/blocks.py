"""What a released file says, block by block, as pages and the search read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Block", "Cell", "Row", "block_from", "words_of"]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `scope` is col, row or auto for one that heads others, else empty."""

    text: str
    scope: str = ""
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Row:
    """A row of a table, and the page on which it begins."""

    page: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, an item of a list, a table, or a picture in words.

    Attributes:
        page: where it begins, from 1.
        role: h1 to h6, p, item, table or figure.
        text: its words; of a table its caption, of a figure what is said instead of it.
        rows: of a table.
        lang: its language as the file says, such as cy; empty where it says nothing.
        level: of an item, how deep its list lies, from 1.
        goes_on: it is the rest of the block before, on another page.
    """

    page: int
    role: str
    text: str
    rows: tuple[Row, ...] = ()
    lang: str = ""
    level: int = 0
    goes_on: bool = False


def block_from(kept: Mapping[str, Any]) -> Block:
    """A block as `portal.pdf.texts.pieces.Piece.as_json` wrote it."""
    return Block(
        page=kept["page"],
        role=kept["role"],
        text=kept["text"],
        rows=tuple(_row(one) for one in kept.get("rows", ())),
        lang=kept.get("lang", ""),
        level=kept.get("level", 0),
        goes_on=kept.get("goes_on", False),
    )


def words_of(blocks: Iterable[Block]) -> list[tuple[int, str]]:
    """The plain words of each page that has any, in order."""
    pages: dict[int, list[str]] = {}
    for block in blocks:
        if block.text:
            pages.setdefault(block.page, []).append(block.text)
        for row in block.rows:
            text = " ".join(cell.text for cell in row.cells if cell.text)
            pages.setdefault(row.page, []).append(text)
    return [(page, "\n".join(pages[page])) for page in sorted(pages)]


def _row(kept: Mapping[str, Any]) -> Row:
    return Row(kept["page"], tuple(_cell(one) for one in kept["cells"]))


def _cell(kept: Mapping[str, Any]) -> Cell:
    return Cell(kept["text"], kept.get("head", ""), kept.get("across", 1), kept.get("down", 1))
