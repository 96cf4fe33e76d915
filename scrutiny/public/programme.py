"""What the public is told of the work programme, of assurance, timetables and calls for evidence.

Four payloads, field by field. `review_copy` takes three of them into the copy of a review; the
fourth is the forward plan of a body. What merely was suggested is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.models import LogEntry, PublicRecord
from portal.publishing import Copy
from portal.rules.references import municipal_year
from scrutiny import kinds
from scrutiny.models import (
    AssuranceStatement,
    CallForEvidence,
    PlannedStep,
    WorkProgrammeEntry,
)
from scrutiny.public.values import as_day, as_minute, as_person

if TYPE_CHECKING:
    from boards.models import Meeting, ScrutinyBody
    from scrutiny.models import Review

__all__ = [
    "FORWARD_PLAN_PATH",
    "assurance_payload",
    "call_payload",
    "forward_plan_copy",
    "timetable_payload",
]

FORWARD_PLAN_PATH: Final = "forward-plan/"
_State = WorkProgrammeEntry.State


def assurance_payload(review: Review) -> list[dict[str, Any]]:
    """The assurances that were agreed and given to the parent body, newest period first.

    One that is still written or agreed is the sub-committee's own until it is given.
    """
    given = AssuranceStatement.objects.filter(
        review=review, agreed_minute__isnull=False, given_at__isnull=False
    ).select_related("agreed_minute__meeting", "received_minute__meeting", "given_at")
    return [
        {
            "from_day": as_day(one.from_day),
            "to_day": as_day(one.to_day),
            "level": str(one.level),
            "text": one.text,
            "text_cy": one.text_cy,
            "agreed_by": as_minute(one.agreed_minute),
            "given_on": as_day(one.given_at.held_on) if one.given_at else None,
            "received_by": as_minute(one.received_minute),
        }
        for one in given
    ]


def timetable_payload(review: Review) -> list[dict[str, Any]]:
    """The days for which steps of the review are planned, in their order."""
    return [
        {"step": str(one.step), "planned_on": as_day(one.planned_on)}
        for one in PlannedStep.objects.filter(review=review)
    ]


def call_payload(review: Review) -> dict[str, Any] | None:
    """The call for evidence of a review, once it is switched on. Whose eyes it has is private."""
    call = CallForEvidence.objects.filter(review=review, is_on=True).first()
    if call is None:
        return None
    return {
        "opens_on": as_day(call.opens_on),
        "closes_on": as_day(call.closes_on),
        "words": call.words,
        "words_cy": call.words_cy,
    }


def forward_plan_copy(body: ScrutinyBody, *, on: date) -> Copy:
    """The forward plan: what the body has adopted, and what it completed in this municipal year.

    `on` is today. What prompted an entry is told by the keys of external findings that are public
    themselves; the free words on it may name people and stay private.
    """
    rows = list(
        WorkProgrammeEntry.objects.filter(
            body=body, state__in=[_State.ADOPTED, _State.SCHEDULED, _State.COMPLETED]
        )
        .select_related("lead", "meeting", "review")
        .prefetch_related("origins__external_finding")
        .order_by("meeting__held_on", "title", "pk")
    )
    completed = _completed_on(rows)
    year = municipal_year(on)
    shown = [
        row
        for row in rows
        if row.state != _State.COMPLETED
        or (row.pk in completed and municipal_year(completed[row.pk]) == year)
    ]
    findings = _public_keys(kinds.EXTERNAL_FINDING, body)
    reviews = _public_paths(body)
    return Copy(
        kind=kinds.FORWARD_PLAN,
        key=body.slug,
        body=body.slug,
        path=FORWARD_PLAN_PATH,
        title=_("Forward plan"),
        payload={
            "entries": [
                {
                    "key": str(row.key),
                    "title": row.title,
                    "title_cy": row.title_cy,
                    "purpose": row.purpose,
                    "lead": as_person(row.lead),
                    "meeting": _meeting(row.meeting),
                    "state": str(row.state),
                    "times_carried_over": row.times_carried_over,
                    "completed_on": as_day(completed.get(row.pk)),
                    "prompted_by": [
                        str(one.external_finding.key)
                        for one in row.origins.all()
                        if str(one.external_finding.key) in findings
                    ],
                    "review_path": reviews.get(_review_key(row), ""),
                }
                for row in shown
            ]
        },
    )


def _completed_on(rows: Iterable[WorkProgrammeEntry]) -> dict[int, date]:
    """The civil day on which each entry was completed, from the log."""
    done = [str(row.pk) for row in rows if row.state == _State.COMPLETED]
    moves = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(WorkProgrammeEntry),
        object_id__in=done,
        action=audit.MOVE,
    )
    return {
        int(move.object_id): move.timestamp.astimezone(clock.CIVIL_ZONE).date()
        for move in moves.order_by("timestamp", "id")
        if move.data.get("to") == _State.COMPLETED
    }


def _public_keys(kind: str, body: ScrutinyBody) -> frozenset[str]:
    found = PublicRecord.objects.current().filter(kind=kind, body=body.slug)
    return frozenset(found.values_list("key", flat=True))


def _public_paths(body: ScrutinyBody) -> dict[str, str]:
    found = PublicRecord.objects.current().filter(kind=kinds.REVIEW, body=body.slug)
    return dict(found.values_list("key", "path"))


def _review_key(entry: WorkProgrammeEntry) -> str:
    review = getattr(entry, "review", None)
    return str(review.key) if review is not None else ""


def _meeting(meeting: Meeting | None) -> dict[str, str | None] | None:
    if meeting is None or not meeting.is_public:
        return None
    return {"title": meeting.title, "held_on": as_day(meeting.held_on)}
