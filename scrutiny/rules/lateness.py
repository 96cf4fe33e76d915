"""How late something is, in working days: to the day it was met, or to today while it is open.

A state that only time brings is computed each time and stored nowhere, so that a closure day that
is entered late corrects it by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.rules.calendars import days_late

if TYPE_CHECKING:
    from datetime import date

    from portal.rules.calendars import Calendar


@dataclass(frozen=True)
class Lateness:
    """How late something is, or was when it was met.

    `is_late` says that the last day had passed; over a weekend that can be so by no working day
    yet. `working_days` is then how many; `is_open` says that nothing has met it until today.
    """

    working_days: int
    is_open: bool
    is_late: bool


def lateness(due_on: date | None, met_on: date | None, today: date, calendar: Calendar) -> Lateness:
    """How late something due on `due_on` is on `today`, or was on the day `met_on` that met it.

    The last day itself is in time. Without a last day nothing is late. `calendar` is that of the
    body that asks, so that its closure days are no working days.

    Raises:
        CalendarError: a day outside the years that calendars cover.
    """
    until = met_on or today
    if due_on is None or until <= due_on:
        return Lateness(working_days=0, is_open=met_on is None, is_late=False)
    return Lateness(
        working_days=days_late(due_on, until, calendar), is_open=met_on is None, is_late=True
    )
