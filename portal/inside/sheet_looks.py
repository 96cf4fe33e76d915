"""Which cells of a workbook show dates, and which are written so that nobody sees them.

Source: ECMA-376 part 1, 18.8 (styles).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from portal.inside.archive import Archive, attribute, local

_STYLES: Final = "xl/styles.xml"
_BLANK: Final = ";;;"
"""The number format that shows nothing, whatever the value."""
_WHITE: Final = frozenset({"FFFFFFFF", "00FFFFFF"})
_THEME_PAPER: Final = "0"
_PLAIN: Final = frozenset({"", "none"})


@dataclass(frozen=True)
class Looks:
    """The numbers of the cell styles that show dates, or nothing at all."""

    dates: frozenset[int] = field(default_factory=frozenset)
    unseen: frozenset[int] = field(default_factory=frozenset)


def looks_of(archive: Archive) -> Looks:
    """Read the styles of a workbook."""
    if _STYLES not in archive:
        return Looks()
    parts = {local(one.tag): one for one in archive.xml(_STYLES)}
    formats = dict(BUILTIN_FORMATS) | {
        _whole(attribute(one, "numFmtId")): attribute(one, "formatCode")
        for one in parts.get("numFmts", ())
    }
    white = {n for n, one in enumerate(parts.get("fonts", ())) if _is_white(one)}
    bare = {n for n, one in enumerate(parts.get("fills", ())) if _is_bare(one)}
    dates: set[int] = set()
    unseen: set[int] = set()
    for number, style in enumerate(parts.get("cellXfs", ())):
        shown = formats.get(_whole(attribute(style, "numFmtId")), "")
        if is_date_format(shown):
            dates.add(number)
        lost = _whole(attribute(style, "fontId")) in white
        if shown.strip() == _BLANK or (lost and _whole(attribute(style, "fillId")) in bare):
            unseen.add(number)
    return Looks(frozenset(dates), frozenset(unseen))


def _is_white(font: Element) -> bool:
    return any(
        local(one.tag) == "color"
        and (attribute(one, "rgb").upper() in _WHITE or attribute(one, "theme") == _THEME_PAPER)
        and attribute(one, "tint") in ("", "0")
        for one in font
    )


def _is_bare(fill: Element) -> bool:
    for pattern in fill:
        kind = attribute(pattern, "patternType")
        if kind in _PLAIN:
            return True
        colour = next((one for one in pattern if local(one.tag) == "fgColor"), None)
        return colour is not None and attribute(colour, "rgb").upper() in _WHITE
    return False


def _whole(value: str) -> int:
    return int(value) if value.isdecimal() else 0
