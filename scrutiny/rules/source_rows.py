"""Rows of a table of findings: what each column means, and what is wrong with a cell.

A row is one finding with the source that it stands in; the columns of the source are repeated in
every row of it. Nothing here looks anything up: names of organisations and themes stay words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

__all__ = ["COLUMNS", "REQUIRED", "Fault", "Row", "day_of", "header_of", "read_row", "same_text"]

#: The columns by their heading, in the order of the template.
COLUMNS: Final[dict[str, str]] = {
    "source": "Source",
    "source_kind": "Kind of source",
    "source_date": "Date of the source",
    "authors": "Written by",
    "recipients": "Written to",
    "reference": "Reference",
    "address": "Address on the web",
    "kind": "Kind of finding",
    "text": "What it says",
    "text_cy": "What it says in Welsh",
    "theme": "Theme",
    "date": "Date of the finding",
    "area": "Area",
    "subjects": "About",
    "figure_words": "Figure in words",
    "denominator": "Out of",
    "period": "Period of the figure",
    "outcome": "What became of it",
    "outcome_date": "Date of that",
}
REQUIRED: Final = ("source", "source_kind", "source_date", "text")
#: The columns that tell of the source, alike in all of its rows.
OF_SOURCE: Final = ("source_kind", "authors", "recipients", "reference", "address")
_DATES: Final = {"source_date": "dated_on", "date": "dated_on", "outcome_date": "outcome_on"}
_LONGEST: Final = {"source": 250, "reference": 120, "area": 120, "figure_words": 120, "period": 80}
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell: the column, a code, and what stands there."""

    column: str
    code: str
    given: str = ""


@dataclass(frozen=True)
class Row:
    """One row as it was understood: its number in the table, its cells, and their meaning."""

    number: int
    cells: Mapping[str, str]
    source: Mapping[str, Any]
    finding: Mapping[str, Any]
    faults: list[Fault] = field(default_factory=list)

    @property
    def source_mark(self) -> tuple[str, str]:
        """By what its source is known: title and date."""
        return same_text(self.source["title"]), str(self.source.get("dated_on", ""))


def same_text(text: str) -> str:
    """A text without what makes no difference: spaces, and capital letters."""
    return " ".join(text.split()).casefold()


def header_of(cells: Sequence[str]) -> tuple[dict[int, str], list[str], list[str]]:
    """The columns of a heading row by their place, those unknown, and those missing."""
    known = {same_text(heading): code for code, heading in COLUMNS.items()}
    known |= {code: code for code in COLUMNS}
    places: dict[int, str] = {}
    unknown: list[str] = []
    for at, cell in enumerate(cells):
        code = known.get(same_text(cell).rstrip(" *"))
        if code and code not in places.values():
            places[at] = code
        elif cell.strip():
            unknown.append(cell.strip())
    missing = [COLUMNS[code] for code in REQUIRED if code not in places.values()]
    return places, unknown, missing


def day_of(text: str) -> tuple[date, str] | None:
    """A day, with the words for it where only a month or a year is given; None for no date.

    Understood are 2016-10-17, 17/10/2016, 17 October 2016, October 2016 and 2016.
    """
    words = " ".join(text.replace(",", " ").split())
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?", "ymd"),
        (r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", "dmy"),
        (r"(?:[a-z]+ )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+) (\d{4})", "dmy"),
        (r"([a-z]+) (\d{4})", "my"),
        (r"(\d{4})", "y"),
    ):
        found = re.fullmatch(pattern, words, re.IGNORECASE)
        if found:
            part = dict(zip(order, found.groups(), strict=True))
            return _day(part, "" if "d" in part else words)
    return None


def _day(part: Mapping[str, str], words: str) -> tuple[date, str] | None:
    month = part.get("m", "1").casefold()
    if not month.isdecimal():
        near = [n for n, name in enumerate(_MONTHS, 1) if len(month) > 2 and name.startswith(month)]
        month = str(near[0]) if near else "0"
    try:
        return date(int(part["y"]), int(month), int(part.get("d", "1"))), words
    except ValueError:
        return None


def read_row(
    number: int, cells: Mapping[str, str], *, words: Mapping[str, Mapping[str, str]]
) -> Row:
    """One row, understood.

    Args:
        number: of the row in the table, counted from 1 with the heading.
        cells: texts by column.
        words: for `source_kind` and `kind`, the code of each word that may stand there.
    """
    held = {code: cells.get(code, "").strip() for code in COLUMNS}
    faults = [Fault(code, "missing") for code in REQUIRED if not held[code]]
    faults += [
        Fault(code, "long", str(most)) for code, most in _LONGEST.items() if len(held[code]) > most
    ]
    source: dict[str, Any] = {"title": " ".join(held["source"].split())}
    finding: dict[str, Any] = {
        name: held[name] for name in ("text", "text_cy", "area", "period", "outcome")
    }
    finding["figure_words"] = held["figure_words"]
    source |= {name: held[name] for name in ("reference", "address")}
    for code, into in (("source_kind", source), ("kind", finding)):
        into["kind"] = words[code].get(same_text(held[code] or "finding"))
        if into["kind"] is None and held[code]:
            faults.append(Fault(code, "word", held[code]))
    for code, column in _DATES.items():
        _take_day(held, code, column, source if code == "source_date" else finding, faults)
    if "dated_on" not in finding and "dated_on" in source:  # as the source says of itself
        finding |= {name: source[name] for name in ("dated_on", "date_words")}
    _take_number(held["denominator"], finding, faults)
    return Row(number, held, source, finding, faults)


def _take_day(
    held: Mapping[str, str], code: str, column: str, into: dict[str, Any], faults: list[Fault]
) -> None:
    if not held[code]:
        return
    found = day_of(held[code])
    if found is None:
        faults.append(Fault(code, "date", held[code]))
        return
    into[column] = found[0]
    into["outcome_words" if column == "outcome_on" else "date_words"] = found[1]


def _take_number(text: str, finding: dict[str, Any], faults: list[Fault]) -> None:
    finding["denominator"] = None
    if not text:
        return
    plain = text.replace(",", "")
    if not re.fullmatch(r"\d{1,9}(\.0)?", plain):
        faults.append(Fault("denominator", "number", text))
    elif not finding["figure_words"]:
        faults.append(Fault("figure_words", "figure"))
    else:
        finding["denominator"] = int(float(plain))
