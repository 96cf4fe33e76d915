"""The preview of an import as its page shows it, and the repairs that somebody typed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from scrutiny.operations.source_import import Outcome, Preview
from scrutiny.rules.source_rows import COLUMNS, header_of

__all__ = ["PreviewRow", "Repair", "preview_rows", "repaired"]


@dataclass(frozen=True)
class Repair:
    """A cell that has to be repaired: a field of the page, with what stands there."""

    name: str
    label: str
    value: str
    problems: Sequence[str]


@dataclass(frozen=True)
class PreviewRow:
    """One row: its number, what it holds, what it would do, and what has to be repaired."""

    number: int
    source: str
    text: str
    does: str
    outcome: str
    repairs: Sequence[Repair]


def preview_rows(found: Preview) -> list[PreviewRow]:
    """Every row of a preview."""
    return [
        PreviewRow(
            number=one.number,
            source=one.row.cells["source"],
            text=Truncator(one.row.cells["text"]).words(24),
            does=one.does,
            outcome=_outcome(one),
            repairs=_repairs(one),
        )
        for one in found.outcomes
    ]


def repaired(table: Sequence[Sequence[str]], typed: Mapping[str, str]) -> list[list[str]]:
    """The table with what was typed into the fields of `Repair`."""
    rows = [list(cells) for cells in table]
    at = next(n for n, cells in enumerate(rows) if cells)
    places = {code: place for place, code in header_of(rows[at])[0].items()}
    for number, cells in enumerate(rows, 1):
        for code in COLUMNS:
            name = _name(number, code)
            if cells and name in typed:
                place = places.get(code)
                if place is None:  # a column that the table had not: it gets one
                    place = places[code] = len(rows[at])
                    rows[at].append(COLUMNS[code])
                cells += [""] * (place + 1 - len(cells))
                cells[place] = typed[name]
    return rows


def _name(number: int, code: str) -> str:
    return f"row-{number}-{code}"


def _outcome(one: Outcome) -> str:
    if one.does == "same" and one.same_as:
        return _("The same as row %(number)s: left out") % {"number": one.same_as}
    return {
        "source": _("New source with its first finding"),
        "finding": _("New finding"),
        "same": _("Here already: left as it is"),
        "problem": _("Has to be repaired"),
    }[one.does]


def _repairs(one: Outcome) -> list[Repair]:
    columns = dict.fromkeys(column for column, _sentence in one.problems)
    return [
        Repair(
            name=_name(one.number, column),
            label=COLUMNS[column],
            value=one.row.cells[column],
            problems=[said for where, said in one.problems if where == column],
        )
        for column in columns
    ]
