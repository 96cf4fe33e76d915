"""Dates of answers: responses asked for, what offices promised, and every other running clock."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access import rows_for
from portal.coming_dates import ComingDate, DatesAsked, counted_date
from portal.models import Clock
from scrutiny.models import RecommendationResponse, Response, Review
from scrutiny.operations.deadlines import due_answer

#: Responses that their office still owes.
OWED: Final = (Response.State.REQUESTED, Response.State.INCOMPLETE)
#: Recommendations on which an office is at work.
AT_WORK: Final = ("accepted", "partly_accepted", "in_progress")


def responses(asked: DatesAsked) -> Iterator[ComingDate]:
    """The last day of each response that is owed, counted by its rule."""
    rows = rows_for(asked.visitor, Response).filter(state__in=OWED)
    for one in rows.select_related("review__body", "addressee"):
        body = one.review.body.slug
        if body not in asked.calendars:
            continue
        ask = partial(
            due_answer,
            rule=one.rule,
            asked_on=one.requested_on,
            period_days=one.period_days,
            calendar=asked.calendars[body],
        )
        yield counted_date(
            ask,
            body=body,
            what=_("Response of %(person)s to “%(review)s”")
            % {"person": one.addressee.name, "review": one.review.title},
            address=f"{reverse('desk:desk', args=[one.review_id])}#responses",
            asked=asked,
        )


def promises(asked: DatesAsked) -> Iterator[ComingDate]:
    """What an office said that it would do by a day, and has not reported as done."""
    rows = rows_for(asked.visitor, RecommendationResponse).filter(
        due_on__isnull=False, recommendation__state__in=AT_WORK
    )
    for one in rows.select_related("recommendation__review__body", "response__addressee"):
        assert one.due_on is not None  # asked for
        review = one.recommendation.review
        yield ComingDate(
            body=review.body.slug,
            on=one.due_on,
            what=_("%(person)s is to have done recommendation %(number)s of “%(review)s”")
            % {
                "person": one.response.addressee.name,
                "number": one.recommendation.number,
                "review": review.title,
            },
            address=f"{reverse('desk:desk', args=[review.pk])}#recommendations",
            counted=_("The day that the office named in its answer."),
        )


def standing_clocks(asked: DatesAsked) -> Iterator[ComingDate]:
    """Every running clock except those of responses, which have a line of their own."""
    rows = rows_for(asked.visitor, Clock).filter(met_on__isnull=True, body__in=asked.calendars)
    found = list(rows.exclude(subject_kind="response"))
    keys = [one.subject_key for one in found if one.subject_kind == "review"]
    reviews = dict(rows_for(asked.visitor, Review).filter(key__in=keys).values_list("key", "pk"))
    for one in found:
        review = reviews.get(one.subject_key)
        home = reverse("bodies:desk", args=[one.body])
        yield counted_date(
            partial(one.answer, asked.calendars[one.body]),
            body=one.body,
            what=one.label,
            address=reverse("desk:desk", args=[review]) if review else home,
            asked=asked,
        )
