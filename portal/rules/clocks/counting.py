"""The ways of counting that the law knows.

"Beginning with the day" makes the trigger day 1; "after" makes the next day the first; "before"
counts back from the day before. They are three functions, never one with a flag, because mixing
them up by one day is the commonest mistake of the trade.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from portal.rules.calendars import ONE_DAY
from portal.rules.clocks.answer import Skipped
from portal.rules.dates import add_months

WhyNot = Callable[[datetime.date], str | None]


@dataclass(frozen=True)
class Count:
    """A count: the last day reached, and the days counted and skipped on the way to it."""

    last: datetime.date
    counted: tuple[datetime.date, ...]
    skipped: tuple[Skipped, ...] = ()


def every_day_counts(day: datetime.date) -> str | None:
    """No day is skipped: for periods in calendar days."""
    return None


def beginning_with(trigger: datetime.date, days: int, why_not: WhyNot = every_day_counts) -> Count:
    """A period of so many days beginning with the trigger: the trigger is day 1."""
    return _collect(trigger, ONE_DAY, days, why_not)


def after(trigger: datetime.date, days: int, why_not: WhyNot = every_day_counts) -> Count:
    """A period of so many days after the trigger: the day after it is day 1."""
    return _collect(trigger + ONE_DAY, ONE_DAY, days, why_not)


def before(trigger: datetime.date, days: int, why_not: WhyNot = every_day_counts) -> Count:
    """So many days before the trigger: the day before it is day 1, and the count runs back."""
    return _collect(trigger - ONE_DAY, -ONE_DAY, days, why_not)


def months_beginning_with(trigger: datetime.date, months: int) -> Count:
    """A period of months beginning with the trigger: it ends on the eve of the corresponding date.

    Where the last month has no corresponding date the period ends with that month: six years
    beginning with 29 February 2024 end on 28 February 2030, the eve of 1 March.
    """
    corresponding = add_months(trigger, months)
    last = corresponding - ONE_DAY if corresponding.day == trigger.day else corresponding
    return Count(last, _days(trigger, last))


def months_after(trigger: datetime.date, months: int) -> Count:
    """A period of months after the trigger: it ends on the corresponding date.

    Where there is none it ends on the last day of the month (Dodds v Walker [1981]).
    """
    last = add_months(trigger, months)
    return Count(last, _days(trigger + ONE_DAY, last))


def _collect(day: datetime.date, step: datetime.timedelta, days: int, why_not: WhyNot) -> Count:
    counted: list[datetime.date] = []
    skipped: list[Skipped] = []
    while True:
        if (why := why_not(day)) is None:
            counted.append(day)
        else:
            skipped.append((day, why))
        if len(counted) == days:
            return Count(day, tuple(sorted(counted)), tuple(sorted(skipped)))
        day += step


def _days(first: datetime.date, last: datetime.date) -> tuple[datetime.date, ...]:
    return tuple(first + ONE_DAY * count for count in range((last - first).days + 1))
