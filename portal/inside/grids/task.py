"""The task `tables` of the child: the tables of one file, or one word why they cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from portal.inside.archive import Archive, BrokenError
from portal.inside.grids.csv_rows import read_csv_table
from portal.inside.grids.grid import Grids, TooMuchError
from portal.inside.grids.open_document import read_open_tables
from portal.inside.grids.web import RunsError, read_web_tables
from portal.inside.grids.word import read_word_tables
from portal.inside.grids.workbook import read_sheets
from portal.pdf.apart.tasks import Report

_ARCHIVES: Final[dict[str, Callable[[Archive, Grids], None]]] = {
    "docx": read_word_tables,
    "xlsx": read_sheets,
    "odt": read_open_tables,
    "ods": read_open_tables,
}
_BYTES: Final[dict[str, Callable[[bytes, Grids], None]]] = {
    "csv": read_csv_table,
    "htm": read_web_tables,
    "html": read_web_tables,
}


def run(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Read the tables of a file.

    Args:
        request: its `path`, and the `ending` of its name, which says how to read it.
        report: not used.

    Returns:
        what `Grids.as_json` says, or `refused`: one word.
    """
    found = Grids()
    try:
        _read(Path(request["path"]), str(request["ending"]), found)
    except (BrokenError, TooMuchError) as error:
        return {"refused": str(error)}
    except RunsError:
        return {"refused": "runs"}
    except csv.Error:
        return {"refused": "broken"}
    return found.as_json()


def _read(path: Path, ending: str, found: Grids) -> None:
    if ending in _BYTES:
        _BYTES[ending](path.read_bytes(), found)
        return
    archive = Archive(path)
    try:
        _ARCHIVES[ending](archive, found)
    except RecursionError as error:
        raise BrokenError("broken") from error
    finally:
        archive.close()
