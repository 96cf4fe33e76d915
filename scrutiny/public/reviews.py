"""The public copy of a review: what it asks, where it stands, which lines were agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import KeyLineOfEnquiry, Review
from scrutiny.public.lines import AGREED_LINES, UNANSWERED, public_state
from scrutiny.public.programme import assurance_payload, call_payload, timetable_payload
from scrutiny.public.values import as_day, as_person, as_theme, review_path

#: The six steps that the public sees of a review, in order; "closed" may follow.
REVIEW_STEPS: Final = ("scoped", "evidence", "drafting", "agreed", "published", "tracking")


def review_copy(
    review: Review, *, reached: Mapping[str, date], is_reported: bool = False
) -> Copy | None:
    """The public copy of a review.

    `reached` maps steps (`REVIEW_STEPS`, and "closed") to the civil date on which each was
    reached; steps not reached are left out. `is_reported` says that a report of it is public:
    only then are the answers to the lines of enquiry given. Witnesses, evidence, drafts, dropped
    and replaced lines are never part of it.

    None for a review that has not been scoped, or that was withdrawn.
    """
    if review.state in (Review.State.PROPOSED, Review.State.WITHDRAWN):
        return None
    lines = review.lines_of_enquiry.filter(state__in=AGREED_LINES).select_related("theme")
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
                {"step": step, "reached_on": as_day(reached.get(step))} for step in REVIEW_STEPS
            ],
            "timetable": timetable_payload(review),
            "closed_on": as_day(reached.get("closed")),
            "office": review.office.label if review.office else "",
            "lead": as_person(review.lead),
            "task_group": [as_person(one.person) for one in members],
            "assurances": assurance_payload(review),
            "call": call_payload(review),
            "is_reported": is_reported,
            "lines": [
                _line(one, is_reported=is_reported) for one in lines.order_by("number", "edition")
            ],
        },
    )


def _line(line: KeyLineOfEnquiry, *, is_reported: bool) -> dict[str, Any]:
    return {
        "key": str(line.key),
        "number": line.number,
        "question": line.question,
        "question_cy": line.question_cy,
        "theme": as_theme(line.theme),
        "state": public_state(line, is_reported=is_reported),
        "conclusion": line.conclusion if is_reported else "",
        "conclusion_cy": line.conclusion_cy if is_reported else "",
        "confidence": str(line.confidence) if is_reported else "",
    }


def without_answer(line: Mapping[str, Any]) -> dict[str, Any]:
    """A public line of enquiry as it read before its answer was published."""
    is_answered = line["state"] not in UNANSWERED
    return {
        **line,
        "state": str(KeyLineOfEnquiry.State.IN_ENQUIRY) if is_answered else line["state"],
        "conclusion": "",
        "conclusion_cy": "",
        "confidence": "",
    }
