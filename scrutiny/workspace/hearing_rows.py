"""A hearing with everything that its page shows, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from boards.models import Person
from scrutiny.models import Hearing, HearingEntry, KeyLineOfEnquiry, PlannedQuestion, Witness
from scrutiny.rules import hearing as rules


@dataclass(frozen=True)
class LineSheet:
    """A line with what is planned on it and what was entered so far."""

    line: KeyLineOfEnquiry
    planned: Sequence[PlannedQuestion]
    entries: Sequence[HearingEntry]


@dataclass(frozen=True)
class HearingSheet:
    """A hearing: its lines, the witnesses of the review, people of the body, what is untouched."""

    hearing: Hearing
    lines: Sequence[LineSheet]
    witnesses: Sequence[Witness]
    people: Sequence[Person]
    untouched: rules.Untouched


def sheet_of(hearing: Hearing) -> HearingSheet:
    """Load a hearing in five queries."""
    entries = list(
        hearing.entries.select_related(
            "witness", "planned", "take_away_owner", "action", "information_request", "entered_by"
        )
    )
    lines = _lines(hearing)
    planned = list(
        PlannedQuestion.objects.filter(line__in=[line.pk for line in lines]).select_related("asker")
    )
    sheets = [
        LineSheet(
            line=line,
            planned=[one for one in planned if one.line_id == line.pk],
            entries=[one for one in entries if one.line_id == line.pk],
        )
        for line in lines
    ]
    return HearingSheet(
        hearing=hearing,
        lines=sheets,
        witnesses=list(hearing.review.witnesses.all()),
        people=list(
            Person.objects.filter(body=hearing.review.body_id).select_related("organisation")
        ),
        untouched=_untouched(lines, planned, entries),
    )


def untouched_of(hearing: Hearing) -> rules.Untouched:
    """What nobody has asked about yet."""
    lines = _lines(hearing)
    planned = list(PlannedQuestion.objects.filter(line__in=[line.pk for line in lines]))
    return _untouched(lines, planned, list(hearing.entries.all()))


def _lines(hearing: Hearing) -> list[KeyLineOfEnquiry]:
    """Lines that are agreed and alive, and those on which something was entered here."""
    is_alive = ~Q(state__in=rules.DEAD | rules.NOT_AGREED)
    return list(
        KeyLineOfEnquiry.objects.filter(review=hearing.review_id)
        .filter(is_alive | Q(pk__in=hearing.entries.values("line")))
        .select_related("lead_questioner")
    )


def _untouched(
    lines: Sequence[KeyLineOfEnquiry],
    planned: Sequence[PlannedQuestion],
    entries: Sequence[HearingEntry],
) -> rules.Untouched:
    alive = [line for line in lines if line.state not in rules.DEAD]
    return rules.untouched(
        lines=[rules.Line(line.pk, line.number) for line in alive],
        planned=[rules.Planned(one.pk, one.line_id, one.number) for one in planned],
        entries=[rules.Asked(one.line_id, one.planned_id) for one in entries],
    )
