"""The tables of a Word file, as they are printed. Source: ECMA-376 part 1, 17.4 (tables)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import Archive, attribute, local
from portal.inside.grids.grid import Cell, Grids

_MAIN: Final = "word/document.xml"
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: What is no part of the text: taken out, moved away, the fallback of a drawing, instructions.
_APART: Final = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr"})
_WITHIN: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_OFF: Final = frozenset({"0", "false", "off"})


def read_word_tables(archive: Archive, found: Grids) -> None:
    """Read the tables of a Word file, and the paragraphs above them."""
    for body in archive.xml(_MAIN):
        if local(body.tag) == "body":
            _read_blocks(body, found)


def _read_blocks(parent: Element, found: Grids) -> None:
    for block in parent:
        name = local(block.tag)
        if name == "p":
            found.heard(_text(block))
        elif name == "tbl":
            _read_table(block, found)
        elif name in _WITHIN:
            _read_blocks(block, found)


def _read_table(table: Element, found: Grids) -> None:
    found.begin()
    above: dict[int, str] = {}
    for row in _parts(table, "tr"):
        found.row(list(_cells(row, above)))


def _parts(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if local(child.tag) == name:
            yield child
        elif local(child.tag) in _WITHIN:
            yield from _parts(child, name)


def _cells(row: Element, above: dict[int, str]) -> Iterator[Cell]:
    """The cells of a row; one that goes on from above has no text of its own (17.4.84)."""
    place = 0
    for before in _property(row, "trPr", "gridBefore"):
        place = _number(attribute(before, "val"))
        yield Cell("", place or 1)
    for cell in _parts(row, "tc"):
        wide = max(1, sum(_number(attribute(one, "val"))
                          for one in _property(cell, "tcPr", "gridSpan")))  # fmt: skip
        merged = list(_property(cell, "tcPr", "vMerge"))
        text = _text(cell)
        if merged and attribute(merged[0], "val") != "restart":
            text = above.get(place, "")
        if merged:
            above[place] = text
        else:
            above.pop(place, None)
        yield Cell(text, wide)
        place += wide


def _property(element: Element, properties: str, name: str) -> Iterator[Element]:
    for part in element:
        if local(part.tag) == properties:
            yield from (one for one in part if local(one.tag) == name)


def _text(element: Element) -> str:
    said: list[str] = []
    _say(element, said)
    return "".join(said)


def _say(element: Element, said: list[str]) -> None:
    name = local(element.tag)
    if name in _APART or (name == "r" and _is_hidden(element)):
        return
    if name == "t":
        said.append(element.text or "")
    said.append(_BREAKS.get(name, ""))
    for child in element:
        _say(child, said)
    if name == "p":
        said.append("\n")


def _is_hidden(run: Element) -> bool:
    return any(attribute(one, "val") not in _OFF for one in _property(run, "rPr", "vanish"))


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else 0
