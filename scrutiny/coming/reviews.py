"""Dates of reviews: their timetable, calls for evidence, embargoes, and impact looked at later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access import rows_for
from portal.clock import CIVIL_ZONE
from portal.coming_dates import ComingDate, DatesAsked
from scrutiny.models import CallForEvidence, ImpactReview, PlannedStep, Report, Review

_State = Review.State
#: States of a review in their order; a step of the timetable is reached in its own or a later one.
_COURSE: Final = (
    _State.PROPOSED,
    _State.SCOPED,
    _State.EVIDENCE,
    _State.DRAFTING,
    _State.CONSULTATION,
    _State.AGREED,
    _State.PUBLISHED,
    _State.RESPONSE_RECEIVED,
    _State.TRACKING,
)
_OVER: Final = (_State.CLOSED, _State.WITHDRAWN)


def _desk(review_pk: int, place: str = "") -> str:
    return reverse("desk:desk", args=[review_pk]) + place


def is_reached(step: str, state: str) -> bool:
    """Whether a review in a state has reached a step of its timetable."""
    return state in _OVER or _COURSE.index(_State(state)) >= _COURSE.index(_State(step))


def timetables(asked: DatesAsked) -> Iterator[ComingDate]:
    """The next steps of each review that it has not reached."""
    rows = rows_for(asked.visitor, PlannedStep).exclude(review__state__in=_OVER)
    for one in rows.select_related("review__body"):
        if not is_reached(one.step, one.review.state):
            yield ComingDate(
                body=one.review.body.slug,
                on=one.planned_on,
                what=_("%(step)s: “%(review)s”")
                % {"step": one.get_step_display(), "review": one.review.title},
                address=_desk(one.review_id),
                counted=_("The day that was planned in the timetable of the review."),
            )


def impact_reviews(asked: DatesAsked) -> Iterator[ComingDate]:
    """Looks back that are planned and not held."""
    rows = rows_for(asked.visitor, ImpactReview).filter(held_on__isnull=True)
    for one in rows.select_related("recommendation__review__body"):
        review = one.recommendation.review
        yield ComingDate(
            body=review.body.slug,
            on=one.planned_on,
            what=_("What has changed since recommendation %(number)s of “%(review)s”")
            % {"number": one.recommendation.number, "review": review.title},
            address=_desk(review.pk, "#recommendations"),
            counted=_("The day that was planned when the recommendation was closed."),
        )


def calls(asked: DatesAsked) -> Iterator[ComingDate]:
    """The last day of each call for evidence that is open."""
    rows = rows_for(asked.visitor, CallForEvidence).filter(is_on=True, closes_on__gte=asked.today)
    for one in rows.select_related("review__body"):
        yield ComingDate(
            body=one.review.body.slug,
            on=one.closes_on,
            what=_("The call for evidence of “%s” closes") % one.review.title,
            address=_desk(one.review_id),
            counted=_("The last day that was set with the call. It closes by itself."),
            is_kept=False,
        )


def embargoes(asked: DatesAsked) -> Iterator[ComingDate]:
    """Reports that go out by themselves at a set time."""
    rows = rows_for(asked.visitor, Report).filter(state=Report.State.EMBARGOED)
    for one in rows.select_related("review__body"):
        assert one.publish_at is not None  # by a constraint of the table
        moment = one.publish_at.astimezone(CIVIL_ZONE)
        yield ComingDate(
            body=one.review.body.slug,
            on=moment.date(),
            at=moment.time().replace(second=0, microsecond=0),
            what=_("The embargo on the report of “%s” ends") % one.review.title,
            address=_desk(one.review_id, "#reports"),
            counted=_("The time that was set with the embargo. The report goes out by itself."),
        )
