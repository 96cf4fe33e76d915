"""Importing a table of findings: what each row would do, and doing it all or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.operations import Refused
from scrutiny.models import ExternalFinding, Source
from scrutiny.operations.people import require_clerk
from scrutiny.operations.source_findings import add_finding
from scrutiny.operations.source_import_words import fault_sentence, faults_of
from scrutiny.operations.source_register import Register, names_in
from scrutiny.operations.sources import add_source
from scrutiny.rules.source_rows import (
    COLUMNS,
    OF_SOURCE,
    Row,
    header_of,
    read_row,
    same_text,
)

if TYPE_CHECKING:
    from boards.models import ScrutinyBody
    from portal.models import User

__all__ = ["Outcome", "Preview", "examine", "import_table"]

Mark = tuple[str, str]


@dataclass
class Outcome:
    """What one row would do.

    `does` is `source` (a new source and its first finding), `finding`, `same` (it is here already)
    or `problem`; `problems` are pairs of a column and a sentence.
    """

    row: Row
    does: str = "finding"
    same_as: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of the row in the table."""
        return self.row.number


@dataclass
class Preview:
    """Every row with its outcome, and the columns that are left out because nobody knows them."""

    outcomes: list[Outcome]
    unknown: list[str]

    @property
    def bad(self) -> list[Outcome]:
        """The rows that stop the import."""
        return [one for one in self.outcomes if one.problems]

    def count(self, does: str) -> int:
        """How many rows would do this."""
        return sum(one.does == does for one in self.outcomes)


def examine(body: ScrutinyBody, table: Sequence[Sequence[str]]) -> Preview:
    """What each row of a table would do for a body. Nothing is written.

    Raises Refused when the table has no headings that can be understood.
    """
    at = next(n for n, cells in enumerate(table) if cells)
    places, unknown, missing = header_of(table[at])
    if missing:
        sentence = _(
            "The table has no column called %(names)s. Take the headings from the template, or "
            "rename the columns."
        )
        raise Refused(sentence % {"names": ", ".join(f"“{name}”" for name in missing)})
    words = {"source_kind": _codes(Source.Kind), "kind": _codes(ExternalFinding.Kind)}
    rows = [
        read_row(
            number,
            {code: cells[place] for place, code in places.items() if place < len(cells)},
            words=words,
        )
        for number, cells in enumerate(table, 1)
        if number > at + 1 and cells
    ]
    return Preview(_Weighing(body).outcomes(rows), unknown)


def import_table(*, body: ScrutinyBody, by: User, table: Sequence[Sequence[str]]) -> Preview:
    """Enter everything of a table that is not here already, as one act.

    One bad row stops all. Raises Refused with the number of each bad row and what to do.
    """
    require_clerk(by, body)
    with transaction.atomic():
        # The body's own row is the lock: of two imports at once the second finds the first's rows.
        type(body).objects.select_for_update().get(pk=body.pk)
        preview = examine(body, table)
        if preview.bad:
            raise Refused(*(row_sentence(one) for one in preview.bad))
        register = Register()
        sources = {_mark(one): one for one in Source.objects.filter(body=body)}
        for one in preview.outcomes:
            if one.does != "same":
                _enter(one.row, body=body, by=by, sources=sources, register=register)
        return preview


def row_sentence(outcome: Outcome) -> str:
    """What is wrong with a row, with its number."""
    said = " ".join(f"{COLUMNS[column]}: {sentence}" for column, sentence in outcome.problems)
    return _("Row %(number)s: %(what)s") % {"number": outcome.number, "what": said}


def _enter(
    row: Row, *, body: ScrutinyBody, by: User, sources: dict[Mark, Source], register: Register
) -> None:
    source = sources.get(row.source_mark)
    if source is None:
        parties = {
            name: register.organisations(names_in(row.cells[name]))
            for name in ("authors", "recipients")
        }
        source = add_source(body=body, by=by, values={**row.source, **parties})
        sources[row.source_mark] = source
    values: dict[str, Any] = dict(row.finding)
    values["subjects"] = register.organisations(names_in(row.cells["subjects"]))
    if row.cells["theme"]:
        values["theme"] = register.theme(row.cells["theme"])
    add_finding(source=source, by=by, values=values)


def _mark(source: Source) -> Mark:
    return same_text(source.title), str(source.dated_on)


def _codes(choices: Any) -> Mapping[str, str]:
    words = {same_text(str(label)): str(code) for code, label in choices.choices}
    return words | {str(code): str(code) for code in choices.values}


class _Weighing:
    """The rows of one table against what a body holds already."""

    def __init__(self, body: ScrutinyBody) -> None:
        self.register = Register()
        rows = Source.objects.filter(body=body).prefetch_related("findings")
        self.held = {
            _mark(source): {same_text(one.text) for one in source.findings.all()} for source in rows
        }
        self.first: dict[Mark, Row] = {}
        self.seen: dict[tuple[Mark, str], int] = {}

    def outcomes(self, rows: Sequence[Row]) -> list[Outcome]:
        """The outcome of each row, in order."""
        return [self._outcome(row) for row in rows]

    def _outcome(self, row: Row) -> Outcome:
        mark, text = row.source_mark, same_text(row.cells["text"])
        if text in self.held.get(mark, ()):  # whatever else its row says, nothing is entered
            return Outcome(row, "same")
        outcome = Outcome(row, problems=faults_of(row, self.register))
        first = self.first.setdefault(mark, row)
        if mark not in self.held:
            outcome.problems += [
                (column, fault_sentence("differs", column, str(first.number)))
                for column in OF_SOURCE
                if same_text(row.cells[column]) != same_text(first.cells[column])
            ]
        if outcome.problems:
            outcome.does = "problem"
        elif (mark, text) in self.seen:
            outcome.does, outcome.same_as = "same", self.seen[mark, text]
        elif first is row and mark not in self.held:
            outcome.does = "source"
        self.seen.setdefault((mark, text), row.number)
        return outcome
