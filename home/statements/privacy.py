"""What the privacy notice says of times: the very values that the code goes by."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from boards.rules.formats import KEPT_DAYS, WORKING_DAYS
from home.alerts.leaving import BOUNCES
from home.alerts.signing_up import CONFIRM_WITHIN
from portal.door.limits import TRIES_KEPT


@dataclass(frozen=True)
class Times:
    """How long what is kept."""

    tries_hours: int
    confirm_days: int
    bounces: int
    format_working_days: int
    format_kept_days: int
    link_days: int
    letter_days: int
    idle_minutes: int
    longest_hours: int
    copy_hours: int


def times() -> Times:
    """As this installation is set up."""
    return Times(
        tries_hours=round(TRIES_KEPT.total_seconds() / 3600),
        confirm_days=CONFIRM_WITHIN.days,
        bounces=BOUNCES,
        format_working_days=WORKING_DAYS,
        format_kept_days=KEPT_DAYS,
        link_days=settings.SIGNED_LINK_DAYS,
        letter_days=settings.OUTBOX_TEXT_DAYS,
        idle_minutes=settings.SESSION_IDLE_MINUTES,
        longest_hours=settings.SESSION_LONGEST_HOURS,
        copy_hours=settings.READER_COPY_HOURS,
    )
