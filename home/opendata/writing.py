"""A data set as CSV, JSON or XLSX, written row by row: memory does not grow with the rows."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Final

from home.opendata.columns import Row
from portal.spreadsheets import Cell, csv_stream, write_xlsx

#: What can be had, with its media type.
FORMATS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PIECE: Final = 64 * 1024


def as_csv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The table with its heading, in pieces of some size, so that a server sends few of them."""
    return _together(csv_stream(_table(names, rows)))


def as_json(about: Mapping[str, Any], rows: Iterable[Row]) -> Iterator[bytes]:
    """One object: what is told `about` the set, and `rows`, one a line."""
    return _together(_json(about, rows))


def as_xlsx(names: Sequence[str], rows: Iterable[Row], *, title: str) -> IO[bytes]:
    """The workbook in a file that is removed when it is closed; whoever asks must close it."""
    out = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it when it is sent
    try:
        write_xlsx(_table(names, rows), out, title=title)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def _table(names: Sequence[str], rows: Iterable[Row]) -> Iterator[list[Cell]]:
    yield list(names)
    for row in rows:
        yield [_cell(row[name]) for name in names]


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (int, float, str)):
        return value
    return str(value)


def _json(about: Mapping[str, Any], rows: Iterable[Row]) -> Iterator[bytes]:
    head = json.dumps(about, ensure_ascii=False)
    yield f'{head[:-1]}{", " if about else ""}"rows": ['.encode("utf-8", "replace")
    between = "\n"
    for row in rows:
        yield (between + json.dumps(row, ensure_ascii=False)).encode("utf-8", "replace")
        between = ",\n"
    yield b"\n]}\n"


def _together(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
