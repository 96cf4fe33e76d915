"""What follows a report of one review, read once, and what is missing of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.clock import CIVIL_ZONE
from scrutiny.desk.answers.kinds import IMPACT, NEWS
from scrutiny.models import ImpactReview, ProgressUpdate, Recommendation
from scrutiny.rules.progress import ImpactItem, Progress, ProgressGap, progress_gaps

if TYPE_CHECKING:
    from scrutiny.queries import Thread


@dataclass(frozen=True)
class Aftermath:
    """What follows a report of one review, read once: two queries, however many rows."""

    recommendations: Sequence[Recommendation]
    updates: Sequence[ProgressUpdate]
    impact: Sequence[ImpactReview]


def aftermath_of(thread: Thread) -> Aftermath:
    """Updates and impact reviews of a review whose thread is at hand."""
    updates = NEWS.rows(thread.review)
    impact = IMPACT.rows(thread.review).select_related("minute__meeting")
    return Aftermath(
        recommendations=thread.recommendations,
        updates=list(updates.select_related("minute__meeting", "made_by", "action")),
        impact=list(impact.order_by("planned_on", "pk")),
    )


def aftermath_gaps(after: Aftermath, today: date) -> list[tuple[str, str]]:
    """What is missing after the answers: sentences with the place of what they are about."""
    updates: dict[int | None, list[ProgressUpdate]] = defaultdict(list)
    for update in after.updates:
        updates[update.recommendation_id].append(update)
    impact: dict[int, list[ImpactItem]] = defaultdict(list)
    for one in after.impact:
        impact[one.recommendation_id].append(ImpactItem(one.planned_on, one.held_on))
    gaps: list[tuple[str, str]] = []
    for recommendation in after.recommendations:
        known = _progress(recommendation, updates[recommendation.pk], impact[recommendation.pk])
        place = f"recommendations-{recommendation.pk}"
        gaps += [
            (_gap_words(gap, recommendation.number), place) for gap in progress_gaps(known, today)
        ]
    return gaps


def _progress(
    one: Recommendation, updates: Iterable[ProgressUpdate], impact: Sequence[ImpactItem]
) -> Progress:
    days = [update.made_at.astimezone(CIVIL_ZONE).date() for update in updates]
    decision = getattr(one, "decision", None)
    if decision is not None:
        days.append(decision.created_at.astimezone(CIVIL_ZONE).date())
    closed = one.closed_minute.meeting.held_on if one.closed_minute else None
    return Progress(
        state=str(one.state),
        closed_on=closed,
        heard_on=max(days, default=None),
        unconfirmed=sum(update.confirmed_at is None for update in updates),
        impact=impact,
    )


def _gap_words(gap: ProgressGap, number: int) -> str:
    count = {"count": gap.count, "number": number}
    return {
        "not_confirmed": ngettext(
            "R%(number)s: one update waits to be confirmed",
            "R%(number)s: %(count)s updates wait to be confirmed",
            gap.count,
        ),
        "claim_not_settled": _("R%(number)s: reported as done; the body has not decided yet"),
        "no_news": ngettext(
            "R%(number)s: nothing has been heard for %(count)s month",
            "R%(number)s: nothing has been heard for %(count)s months",
            gap.count,
        ),
        "impact_not_planned": ngettext(
            "R%(number)s: closed %(count)s month ago, no impact review planned",
            "R%(number)s: closed %(count)s months ago, no impact review planned",
            gap.count,
        ),
        "impact_not_held": _("R%(number)s: the day planned for its impact review has passed"),
    }[gap.code] % count
