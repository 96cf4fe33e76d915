"""Rows of comma-separated values, as spreadsheets write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from portal.inside.grids.grid import Cell, Grids
from portal.spreadsheets import as_written

__all__ = ["csv_rows", "read_csv_table"]

_BETWEEN: Final = ",;\t"


def csv_rows(content: bytes) -> Iterator[list[str]]:
    """The rows of a CSV, parted by whichever sign its first line has most of.

    Raises csv.Error where it cannot be read.
    """
    text = decoded(content)
    first = text.partition("\n")[0]
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(_BETWEEN, key=first.count)):
        yield [as_written(cell) for cell in row]


def decoded(content: bytes) -> str:
    """The text of a CSV: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_csv_table(content: bytes, found: Grids) -> None:
    """Read a CSV as one table."""
    found.begin()
    for row in csv_rows(content):
        found.row([Cell(cell) for cell in row])
