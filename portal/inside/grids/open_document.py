"""The tables of OpenDocument texts and spreadsheets. Source: OpenDocument 1.3 part 3, chapter 9."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import Archive, attribute, local
from portal.inside.grids.grid import MOST_COLUMNS, Cell, Grids

_MAIN: Final = "content.xml"
_APART: Final = frozenset({"annotation", "annotation-end", "note", "tracked-changes", "shapes"})
_ROWS: Final = frozenset({"table-rows", "table-header-rows", "table-row-group"})
_WITHIN: Final = frozenset({"body", "text", "spreadsheet", "section", "index-body"})
_EMPTY_ROWS: Final = 50
"""A row that is repeated more often and says nothing is the end of a sheet."""


def read_open_tables(archive: Archive, found: Grids) -> None:
    """Read the tables of a text, and the paragraphs above them, or the sheets of a workbook."""
    _read_blocks(archive.xml(_MAIN), found)


def _read_blocks(parent: Element, found: Grids) -> None:
    for block in parent:
        name = local(block.tag)
        if name in ("p", "h"):
            found.heard(_text(block))
        elif name == "table":
            is_sheet = local(parent.tag) == "spreadsheet"
            _read_table(block, found, heading=attribute(block, "name") if is_sheet else "")
        elif name in _WITHIN:
            _read_blocks(block, found)


def _read_table(table: Element, found: Grids, *, heading: str) -> None:
    found.begin(heading)
    for row in _rows(table):
        cells = list(_cells(row))
        times = _times(row, "number-rows-repeated")
        says = any(cell.text.strip() for cell in cells)
        for _n in range(times if says or times <= _EMPTY_ROWS else 1):
            found.row(cells)


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if local(child.tag) == "table-row":
            yield child
        elif local(child.tag) in _ROWS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Cell]:
    """The cells of a row; covered ones say nothing (9.1.5)."""
    for cell in row:
        if local(cell.tag) != "table-cell":
            continue
        made = Cell(
            _cell_text(cell),
            _times(cell, "number-columns-spanned"),
            _times(cell, "number-rows-spanned"),
        )
        times = _times(cell, "number-columns-repeated")
        for _n in range(min(times, MOST_COLUMNS + 1) if made.text.strip() else 0):
            yield made
        if not made.text.strip():
            yield Cell("", min(times * made.columns, MOST_COLUMNS + 1), made.rows)


def _cell_text(cell: Element) -> str:
    """What is shown; of a date the date itself, whatever the sheet makes of it."""
    day = attribute(cell, "date-value")
    return day[:10] if day else _text(cell)


def _text(element: Element) -> str:
    said: list[str] = []
    _say(element, said)
    return "".join(said)


def _say(element: Element, said: list[str]) -> None:
    name = local(element.tag)
    if name in _APART:
        return
    if name == "s":
        said.append(" " * min(_times(element, "c"), 100))
    elif name in ("tab", "line-break"):
        said.append("\t" if name == "tab" else "\n")
    said.append(element.text or "")
    for child in element:
        _say(child, said)
        if name != "table-cell":
            said.append(child.tail or "")
    if name in ("p", "h"):
        said.append("\n")


def _times(element: Element, name: str) -> int:
    value = attribute(element, name)
    return max(1, int(value)) if value.isdecimal() and len(value) < 8 else 1
