"""How long what reviews leave stays open, for all reviews of a person's bodies at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from boards.coming.protection import (
    AHEAD,
    SHORTEST,
    end_of_retention,
    held_or_gone,
    past_retention,
)
from boards.rules.retention import retention_of
from portal.access import rows_for
from portal.coming_dates import ComingDate, DatesAsked
from portal.models import LogEntry, PublicRecord
from portal.rules.clocks import ClockError
from scrutiny.disposal import FINISHED
from scrutiny.models import Recommendation, Review


def retention(asked: DatesAsked) -> Iterator[ComingDate]:
    """Finished reviews that no longer have to be open, in the same number of queries for any."""
    rows = rows_for(asked.visitor, Review).filter(
        state__in=FINISHED, created_at__date__lte=asked.today - SHORTEST
    )
    reviews = [one for one in rows.select_related("body") if one.body.slug in asked.calendars]
    if not reviews:
        return
    kept_back = held_or_gone(asked.visitor, "review")
    ended = ended_days(reviews)
    past: dict[str, list[date]] = {}
    for one in reviews:
        body = one.body.slug
        if (body, str(one.key)) in kept_back:
            continue
        try:
            found = retention_of(held_on=ended[one.pk], calendar=asked.calendars[body])
        except ClockError:
            continue
        if found.papers_until < asked.today:
            past.setdefault(body, []).append(found.papers_until)
        elif found.papers_until <= asked.today + AHEAD:
            yield end_of_retention(
                asked.visitor,
                body=body,
                until=found.papers_until,
                title=_("review “%s”") % one.title,
                authority=found.papers_authority,
                force="local",
            )
    yield from past_retention(asked.visitor, past, reviews=True)


def ended_days(reviews: Iterable[Review]) -> dict[int, date]:
    """The day on which each finished review ended, as `scrutiny.disposal` counts it for one.

    Its last move or its last release, whichever is later. Three queries.
    """
    by_key = {str(one.key): one.pk for one in reviews}
    found = {one.pk: [] for one in reviews}  # type: dict[int, list[datetime]]
    under = Recommendation.objects.filter(review__in=found).values_list("key", "review_id")
    by_key |= {str(key): review for key, review in under}
    released = PublicRecord.objects.filter(key__in=by_key).values_list("key", "released_at")
    for key, moment in released:
        found[by_key[key]].append(moment)
    moves = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Review),
        object_id__in=[str(pk) for pk in found],
        data__has_key="move",
    )
    last: dict[int, datetime] = {}
    for number, moment in moves.values_list("object_id", "timestamp"):
        last[int(number)] = max(moment, last.get(int(number), moment))
    for pk, moment in last.items():
        found[pk].append(moment)
    changed = {one.pk: one.changed_at for one in reviews}
    return {pk: max(moments, default=changed[pk]).date() for pk, moments in found.items()}
