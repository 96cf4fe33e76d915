"""The public copy of a line of enquiry: the question, what prompted it, and later its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from boards.models import Access
from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import Evidence, KeyLineOfEnquiry
from scrutiny.public.values import as_day, as_minute, as_person, as_review, as_theme

_State = KeyLineOfEnquiry.State
#: States in which a line is one of the questions of its review.
AGREED_LINES: Final = (
    _State.AGREED,
    _State.IN_ENQUIRY,
    _State.ANSWERED,
    _State.PARTLY_ANSWERED,
    _State.NOT_ANSWERED,
)
#: States that say nothing of an answer.
UNANSWERED: Final = (_State.AGREED, _State.IN_ENQUIRY, _State.SUPERSEDED, _State.DROPPED)


def line_copy(line: KeyLineOfEnquiry, *, is_reported: bool) -> Copy | None:
    """The public copy of a line of enquiry that was agreed at a meeting.

    `is_reported` says that a report of its review is public: only then are its answer and the
    evidence on it given; restricted evidence by reference alone. A line that was replaced or
    dropped after it was agreed stays at its address and says so. None before it is agreed.
    """
    if line.agreed_minute is None:
        return None
    newer = KeyLineOfEnquiry.objects.filter(supersedes=line).first()
    return Copy(
        kind=kinds.LINE,
        key=str(line.key),
        body=line.review.body.slug,
        path=f"lines/{line.key}/",
        title=line.question,
        happened_on=line.agreed_minute.meeting.held_on,
        payload={
            "number": line.number,
            "question": line.question,
            "question_cy": line.question_cy,
            "rationale": line.rationale if is_reported else "",
            "theme": as_theme(line.theme),
            "state": public_state(line, is_reported=is_reported),
            "conclusion": line.conclusion if is_reported else "",
            "conclusion_cy": line.conclusion_cy if is_reported else "",
            "confidence": str(line.confidence) if is_reported else "",
            "agreed_on": as_day(line.agreed_minute.meeting.held_on),
            "agreed_by": as_minute(line.agreed_minute),
            "lead": as_person(line.lead_questioner),
            "review": as_review(line.review),
            "prompted_by": [
                str(one.external_finding.key)
                for one in line.origins.select_related("external_finding")
            ],
            "evidence": _evidence(line) if is_reported else [],
            "is_reported": is_reported,
            "replaced_by": str(newer.key) if newer else None,
        },
    )


def line_without_answer(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The public payload of a line as it read before a report of its review was published."""
    is_answered = payload["state"] not in UNANSWERED
    return {
        **payload,
        "state": str(_State.IN_ENQUIRY) if is_answered else payload["state"],
        "rationale": "",
        "conclusion": "",
        "conclusion_cy": "",
        "confidence": "",
        "evidence": [],
        "is_reported": False,
    }


def public_state(line: KeyLineOfEnquiry, *, is_reported: bool) -> str:
    """The state that may be told: an answer is not, before the report is public."""
    return str(line.state if is_reported or line.state in UNANSWERED else _State.IN_ENQUIRY)


def _evidence(line: KeyLineOfEnquiry) -> list[dict[str, Any]]:
    rows = line.evidence.exclude(state=Evidence.State.WITHDRAWN).select_related("meeting")
    return [_item(one) for one in rows.order_by("number")]


def _item(evidence: Evidence) -> dict[str, Any]:
    is_open = evidence.access == Access.OPEN
    meeting = evidence.meeting if evidence.meeting and evidence.meeting.is_public else None
    return {
        "reference": f"E{evidence.number}",
        "title": evidence.title if is_open else "",
        "kind": str(evidence.kind) if is_open else "",
        "is_restricted": not is_open,
        "dated_on": as_day(evidence.dated_on) if is_open else None,
        "heard_on": as_day(meeting.held_on) if meeting and is_open else None,
    }
