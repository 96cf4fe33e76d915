"""The one place that reads the time.

Everything else is given a date or an instant. That keeps rules pure, lets tests freeze time
and lets a council rehearse a busy day by setting ``PORTAL_TODAY`` (refused in production).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

CIVIL_ZONE: Final = ZoneInfo("Europe/London")
"""The civil time of England and Wales: what "the day of the meeting" means in law
(Interpretation Act 1978, section 9; Summer Time Act 1972)."""


_rehearsed: ContextVar[datetime | None] = ContextVar("rehearsed", default=None)


@contextmanager
def rehearse(day: date, at: time = time(10, 0)) -> Iterator[None]:
    """Let everything inside happen at a moment of civil time in the past.

    The demonstration is told with it: its operations run in their order, each on its day. Nothing
    else may use it, least of all a request.
    """
    moment = datetime.combine(day, at, tzinfo=CIVIL_ZONE).astimezone(UTC)
    token = _rehearsed.set(moment)
    try:
        yield
    finally:
        _rehearsed.reset(token)


def is_rehearsed() -> bool:
    """Whether this is told as something of the past, so that nobody is to be written to."""
    return _rehearsed.get() is not None


def today() -> date:
    """Return the civil date in England and Wales, or the rehearsal date where one is set."""
    rehearsed = _rehearsed.get()
    if rehearsed is not None:
        return rehearsed.astimezone(CIVIL_ZONE).date()
    rehearsal: date | None = settings.PORTAL_TODAY
    return rehearsal or timezone.now().astimezone(CIVIL_ZONE).date()


def now() -> datetime:
    """Return this instant, aware and in UTC.

    In a rehearsal the time of day is the real one and the date is ``PORTAL_TODAY``; so it runs
    on through that one day and begins it again at midnight.
    """
    rehearsed = _rehearsed.get()
    if rehearsed is not None:
        return rehearsed
    real = timezone.now()
    rehearsal: date | None = settings.PORTAL_TODAY
    if rehearsal is None:
        return real
    civil = real.astimezone(CIVIL_ZONE)
    moved = datetime.combine(rehearsal, civil.timetz())
    return moved.astimezone(real.tzinfo)
