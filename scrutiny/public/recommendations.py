"""The public copy of a recommendation: what was asked, what was answered, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import (
    Finding,
    ImpactReview,
    Recommendation,
    RecommendationResponse,
    Response,
)
from scrutiny.public.values import (
    as_day,
    as_minute,
    as_person,
    as_review,
    as_theme,
    as_update,
)

_State = Recommendation.State
_CLOSED: Final = (
    _State.CLOSED_IMPLEMENTED,
    _State.CLOSED_NOT_IMPLEMENTED,
    _State.CLOSED_OVERTAKEN,
)
#: States in which no recommendation is public, whatever edition goes out.
NEVER_PUBLIC: Final = (_State.DRAFT, _State.AGREED, _State.WITHDRAWN)


def recommendation_copy(
    recommendation: Recommendation,
    *,
    response: Response | None,
    response_due: date | None,
    report_path: str,
) -> Copy | None:
    """The public copy of an issued recommendation.

    `response` is what its addressee was asked for, and `response_due` the day computed for it:
    until the response has been published the answer is left out and the state reads "issued".
    Progress shows once a clerk has confirmed it. `report_path` is the address of its report below
    the body, or empty.

    None before it is issued, and when it was withdrawn.
    """
    if recommendation.state in NEVER_PUBLIC or recommendation.issued_on is None:
        return None
    review = recommendation.review
    findings = [
        link.finding
        for link in recommendation.finding_links.select_related("finding__line__theme").order_by(
            "finding__number"
        )
    ]
    is_closed = recommendation.state in _CLOSED
    is_answer_public = response is not None and response.state == Response.State.PUBLISHED
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
            "addressee": as_person(recommendation.addressee),
            "timescale": str(recommendation.timescale),
            "measure": recommendation.measure,
            "issued_on": as_day(recommendation.issued_on),
            "response_due": as_day(response_due),
            "response_key": str(response.key) if response else None,
            "state": _public_state(recommendation, is_answer_public=is_answer_public),
            "answer": _answer(recommendation) if is_answer_public else None,
            "progress": _progress(recommendation),
            "closing_note": recommendation.closing_note if is_closed else "",
            "closed_by": as_minute(recommendation.closed_minute) if is_closed else None,
            "impact": [
                _impact(one) for one in ImpactReview.objects.filter(recommendation=recommendation)
            ],
            "replaced_by": _replacement(recommendation),
            "review": as_review(review),
            "report_path": report_path,
            "themes": themes_of(findings),
            "findings": [
                {
                    "key": str(finding.key),
                    "number": finding.number,
                    "text": finding.text,
                    "text_cy": finding.text_cy,
                }
                for finding in findings
            ],
        },
    )


def themes_of(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """The themes of the lines that findings answer, each once, in the order of the findings."""
    found = {one.line.theme.slug: as_theme(one.line.theme) for one in findings if one.line.theme}
    return [one for one in found.values() if one]


def _public_state(recommendation: Recommendation, *, is_answer_public: bool) -> str:
    settled = (*_CLOSED, _State.SUPERSEDED)
    if is_answer_public or recommendation.state in settled:
        return str(recommendation.state)
    return str(_State.ISSUED)


def _answer(recommendation: Recommendation) -> dict[str, Any] | None:
    found = (
        RecommendationResponse.objects.select_related("response", "verdict_minute__meeting")
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
        "due_on": as_day(found.due_on),
        "answered_on": as_day(found.response.received_on),
        "verdict": str(found.verdict),
        "verdict_reason": found.verdict_reason,
        "verdict_by": as_minute(found.verdict_minute),
    }


def _progress(recommendation: Recommendation) -> list[dict[str, Any]]:
    rows = recommendation.updates.filter(confirmed_at__isnull=False)
    return [as_update(one) for one in rows.select_related("minute__meeting")]


def _impact(one: ImpactReview) -> dict[str, Any]:
    return {
        "planned_on": as_day(one.planned_on),
        "held_on": as_day(one.held_on),
        "result": str(one.result) if one.held_on else "",
        "what_changed": one.what_changed if one.held_on else "",
        "what_changed_cy": one.what_changed_cy if one.held_on else "",
        "proof": one.proof if one.held_on else "",
        "by": as_minute(one.minute),
    }


def _replacement(recommendation: Recommendation) -> dict[str, Any] | None:
    newer = Recommendation.objects.filter(supersedes=recommendation).first()
    if newer is None or newer.state in NEVER_PUBLIC or newer.issued_on is None:
        return None
    return {"key": str(newer.key), "number": newer.number}
