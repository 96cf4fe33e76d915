"""Reading an uploaded table, CSV or XLSX, as rows of plain texts. Nothing in it is run."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from portal.inside.grids.csv_rows import csv_rows
from portal.operations import Refused

__all__ = ["ENDINGS", "MOST_BYTES", "MOST_ROWS", "read_table"]

ENDINGS: Final = ("csv", "xlsx")
MOST_BYTES: Final = 2_000_000
MOST_ROWS: Final = 500
"""Rows of findings in one table; a larger one is imported in parts."""
_COLUMNS: Final = 60
_CELL: Final = 10_000
_ALTOGETHER: Final = 1_000_000


def read_table(content: BinaryIO, ending: str) -> list[list[str]]:
    """The rows of a table as texts, the heading first; empty rows are empty lists.

    Args:
        content: the file, judged by its content already (`boards.media_forms.judge`).
        ending: `csv` or `xlsx`.

    Raises Refused with what to do.
    """
    content.seek(0)
    rows: list[list[str]] = []
    total = 0
    for cells in _csv_rows(content) if ending == "csv" else _xlsx_rows(content):
        if len(rows) > MOST_ROWS:
            sentence = _("The table has more than %(most)s rows. Import it in parts.")
            raise Refused(sentence % {"most": MOST_ROWS})
        if any(len(cell) > _CELL for cell in cells):
            sentence = _("A cell of row %(row)s has more than %(most)s characters. Shorten it.")
            raise Refused(sentence % {"row": len(rows) + 1, "most": _CELL})
        total += sum(len(cell) for cell in cells)
        if total > _ALTOGETHER:
            raise Refused(_("The table holds too much text for one import. Import it in parts."))
        rows.append(cells if any(cell.strip() for cell in cells) else [])
    while rows and not rows[-1]:
        rows.pop()
    if len([row for row in rows if row]) < 2:
        raise Refused(_("The table holds no row below its headings. Add one and upload it again."))
    return rows


def _csv_rows(content: BinaryIO) -> Iterator[list[str]]:
    try:
        for row in csv_rows(content.read(MOST_BYTES + 1)):
            yield row[:_COLUMNS]
    except csv.Error as error:
        raise Refused(_("The table cannot be read. Save it as CSV or XLSX again.")) from error


def _xlsx_rows(content: BinaryIO) -> Iterator[list[str]]:
    """The first sheet; formulas by the value that was saved with them."""
    try:
        book = load_workbook(content, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what it says of its own size is not believed
            rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=_COLUMNS, values_only=True)
            for cells in rows:
                yield [_text(cell) for cell in cells]
        finally:
            book.close()
    except (
        *(InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError),
        *(IndexError, TypeError, AttributeError, EOFError, OSError),
    ) as error:
        raise Refused(_("The workbook cannot be read. Save it as XLSX or CSV again.")) from error


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
