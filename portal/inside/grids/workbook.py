"""The sheets of an Excel file as tables. Source: ECMA-376 part 1, 18.3 (worksheets)."""

from __future__ import annotations

import io
import re
from typing import Final
from xml.etree.ElementTree import Element, ParseError  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import column_index_from_string

from portal.inside.archive import Archive, BrokenError, attribute, local
from portal.inside.grids.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grids, TooMuchError
from portal.inside.sheet_cells import CellTexts
from portal.inside.sheet_looks import looks_of
from portal.inside.workbook import counts_from_1904, shared_texts, sheets_of

_MAIN: Final = "xl/workbook.xml"
_PLACE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FURTHEST: Final = 1_048_576
"""The last row that a sheet can have."""


def read_sheets(archive: Archive, found: Grids) -> None:
    """Read the sheets of a workbook that are shown; formulas by the value saved with them."""
    main = archive.xml(_MAIN)
    shared, looks = shared_texts(archive), looks_of(archive)
    for name, part, is_hidden in sheets_of(archive, main):
        if is_hidden:
            continue
        texts = CellTexts(shared, looks, since_1904=counts_from_1904(main))
        sheet = _Sheet(texts)
        sheet.read(archive.read(part))
        found.begin(name)
        for number, cells in sheet.rows():
            found.row(cells, number=number)


class _Sheet:
    """One sheet: its texts by row and column, and what is merged."""

    def __init__(self, texts: CellTexts) -> None:
        self._texts = texts
        self._said: dict[int, dict[int, str]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._row = 0

    def read(self, content: bytes) -> None:
        """Read the XML of the sheet. Raises BrokenError, TooMuchError."""
        try:
            for _event, element in iterparse(io.BytesIO(content), forbid_dtd=True):
                name = local(element.tag)
                if name == "row":
                    self._take(element)
                    element.clear()
                elif name == "mergeCell":
                    self._merge(attribute(element, "ref"))
        except DefusedXmlException as error:
            raise BrokenError("entities") from error
        except (ParseError, ValueError) as error:
            raise BrokenError("broken") from error

    def _take(self, row: Element) -> None:
        number = attribute(row, "r")
        self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
        column = 0
        said: dict[int, str] = {}
        for cell in row:
            if local(cell.tag) != "c":
                continue
            at = _PLACE.fullmatch(attribute(cell, "r"))
            column = column_index_from_string(at[1]) if at else column + 1
            if text := self._texts.text(cell).strip():
                said[column] = text
        if max(said, default=0) > MOST_COLUMNS:
            raise TooMuchError("columns")
        if said:
            self._said[self._row] = said
        if len(self._said) > MOST_ROWS:
            raise TooMuchError("rows")

    def _merge(self, ref: str) -> None:
        first, _colon, last = ref.partition(":")
        one, other = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if one and other:
            self._merged.append(
                (int(one[2]), column_index_from_string(one[1]),
                 min(int(other[2]), _FURTHEST), column_index_from_string(other[1]))
            )  # fmt: skip

    def rows(self) -> list[tuple[int, list[Cell]]]:
        """Each row that says something, merged cells as in `Cell`."""
        across: dict[tuple[int, int], int] = {}
        for top, left, bottom, right in self._merged:
            text = self._said.get(top, {}).get(left, "")
            across[top, left] = right - left + 1
            for number in [one for one in self._said if top < one <= bottom]:
                self._said[number].setdefault(left, text)
        return [(number, _in_order(said, number, across)) for number, said in self._said.items()]


def _in_order(said: dict[int, str], number: int, across: dict[tuple[int, int], int]) -> list[Cell]:
    if len(said) == 1:  # perhaps a heading across the sheet
        ((column, text),) = said.items()
        if column == 1 and across.get((number, 1), 1) > 1:
            return [Cell(text, min(across[number, 1], MOST_COLUMNS))]
    return [Cell(said.get(column, "")) for column in range(1, max(said) + 1)]
