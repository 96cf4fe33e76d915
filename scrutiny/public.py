"""Private records of scrutiny made into their public copies, field by field.

What is not named here is not public. A copy carries codes and dates as they are (ISO 8601); the
words for them are added where they are shown. The functions read the database but write nothing:
an operation hands what they return to `portal.publishing.release`. Where a function returns None
the record is not public in its present state; a copy that is public already is withdrawn instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from boards.models import Access, Minute, Person
from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import (
    Evidence,
    Finding,
    KeyLineOfEnquiry,
    Recommendation,
    RecommendationResponse,
    Review,
    Theme,
)

__all__ = [
    "REVIEW_STEPS",
    "finding_copy",
    "recommendation_copy",
    "review_copy",
    "review_path",
    "without_answer",
]

#: The six steps that the public sees of a review, in order; "closed" may follow.
REVIEW_STEPS: Final = ("scoped", "evidence", "drafting", "agreed", "published", "tracking")

_Line = KeyLineOfEnquiry.State
_AGREED_LINES: Final = (
    _Line.AGREED,
    _Line.IN_ENQUIRY,
    _Line.ANSWERED,
    _Line.PARTLY_ANSWERED,
    _Line.NOT_ANSWERED,
)
_State = Recommendation.State
_CLOSED: Final = (
    _State.CLOSED_IMPLEMENTED,
    _State.CLOSED_NOT_IMPLEMENTED,
    _State.CLOSED_OVERTAKEN,
)
_NEVER_PUBLIC: Final = (_State.DRAFT, _State.AGREED, _State.WITHDRAWN)


def review_path(review: Review) -> str:
    """The address of a review below its body."""
    return f"reviews/{review.slug}/"


def review_copy(
    review: Review, *, reached: Mapping[str, date], is_reported: bool = False
) -> Copy | None:
    """The public copy of a review: what it asks, where it stands, which lines were agreed.

    `reached` maps steps (`REVIEW_STEPS`, and "closed") to the civil date on which each was
    reached; steps not reached are left out. `is_reported` says that a report of it is public:
    only then are the answers to the lines of enquiry given. Witnesses, evidence, drafts, dropped
    and replaced lines are never part of it.

    None for a review that has not been scoped, or that was withdrawn.
    """
    if review.state in (Review.State.PROPOSED, Review.State.WITHDRAWN):
        return None
    lines = review.lines_of_enquiry.filter(state__in=_AGREED_LINES).select_related("theme")
    members = review.members.select_related("person").order_by("person__name")
    return Copy(
        kind=kinds.REVIEW,
        key=str(review.key),
        body=review.body.slug,
        path=review_path(review),
        title=review.title,
        happened_on=reached.get("scoped"),
        payload={
            "title": review.title,
            "title_cy": review.title_cy,
            "kind": str(review.kind),
            "question": review.question,
            "question_cy": review.question_cy,
            "background": review.background,
            "objective": review.objective,
            "in_scope": review.in_scope,
            "out_of_scope": review.out_of_scope,
            "state": str(review.state),
            "steps": [
                {"step": step, "reached_on": _iso(reached.get(step))} for step in REVIEW_STEPS
            ],
            "closed_on": _iso(reached.get("closed")),
            "office": review.office.label if review.office else "",
            "lead": _person(review.lead),
            "task_group": [_person(one.person) for one in members],
            "is_reported": is_reported,
            "lines": [
                _line(one, is_reported=is_reported) for one in lines.order_by("number", "edition")
            ],
        },
    )


def recommendation_copy(
    recommendation: Recommendation,
    *,
    response_due: date | None,
    is_answer_public: bool,
    report_path: str,
) -> Copy | None:
    """The public copy of an issued recommendation.

    `response_due` is the day computed by the clock `response_due`; `is_answer_public` says that
    the response of its addressee has been published: until then the answer is left out and the
    state reads "issued". `report_path` is the address of its report below the body, or empty.

    None before it is issued, and when it was withdrawn.
    """
    if recommendation.state in _NEVER_PUBLIC or recommendation.issued_on is None:
        return None
    review = recommendation.review
    links = recommendation.finding_links.select_related("finding").order_by("finding__number")
    is_closed = recommendation.state in _CLOSED
    return Copy(
        kind=kinds.RECOMMENDATION,
        key=str(recommendation.key),
        body=review.body.slug,
        path=f"recommendations/{recommendation.key}/",
        title=recommendation.text,
        happened_on=recommendation.issued_on,
        payload={
            "number": recommendation.number,
            "reference": recommendation.reference,
            "text": recommendation.text,
            "text_cy": recommendation.text_cy,
            "addressee": _person(recommendation.addressee),
            "timescale": str(recommendation.timescale),
            "measure": recommendation.measure,
            "issued_on": _iso(recommendation.issued_on),
            "response_due": _iso(response_due),
            "state": _public_state(recommendation, is_answer_public=is_answer_public),
            "answer": _answer(recommendation) if is_answer_public else None,
            "closing_note": recommendation.closing_note if is_closed else "",
            "closed_by": _minute(recommendation.closed_minute) if is_closed else None,
            "replaced_by": _replacement(recommendation),
            "review": _review(review),
            "report_path": report_path,
            "findings": [
                {
                    "key": str(link.finding.key),
                    "number": link.finding.number,
                    "text": link.finding.text,
                    "text_cy": link.finding.text_cy,
                }
                for link in links
            ],
        },
    )


def finding_copy(finding: Finding, *, published_on: date, report_path: str) -> Copy:
    """The public copy of a finding, for a review whose report is public.

    Open evidence is cited by reference and title, restricted evidence by its reference alone;
    withdrawn evidence is left out. `published_on` is the civil date of the report's first edition.
    """
    cited = finding.evidence.exclude(state=Evidence.State.WITHDRAWN).order_by("number")
    return Copy(
        kind=kinds.FINDING,
        key=str(finding.key),
        body=finding.review.body.slug,
        path=f"findings/{finding.key}/",
        title=finding.text,
        happened_on=published_on,
        payload={
            "number": finding.number,
            "text": finding.text,
            "text_cy": finding.text_cy,
            "strength": str(finding.strength),
            "is_positive": finding.is_positive,
            "line": {
                "number": finding.line.number,
                "question": finding.line.question,
                "question_cy": finding.line.question_cy,
            },
            "theme": _theme(finding.line.theme),
            "evidence": [_citation(one) for one in cited],
            "review": _review(finding.review),
            "report_path": report_path,
        },
    )


def _line(line: KeyLineOfEnquiry, *, is_reported: bool) -> dict[str, Any]:
    is_answered = line.state not in (_Line.AGREED, _Line.IN_ENQUIRY)
    return {
        "number": line.number,
        "question": line.question,
        "question_cy": line.question_cy,
        "theme": _theme(line.theme),
        "state": str(line.state if is_reported or not is_answered else _Line.IN_ENQUIRY),
        "conclusion": line.conclusion if is_reported else "",
        "conclusion_cy": line.conclusion_cy if is_reported else "",
        "confidence": str(line.confidence) if is_reported else "",
    }


def without_answer(line: Mapping[str, Any]) -> dict[str, Any]:
    """A public line of enquiry as it read before its answer was published."""
    is_answered = line["state"] not in (_Line.AGREED, _Line.IN_ENQUIRY)
    return {
        **line,
        "state": str(_Line.IN_ENQUIRY) if is_answered else line["state"],
        "conclusion": "",
        "conclusion_cy": "",
        "confidence": "",
    }


def _public_state(recommendation: Recommendation, *, is_answer_public: bool) -> str:
    settled = (*_CLOSED, _State.SUPERSEDED)
    if is_answer_public or recommendation.state in settled:
        return str(recommendation.state)
    return str(_State.ISSUED)


def _answer(recommendation: Recommendation) -> dict[str, Any] | None:
    found = (
        RecommendationResponse.objects.select_related("response")
        .filter(recommendation=recommendation)
        .first()
    )
    if found is None:
        return None
    return {
        "decision": str(found.decision),
        "reason": found.reason,
        "reason_cy": found.reason_cy,
        "action": found.action,
        "owner": found.owner,
        "due_on": _iso(found.due_on),
        "answered_on": _iso(found.response.received_on),
    }


def _replacement(recommendation: Recommendation) -> dict[str, Any] | None:
    newer = Recommendation.objects.filter(supersedes=recommendation).first()
    if newer is None or newer.state in _NEVER_PUBLIC or newer.issued_on is None:
        return None
    return {"key": str(newer.key), "number": newer.number}


def _citation(evidence: Evidence) -> dict[str, Any]:
    reference = f"E{evidence.number}"
    if evidence.access != Access.OPEN:
        return {"reference": reference, "title": "", "is_restricted": True}
    return {"reference": reference, "title": evidence.title, "is_restricted": False}


def _review(review: Review) -> dict[str, str]:
    return {
        "title": review.title,
        "title_cy": review.title_cy,
        "path": review_path(review),
    }


def _theme(theme: Theme | None) -> dict[str, str] | None:
    return {"slug": theme.slug, "name": theme.name, "name_cy": theme.name_cy} if theme else None


def _person(person: Person | None) -> dict[str, str] | None:
    return {"name": person.name, "post": person.post} if person else None


def _minute(minute: Minute | None) -> dict[str, str | None] | None:
    if minute is None:
        return None
    return {"number": minute.number, "held_on": _iso(minute.meeting.held_on)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
