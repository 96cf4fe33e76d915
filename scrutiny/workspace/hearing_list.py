"""The hearings that somebody may enter answers for: those of the bodies that they are clerk of."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet

from boards.rules.agenda import BEGUN
from portal import clock
from portal.access import Visitor, rows_for
from scrutiny.models import Hearing

CLERKS: Final = frozenset({"clerk"})
#: So many days after a meeting its answers may still wait on a device.
DAYS_AFTER: Final = 7


def hearings_of(visitor: Visitor) -> QuerySet[Hearing]:
    """Hearings of the bodies in which somebody is clerk today; none for everybody else."""
    if not visitor.is_authenticated:
        return Hearing.objects.none()
    return rows_for(visitor, Hearing, CLERKS).select_related("review__body", "item__meeting__body")


def coming_hearings(visitor: Visitor) -> QuerySet[Hearing]:
    """Those whose meeting is to come or whose minutes are not confirmed yet, soonest first."""
    states = [*sorted(BEGUN), "agenda_published", "scheduled"]
    return hearings_of(visitor).filter(item__meeting__state__in=states)


def hearings_under_way(visitor: Visitor) -> QuerySet[Hearing]:
    """Those of the last days: answers may have been typed without a connection."""
    return hearings_of(visitor).filter(
        item__meeting__state__in=BEGUN,
        item__meeting__held_on__gte=clock.today() - timedelta(days=DAYS_AFTER),
    )
