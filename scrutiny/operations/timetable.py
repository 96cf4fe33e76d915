"""The timetable of a review: the day for which each step is planned, changed as one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal.operations import Refused, fresh, save_changed
from scrutiny.models import PlannedStep, Review
from scrutiny.operations.people import require_clerk
from scrutiny.operations.release import release_review

if TYPE_CHECKING:
    from portal.models import User


def planned_days(review: Review) -> dict[str, date]:
    """The planned days by step."""
    return {str(one.step): one.planned_on for one in review.timetable.all()}


def plan_steps(
    *,
    review: Review,
    by: User,
    days: Mapping[str, date | None],
    expected_version: int,
) -> Review:
    """Set the planned days; None takes a step out of the timetable, a step not named stays.

    Raises Refused when a later step would be planned before an earlier one or the review is over,
    Conflict when somebody else has changed the review since.
    """
    review = fresh(review)
    require_clerk(by, review.body)
    if review.state in {Review.State.CLOSED, Review.State.WITHDRAWN}:
        raise Refused(_("The review is over. Its timetable stays as it is."))
    before = planned_days(review)
    after = {step: day for step, day in {**before, **days}.items() if day is not None}
    _refuse_out_of_order(after)
    with transaction.atomic():
        for step in before.keys() - after.keys():
            PlannedStep.objects.filter(review=review, step=step).delete()
        for step, day in after.items():
            PlannedStep.objects.update_or_create(
                review=review, step=step, defaults={"planned_on": day}
            )
        saved = save_changed(
            review,
            by=by,
            values={},
            expected_version=expected_version,
            sentence=_("The timetable was changed."),
            links_changed=before != after,
        )
        release_review(saved, by=by)
        return saved


def _refuse_out_of_order(days: Mapping[str, date]) -> None:
    inorder = [str(step) for step in PlannedStep.Step if step in days]
    for earlier, later in pairwise(inorder):
        if days[later] < days[earlier]:
            words = {
                "later": PlannedStep.Step(later).label,
                "earlier": PlannedStep.Step(earlier).label,
            }
            raise Refused(
                _("“%(later)s” is planned before “%(earlier)s”. Check both days.") % words
            )
