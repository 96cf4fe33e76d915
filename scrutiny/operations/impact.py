"""Impact reviews: planned for a day after a recommendation was closed, then held, with a minute."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import clock
from portal.operations import Refused, fresh, save_changed, save_new
from scrutiny.models import ImpactReview, Recommendation
from scrutiny.operations.people import minute_refusal, require_clerk
from scrutiny.operations.release import release_recommendations
from scrutiny.rules.progress import impact_window, place_in_window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boards.models import Minute
    from portal.models import User

#: What is written when a review of impact is held.
HELD_FIELDS: Final = ("held_on", "result", "what_changed", "what_changed_cy", "proof")


def plan_impact_review(
    *,
    recommendation: Recommendation,
    by: User,
    planned_on: date,
    accepts_outside: bool = False,
) -> ImpactReview:
    """Plan to look back at a closed recommendation on a day.

    Six to twelve months after it was closed are expected: a day outside of that is refused with
    the window, unless `accepts_outside` says that the clerk has read this. One review at a time is
    planned for each recommendation.
    """
    require_clerk(by, recommendation.review.body)
    with transaction.atomic():
        current = (
            Recommendation.objects.select_for_update(of=("self",))
            .select_related("closed_minute__meeting", "review__body")
            .get(pk=recommendation.pk)
        )
        _refuse_day(_closed_on(current), planned_on, accepts_outside=accepts_outside)
        if ImpactReview.objects.filter(recommendation=current, held_on__isnull=True).exists():
            raise Refused(_("An impact review is planned already. Change its day instead."))
        planned = save_new(
            ImpactReview(recommendation=current, planned_on=planned_on),
            by=by,
            sentence=_("The impact review of recommendation %(number)s was planned for %(day)s.")
            % {"number": current.number, "day": date_format(planned_on, "j F Y")},
        )
        _tell(current, by=by)
        return planned


def replan_impact_review(
    *,
    impact: ImpactReview,
    by: User,
    planned_on: date,
    expected_version: int,
    accepts_outside: bool = False,
) -> ImpactReview:
    """Give a planned review another day; one that was held keeps what it says."""
    current = _planned(impact, by)
    recommendation = current.recommendation
    _refuse_day(_closed_on(recommendation), planned_on, accepts_outside=accepts_outside)
    with transaction.atomic():
        saved = save_changed(
            current,
            by=by,
            values={"planned_on": planned_on},
            expected_version=expected_version,
            sentence=_("The impact review of recommendation %(number)s was put off to %(day)s.")
            % {"number": recommendation.number, "day": date_format(planned_on, "j F Y")},
        )
        _tell(recommendation, by=by)
        return saved


def hold_impact_review(
    *,
    impact: ImpactReview,
    by: User,
    values: Mapping[str, Any],
    minute: Minute | None,
    expected_version: int,
) -> ImpactReview:
    """Record what an impact review found: the result, what changed, what shows it, the minute.

    It was held on the day of the meeting that the minute is of, unless `held_on` says otherwise.
    """
    current = _planned(impact, by)
    recommendation = current.recommendation
    closed_on = _closed_on(recommendation)
    reasons = list(minute_refusal(minute, recommendation.review.body).values())
    held_on = values.get("held_on") or (minute.meeting.held_on if minute else None)
    if not values.get("result") or not str(values.get("what_changed", "")).strip():
        reasons.append(_("Say what changed for children or victims, and choose the result."))
    if held_on is not None and held_on > clock.today():
        reasons.append(_("A review of impact cannot have been held in the future."))
    if held_on is not None and held_on < closed_on:
        reasons.append(_("It cannot have been held before the recommendation was closed."))
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        saved = save_changed(
            current,
            by=by,
            values={
                **{name: values[name] for name in HELD_FIELDS if name in values},
                "held_on": held_on,
                "minute": minute,
            },
            expected_version=expected_version,
            sentence=_("The impact of recommendation %(number)s was reviewed. (%(minute)s)")
            % {"number": recommendation.number, "minute": minute},
        )
        _tell(recommendation, by=by)
        return saved


def _planned(impact: ImpactReview, by: User) -> ImpactReview:
    require_clerk(by, impact.recommendation.review.body)
    current = fresh(impact)
    if current.held_on is not None:
        raise Refused(_("This impact review was held. Plan another one to look again."))
    return current


def _closed_on(recommendation: Recommendation) -> date:
    """The day of the meeting that closed it. Raises Refused while it is open."""
    if recommendation.closed_minute is None:
        raise Refused(_("Impact is reviewed once the body has closed the recommendation."))
    closed_on: date = recommendation.closed_minute.meeting.held_on
    return closed_on


def _refuse_day(closed_on: date, planned_on: date, *, accepts_outside: bool) -> None:
    if planned_on < closed_on:
        raise Refused(_("Choose a day after the recommendation was closed."))
    if accepts_outside or place_in_window(planned_on, closed_on) == "inside":
        return
    first, last = impact_window(closed_on)
    raise Refused(
        _(
            "An impact review is expected six to twelve months after closing, here from %(first)s "
            "to %(last)s. Tick that another day is meant, or choose one of these."
        )
        % {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
    )


def _tell(recommendation: Recommendation, *, by: User) -> None:
    review = recommendation.review
    release_recommendations(
        review, by=by, subject=f"Impact of R{recommendation.number} of {review.slug}"
    )
