"""Tables of OpenDocument: rows and columns that are hidden or filtered away, sheets not shown.

Source: OpenDocument 1.3 part 3, chapter 9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import attribute, local
from portal.inside.gathering import Gathering, masked
from portal.inside.open_styles import Styles
from portal.inside.tables import Headings
from portal.rules.disclosure.facts import Place

_AWAY: Final = frozenset({"collapse", "filter"})
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_APART: Final = frozenset({"annotation", "shapes", "title", "desc"})
MOST_COLUMNS: Final = 16_384


def read_table(table: Element, styles: Styles, found: Gathering, walk: Callable[..., None]) -> None:
    """Read a table of a text, or a sheet.

    Args:
        table: the element.
        styles: the styles of the file.
        found: takes what it says.
        walk: reads comments, drawings and the like that stand in it.
    """
    name = attribute(table, "name")
    hidden_columns = _hidden_columns(table)
    seen: list[str] = []
    rows: list[str] = []
    columns: list[str] = []
    white: list[str] = []
    headings = Headings()
    for row, is_away in _rows(table, away=False):
        cells = list(_cells(row))
        headings.learn((column, text) for column, text, _ in cells)
        line: list[str] = []
        for column, text, style in cells:
            said = headings.explain(column, text)
            is_white = style in styles.white and style not in styles.shaded
            to = columns if column in hidden_columns and not is_away else line
            (white if is_white and to is line else to).append(said)
        (rows if is_away else seen).append("\t".join(line))
    _beside(table, walk)
    if attribute(table, "style-name") in styles.sheets:
        _tell(
            Place.HIDDEN_SHEET, "hidden_sheet", [name, *seen, *rows, *columns, *white], name, found
        )
        return
    found.say("\n".join(seen), where=name)
    _tell(Place.HIDDEN_ROWS, "hidden_rows", rows, name, found)
    _tell(Place.HIDDEN_COLUMNS, "hidden_columns", columns, name, found)
    _tell(Place.HIDDEN, "invisible_text", white, name, found)


def _tell(place: Place, code: str, said: list[str], name: str, found: Gathering) -> None:
    text = "\n".join(said)
    if any(map(str.isalnum, text)):
        found.say(text, place, where=name)
        shown = masked(text) if place == Place.HIDDEN else name
        found.odd(code, place, where=name, shown=shown)


def _hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    place = 0
    for column, is_away in _columns(table, away=False):
        count = _times(column, "number-columns-repeated")
        if is_away or attribute(column, "visibility") in _AWAY:
            hidden.update(range(place, min(place + count, MOST_COLUMNS)))
        place += count
    return hidden


def _columns(element: Element, *, away: bool) -> Iterator[tuple[Element, bool]]:
    for child in element:
        name = local(child.tag)
        if name == "table-column":
            yield child, away
        elif name in ("table-columns", "table-column-group", "table-header-columns"):
            yield from _columns(child, away=away or attribute(child, "display") == "false")


def _rows(element: Element, *, away: bool) -> Iterator[tuple[Element, bool]]:
    for child in element:
        name = local(child.tag)
        if name == "table-row":
            yield child, away or attribute(child, "visibility") in _AWAY
        elif name in ("table-rows", "table-row-group", "table-header-rows"):
            yield from _rows(child, away=away or attribute(child, "display") == "false")


def _cells(row: Element) -> Iterator[tuple[int, str, str]]:
    """Place, text and style of each cell that says something."""
    place = 0
    for cell in row:
        if local(cell.tag) not in _CELLS:
            continue
        paragraphs = [_text(one) for one in cell if local(one.tag) not in _APART]
        text = "\n".join(one for one in paragraphs if one)
        text = text or attribute(cell, "string-value") or attribute(cell, "date-value")
        if text:
            yield place, text, attribute(cell, "style-name")
        place += _times(cell, "number-columns-repeated")


def _text(element: Element) -> str:
    said: list[str] = [element.text or ""]
    for child in element:
        if local(child.tag) not in _APART:
            said.append(_text(child))
        said.append(child.tail or "")
    return "".join(said).strip("\n")


def _beside(table: Element, walk: Callable[..., None]) -> None:
    """Comments, pictures and drawings in the cells and behind the table."""
    for element in table.iter():
        if local(element.tag) in _APART:
            walk(element, hidden=False)


def _times(element: Element, name: str) -> int:
    value: Any = attribute(element, name)
    return max(1, int(value)) if value.isdecimal() else 1
