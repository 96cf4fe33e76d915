"""The letter that asks an office for its response, made from the record alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from django.urls import reverse

from boards.models import LegalForm
from portal.addresses import canonical_url, main_url
from portal.calendar import calendar_for
from scrutiny.models import DeadlineRule, Recommendation, Response
from scrutiny.operations.deadlines import due_answer
from scrutiny.public import review_path
from scrutiny.report import labels

if TYPE_CHECKING:
    from portal.rules.calendars import Nation

#: Whose power to ask for a response stands in the Act of 2011.
_PANELS: Final = (LegalForm.PANEL, LegalForm.SUB_COMMITTEE)
_GONE: Final = (Recommendation.State.SUPERSEDED, Recommendation.State.WITHDRAWN)


@dataclass(frozen=True)
class Asked:
    """One recommendation as the letter asks it."""

    number: int
    reference: str
    text: str
    text_cy: str
    timescale: str
    measure: str
    address: str


@dataclass(frozen=True)
class Letter:
    """Everything that the letter says. Dates are civil dates; addresses are permanent ones."""

    body: str
    short_body: str
    contact: str
    is_panel: bool
    addressee: str
    post: str
    review: str
    review_cy: str
    question: str
    lead: str
    report_address: str
    answering_address: str
    asked_on: date
    due_on: date
    counted: str
    is_by_law: bool
    period_days: int
    returned_on: date | None
    returned_reason: str
    recommendations: tuple[Asked, ...]


def letter_of(response: Response) -> Letter:
    """The letter for a response that has been asked for, as the record stands now."""
    review = response.review
    body = review.body
    answer = due_answer(
        rule=response.rule,
        asked_on=response.requested_on,
        period_days=response.period_days,
        calendar=calendar_for(cast("Nation", body.nation), body.slug),
    )
    is_back = response.state == Response.State.INCOMPLETE
    return Letter(
        body=body.name,
        short_body=body.short_name,
        contact=body.contact,
        is_panel=body.legal_form in _PANELS,
        addressee=response.addressee.name,
        post=response.addressee.post,
        review=review.title,
        review_cy=review.title_cy,
        question=review.question,
        lead=review.lead.name if review.lead else "",
        report_address=canonical_url(body.slug, f"{review_path(review)}report/"),
        answering_address=main_url(
            reverse("workspace_response", args=[response.key]).removeprefix("/")
        ),
        asked_on=response.requested_on,
        due_on=answer.due_on,
        counted=answer.explanation,
        is_by_law=response.rule != DeadlineRule.PERIOD,
        period_days=response.period_days,
        returned_on=response.returned_on if is_back else None,
        returned_reason=response.returned_reason if is_back else "",
        recommendations=_asked(response),
    )


def _asked(response: Response) -> tuple[Asked, ...]:
    rows = Recommendation.objects.filter(
        review_id=response.review_id,
        addressee_id=response.addressee_id,
        issued_on__isnull=False,
    ).exclude(state__in=_GONE)
    return tuple(
        Asked(
            number=one.number,
            reference=one.reference,
            text=one.text,
            text_cy=one.text_cy,
            timescale=labels.word(labels.TIMESCALE, one.timescale),
            measure=one.measure,
            address=canonical_url(response.review.body.slug, f"recommendations/{one.key}/"),
        )
        for one in rows.order_by("number")
    )
