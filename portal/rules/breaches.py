"""The clock of a personal data breach. Pure.

Source: UK GDPR article 33(1): without undue delay and, where feasible, not later than 72 hours
after having become aware of it. Hours, not days: weekends and bank holidays count, and a change of
the clocks neither gives nor takes an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

LIMIT: Final = timedelta(hours=72)


@dataclass(frozen=True)
class NoticeClock:
    """The deadline of the notice to the Commissioner, and how it stands at a moment.

    `hours_left` is rounded down, and negative hours are those that it is late.
    """

    due_at: datetime
    hours_left: int
    is_late: bool


def notice_clock(
    *, aware_at: datetime, now: datetime, notified_at: datetime | None = None
) -> NoticeClock:
    """The clock of a breach. Once it was notified it stands at that moment.

    Raises ValueError for a moment without a time zone.
    """
    moments = [aware_at, now, *([notified_at] if notified_at else [])]
    if any(one.tzinfo is None for one in moments):
        raise ValueError("A moment needs its time zone.")
    due_at = aware_at.astimezone(UTC) + LIMIT
    left = due_at - (notified_at or now).astimezone(UTC)
    return NoticeClock(due_at, left // timedelta(hours=1), is_late=left < timedelta(0))
