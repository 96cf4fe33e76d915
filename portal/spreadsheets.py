"""Tables for spreadsheets, in which no cell can be a formula and every cell comes back as it was.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, wherever the file came from
(OWASP, "CSV injection"). In a CSV such a text gets an apostrophe, which `as_written` takes off
again; an XLSX says of each cell that it is text, so there nothing is added.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

__all__ = [
    "FORMULA_STARTS",
    "Cell",
    "as_written",
    "csv_bytes",
    "csv_stream",
    "harmless",
    "rows_of",
    "write_xlsx",
    "xlsx_bytes",
]

Cell = str | int | float | None

#: With these a program takes a text for a formula; the wide ones do it in East Asian editions.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
_GUARD: Final = "'"
#: What XML cannot hold; it has no place in a cell either.
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL_AT_MOST: Final = 32_767


def harmless(text: str) -> str:
    """The text as a CSV cell that no program runs; `as_written` gives it back."""
    return f"{_GUARD}{text}" if _would_run(text) else text


def as_written(cell: str) -> str:
    """The text of a cell that `harmless` has made: a telephone number +44… is one again."""
    return cell[1:] if cell.startswith(_GUARD) and _would_run(cell) else cell


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8 with a byte order mark, as spreadsheets expect it.

    Numbers stay numbers; texts are made harmless.
    """
    return b"".join(csv_stream(rows))


def csv_stream(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The same as `csv_bytes`, row by row, for a table too long to be held as a whole."""
    out = io.StringIO()
    writer = csv.writer(out)
    mark = codecs.BOM_UTF8
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
        yield mark + out.getvalue().encode("utf-8", errors="replace")
        mark = b""
        out.seek(0)
        out.truncate()


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a CSV of ours, every cell as it was written."""
    table = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [[as_written(cell) for cell in row] for row in table]


def xlsx_bytes(rows: Iterable[Sequence[Cell]], *, title: str = "") -> bytes:
    """Rows as a workbook of one sheet; every text is a text cell, whatever it begins with.

    Control characters, which XML cannot hold, are left out, and a text longer than a cell may be
    (32,767 characters) is cut.
    """
    out = io.BytesIO()
    write_xlsx(rows, out, title=title)
    return out.getvalue()


def write_xlsx(rows: Iterable[Sequence[Cell]], out: IO[bytes], *, title: str = "") -> None:
    """The same as `xlsx_bytes`, into a file, for a table too long to be held as a whole."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", title)[:31] or None)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(out)


def _cell(sheet: object, value: Cell) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=_UNWRITABLE.sub("", value)[:_CELL_AT_MOST])
    cell.data_type = "s"
    if _would_run(value):
        cell.quotePrefix = True
    return cell


def _would_run(text: str) -> bool:
    return text.lstrip(_GUARD).startswith(FORMULA_STARTS)
