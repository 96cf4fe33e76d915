"""The page of a hearing as its template shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from boards.rules.agenda import BEGUN
from portal.models import User
from scrutiny.models import Evidence, HearingEntry, KeyLineOfEnquiry, PlannedQuestion, Witness
from scrutiny.rules.hearing import DEAD, may_keep
from scrutiny.workspace.hearing_forms import EntryForm
from scrutiny.workspace.hearing_rows import HearingSheet, LineSheet


@dataclass(frozen=True)
class ShownLine:
    """A line with its entries and the form for the next one; no form where nothing is added."""

    line: KeyLineOfEnquiry
    planned: Sequence[tuple[PlannedQuestion, bool]]
    entries: Sequence[HearingEntry]
    form: EntryForm | None


@dataclass(frozen=True)
class Spoken:
    """What one witness said on one line, and the evidence that was made of it."""

    line: KeyLineOfEnquiry
    witness: Witness
    answers: int
    evidence: Evidence | None


def context_of(
    sheet: HearingSheet, *, user: User, bound: EntryForm | None = None
) -> dict[str, Any]:
    """Everything for the template. `bound` is the form that came back with mistakes."""
    item = sheet.hearing.item
    is_begun = item.meeting.state in BEGUN
    return {
        "hearing": sheet.hearing,
        "item": item,
        "meeting": item.meeting,
        "is_begun": is_begun,
        "is_over": item.state not in {"on_agenda", "added_late", "proposed"},
        "keeps": may_keep(str(item.access)),
        "untouched": untouched_shown(sheet),
        "lines": [_line(one, sheet, user, bound, is_begun=is_begun) for one in sheet.lines],
        "spoken": _spoken(sheet),
    }


def untouched_shown(sheet: HearingSheet) -> dict[str, Any]:
    """What nobody asked about yet: the lines, and the questions with their lines."""
    lines = {one.line.pk: one.line for one in sheet.lines}
    questions = {row.pk: row for one in sheet.lines for row in one.planned}
    return {
        "lines": [lines[one.pk] for one in sheet.untouched.lines],
        "questions": [(lines[one.line], questions[one.pk]) for one in sheet.untouched.questions],
    }


def new_form(
    sheet: HearingSheet, line: KeyLineOfEnquiry, user: User, data: Any = None
) -> EntryForm:
    """The form for the next entry on a line, with a key of its own."""
    return EntryForm(
        data,
        owner=sheet.hearing,
        user=user,
        sheet=sheet,
        instance=HearingEntry(hearing=sheet.hearing, line=line),
        initial={"key": uuid4(), "typed_by": user.pk},
    )


def _line(
    one: LineSheet, sheet: HearingSheet, user: User, bound: EntryForm | None, *, is_begun: bool
) -> ShownLine:
    asked = {entry.planned_id for entry in one.entries}
    form = None
    if is_begun and one.line.state not in DEAD:
        is_this = bound is not None and bound.line == one.line
        form = bound if is_this else new_form(sheet, one.line, user)
    return ShownLine(
        line=one.line,
        planned=[(row, row.pk in asked) for row in one.planned],
        entries=one.entries,
        form=form,
    )


def _spoken(sheet: HearingSheet) -> list[Spoken]:
    """Each witness with each line that they answered on, in the order of the lines."""
    made = {
        (one.witness_id, line): one
        for one in Evidence.objects.filter(
            review=sheet.hearing.review_id,
            kind=Evidence.Kind.ORAL,
            meeting=sheet.hearing.item.meeting_id,
        ).prefetch_related("line_links")
        for line in [link.line_id for link in one.line_links.all()]
    }
    found = []
    for one in sheet.lines:
        counts: dict[int, int] = {}
        for entry in one.entries:
            if entry.witness_id is not None and entry.answer.strip():
                counts[entry.witness_id] = counts.get(entry.witness_id, 0) + 1
        found += [
            Spoken(one.line, who, counts[who.pk], made.get((who.pk, one.line.pk)))
            for who in sheet.witnesses
            if who.pk in counts
        ]
    return found
