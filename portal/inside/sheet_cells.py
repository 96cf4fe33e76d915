"""The cells of one sheet, as they are shown: rows and columns that are hidden are kept apart.

Source: ECMA-376 part 1, 18.3.1 (worksheets).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from portal.inside.archive import BrokenError, attribute, local
from portal.inside.sheet_looks import Looks
from portal.inside.tables import Headings

_LETTERS: Final = re.compile(r"[A-Z]{1,3}")
_ON: Final = frozenset({"1", "true"})
_BESIDE: Final = frozenset(
    {"f", "formula1", "formula2", "oddHeader", "oddFooter"}
    | {"evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
MOST_COLUMNS: Final = 16_384
NARROW: Final = 0.5
"""Letters: a column that is narrower shows none."""
LOW: Final = 2.0
"""Points: a row that is lower shows nothing."""


@dataclass
class Cells:
    """What a sheet holds.

    Attributes:
        seen: its visible rows, a line each.
        rows: the hidden rows, with their numbers.
        columns: what stands in hidden columns, by the letters of the column.
        unseen: what is written in white, or in a format that shows nothing.
        beside: formulas, lists to choose from, headers and footers.
        used: which shared texts the cells use.
    """

    seen: list[str] = field(default_factory=list)
    rows: list[tuple[int, str]] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    unseen: list[str] = field(default_factory=list)
    beside: dict[str, None] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


def cells_of(content: bytes, shared: Sequence[str], looks: Looks, *, since_1904: bool) -> Cells:
    """Read a sheet.

    Args:
        content: its XML.
        shared: the shared texts of the workbook.
        looks: the styles of the workbook.
        since_1904: its days are counted from 1904 (18.2.28).

    Raises:
        BrokenError: it is no XML, or declares entities.
    """
    reader = _Reader(shared, looks, since_1904=since_1904)
    try:
        for _event, element in iterparse(io.BytesIO(content), forbid_dtd=True):
            reader.take(element)
    except DefusedXmlException as error:
        raise BrokenError("entities") from error
    except (ParseError, ValueError) as error:
        raise BrokenError("broken") from error
    return reader.cells


class CellTexts:
    """The text of each cell as it is shown: shared texts, dates as dates, values of formulas."""

    def __init__(self, shared: Sequence[str], looks: Looks, *, since_1904: bool) -> None:
        self.used: set[int] = set()
        self._shared = shared
        self._looks = looks
        self._epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900

    def text(self, cell: Element) -> str:
        """What a cell says (18.3.1.4)."""
        kind = attribute(cell, "t")
        if kind == "inlineStr":
            return "".join(one.text or "" for one in cell.iter() if local(one.tag) == "t")
        value = next((one.text or "" for one in cell if local(one.tag) == "v"), "")
        if kind == "s" and value.strip().isdecimal():
            place = int(value)
            self.used.add(place)
            return self._shared[place] if place < len(self._shared) else ""
        if kind in ("", "n") and int(_number(attribute(cell, "s"), 0)) in self._looks.dates:
            return self._date(value)
        return value

    def _date(self, value: str) -> str:
        try:
            day: Any = from_excel(float(value), self._epoch)
        except (ValueError, OverflowError, TypeError):
            return value
        return day.strftime("%d/%m/%Y") if hasattr(day, "year") else value


class _Reader:
    def __init__(self, shared: Sequence[str], looks: Looks, *, since_1904: bool) -> None:
        self.cells = Cells()
        self._texts = CellTexts(shared, looks, since_1904=since_1904)
        self.cells.used = self._texts.used
        self._looks = looks
        self._hidden: set[int] = set()
        self._rows_hidden = False
        self._headings = Headings()
        self._row = 0

    def take(self, element: Element) -> None:
        """Take an element that has been read whole."""
        name = local(element.tag)
        if name == "row":
            self._take_row(element)
            element.clear()
        elif name == "sheetFormatPr":
            self._rows_hidden = attribute(element, "zeroHeight") in _ON
        elif name == "col":
            self._take_columns(element)
        elif name in _BESIDE and element.text:
            self.cells.beside[element.text] = None
        elif name == "dataValidation":
            for key in ("promptTitle", "prompt", "error", "errorTitle"):
                if said := attribute(element, key):
                    self.cells.beside[said] = None

    def _take_columns(self, element: Element) -> None:
        if (
            attribute(element, "hidden") in _ON
            or _number(attribute(element, "width"), 1.0) < NARROW
        ):
            first = int(_number(attribute(element, "min"), 1))
            last = int(_number(attribute(element, "max"), first))
            self._hidden.update(range(first, min(last, MOST_COLUMNS) + 1))

    def _take_row(self, row: Element) -> None:
        self._row = int(_number(attribute(row, "r"), self._row + 1))
        column = 0
        found: list[tuple[int, str, bool]] = []
        for cell in row:
            if local(cell.tag) != "c":
                continue
            named = _LETTERS.match(attribute(cell, "r"))
            column = column_index_from_string(named[0]) if named else column + 1
            if text := self._texts.text(cell):
                style = int(_number(attribute(cell, "s"), 0))
                found.append((column, text, style in self._looks.unseen))
        if not found:
            return
        self._headings.learn((column, text) for column, text, _ in found)
        said = [(column, self._headings.explain(column, text), un) for column, text, un in found]
        if self._is_hidden(row):
            self.cells.rows.append((self._row, "\t".join(text for _, text, _ in said)))
            return
        shown: list[str] = []
        for column, text, is_unseen in said:
            if column in self._hidden:
                self.cells.columns.setdefault(get_column_letter(column), []).append(text)
            else:
                (self.cells.unseen if is_unseen else shown).append(text)
        self.cells.seen.append("\t".join(shown))

    def _is_hidden(self, row: Element) -> bool:
        if attribute(row, "hidden") in _ON:
            return True
        height = attribute(row, "ht")
        return _number(height, LOW) < LOW or (self._rows_hidden and not height)


def _number(value: str, otherwise: float) -> float:
    try:
        return float(value)
    except ValueError:
        return otherwise
