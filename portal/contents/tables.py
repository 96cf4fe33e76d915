"""The tables of an uploaded file as plain texts, read apart; older kinds by way of LibreOffice."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.contents.sentences import unread_sentence
from portal.inside.grids.grid import MOST_COLUMNS, MOST_ROWS, MOST_TABLES
from portal.operations import Refused
from portal.pdf.child import ChildError, run_apart
from portal.pdf.limits import Limits
from portal.pdf.office import (
    MODERNISED,
    ConversionError,
    OfficeMissingError,
    modernise_office,
)

__all__ = ["READABLE", "FileTables", "Table", "TableRow", "read_tables"]

#: Endings of files whose tables can be read; those of MODERNISED where LibreOffice is installed.
READABLE: Final = ("docx", "odt", "xlsx", "ods", "html", "htm", "csv", *MODERNISED)
_LIMITS: Final = Limits(seconds=30, memory_mb=768, output_mb=24)
_log = logging.getLogger("portal.contents")
_TOO_MUCH: Final[dict[str, str | Promise]] = {
    "tables": gettext_lazy(
        "The file holds more than %(tables)d tables. Copy those that you need into a new file."
    ),
    "rows": gettext_lazy("The file holds more than %(rows)d rows. Import it in parts."),
    "columns": gettext_lazy(
        "A table has more than %(columns)d columns. Take out those that you do not need."
    ),
    "cell": gettext_lazy(
        "The file holds more text than one import can take. Shorten it, or import it in parts."
    ),
    "runs": gettext_lazy(
        "The page holds a program or another page within a table. Copy the table into a Word file "
        "and upload that."
    ),
}


@dataclass(frozen=True)
class TableRow:
    """One row: its number in the file, the heading within the table above it, its texts."""

    number: int
    heading: str
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A table with what stands above it."""

    heading: str
    rows: list[TableRow]


@dataclass(frozen=True)
class FileTables:
    """The tables of a file that say something, and the first words of the file."""

    title: str
    tables: list[Table]


def read_tables(path: Path, *, ending: str) -> FileTables:
    """Read the tables of a file.

    Args:
        path: the file, judged by its content already.
        ending: the ending of its name, without the dot; one of READABLE.

    Raises:
        Refused: it cannot be read, holds too much, or has no table; with what to do.
    """
    ending = ending.lower()
    if ending not in MODERNISED:
        return _understood(_read(path, ending))
    with tempfile.TemporaryDirectory(prefix="tables-") as folder:
        try:
            source = Path(folder) / f"log.{ending}"
            source.write_bytes(path.read_bytes())
            made = modernise_office(source, folder=Path(folder))
        except OfficeMissingError as error:
            raise Refused(_missing(ending)) from error
        except ConversionError as error:
            sentence = _("LibreOffice could not read this file. %(what)s")
            raise Refused(sentence % {"what": _instead(ending)}) from error
        return _understood(_read(made, MODERNISED[ending]))


def _read(path: Path, ending: str) -> dict[str, Any]:
    try:
        return run_apart("tables", {"path": str(path.resolve()), "ending": ending}, limits=_LIMITS)
    except ChildError as error:
        _log.warning("The tables of a file could not be read: %s %s", error, error.detail)
        sentence = _("%(why)s Nothing was taken in. Save the file again, or in smaller parts.")
        raise Refused(sentence % {"why": error}) from error


def _understood(answer: dict[str, Any]) -> FileTables:
    if why := answer.get("refused"):
        raise Refused(_sentence(str(why)))
    tables = [
        Table(one["heading"], [TableRow(number, heading, cells)
                               for number, heading, cells in one["rows"]])
        for one in answer["tables"]
    ]  # fmt: skip
    saying = [one for one in tables if any(any(row.cells) for row in one.rows)]
    if not saying:
        raise Refused(_("There is no table in this file. Upload the file that holds the log."))
    return FileTables(str(answer["title"]), saying)


def _sentence(why: str) -> str:
    if why in _TOO_MUCH:
        most = {"tables": MOST_TABLES, "rows": MOST_ROWS, "columns": MOST_COLUMNS}
        return str(_TOO_MUCH[why]) % most
    return unread_sentence(why, "")


def _missing(ending: str) -> str:
    sentence = _("Files that end in .%(ending)s cannot be read here. %(what)s")
    return sentence % {"ending": ending, "what": _instead(ending)}


def _instead(ending: str) -> str:
    if ending == "xls":
        return _("Open it in Excel, save it as an Excel workbook (.xlsx), and upload that.")
    return _("Open it in Word, save it as a Word document (.docx), and upload that.")
