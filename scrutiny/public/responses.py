"""The public copy of a response: public from the day it is asked for, so that silence shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import Recommendation, RecommendationResponse, Response
from scrutiny.public.values import as_day, as_person, as_review


def response_copy(response: Response, *, due_on: date, report_path: str) -> Copy:
    """The public copy of a response to a published report.

    Who was asked, on which day and until when (`due_on`, computed) is public at once; what was
    decided, and the words of the reply, only when the body has published the response.
    """
    is_published = response.state == Response.State.PUBLISHED
    title = f"Response of {response.addressee.name}"
    return Copy(
        kind=kinds.RESPONSE,
        key=str(response.key),
        body=response.review.body.slug,
        path=f"responses/{response.key}/",
        title=title,
        happened_on=response.requested_on,
        payload={
            "addressee": as_person(response.addressee),
            "requested_on": as_day(response.requested_on),
            "due_on": as_day(due_on),
            "rule": str(response.rule),
            "period_days": response.period_days,
            "received_on": as_day(response.received_on),
            "state": str(response.state),
            "times_returned": response.times_returned,
            "introduction": response.introduction if is_published else "",
            "review": as_review(response.review),
            "report_path": report_path,
            "decisions": _decisions(response, is_published=is_published),
        },
    )


def _decisions(response: Response, *, is_published: bool) -> list[dict[str, Any]]:
    asked = Recommendation.objects.filter(
        review_id=response.review_id,
        addressee_id=response.addressee_id,
        issued_on__isnull=False,
    ).exclude(state=Recommendation.State.WITHDRAWN)
    made = {
        one.recommendation_id: one
        for one in RecommendationResponse.objects.filter(response=response)
        if is_published
    }
    return [
        {
            "key": str(one.key),
            "number": one.number,
            "reference": one.reference,
            "decision": str(made[one.pk].decision) if one.pk in made else "",
            "verdict": str(made[one.pk].verdict) if one.pk in made else "",
        }
        for one in asked.order_by("number")
    ]
