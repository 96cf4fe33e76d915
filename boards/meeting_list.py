"""The meetings of a body in a list of one municipal year, or of one month as a calendar."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from boards.shown import ShownMeeting
from portal.rules.dates import add_months
from portal.rules.references import FIRST_MONTH, municipal_year

_YEAR: Final = re.compile(r"(20\d\d)/(\d\d)")
_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Month:
    """One month: its first day, its weeks of days, and the months beside it.

    `before` and `after` are empty where no meeting lies further on, so that nobody who follows
    links, person or machine, goes on through empty months for ever.
    """

    first: date
    weeks: list[list[DayOfMonth]]
    before: str
    after: str


@dataclass(frozen=True)
class DayOfMonth:
    """One field of the calendar; `day` is None outside the month."""

    day: date | None
    meetings: list[ShownMeeting]


def read_year(typed: str) -> str:
    """A municipal year out of an address, as in `2025/26`; empty for anything else."""
    found = _YEAR.fullmatch(typed)
    if not found or int(found[2]) != (int(found[1]) + 1) % 100:
        return ""
    return typed


def span_of(year: str) -> tuple[date, date]:
    """The first and the last day of a municipal year."""
    start = int(year[:4])
    return date(start, FIRST_MONTH, 1), date(start + 1, FIRST_MONTH - 1, 30)


def years_of(days: Iterable[date]) -> list[str]:
    """The municipal years of some days, newest first."""
    return sorted({municipal_year(day) for day in days}, reverse=True)


def read_month(typed: str, *, today: date) -> date:
    """The first day of a month out of an address, as in `2025-09`; this month for anything else."""
    found = _MONTH.fullmatch(typed)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def month_of(first: date, meetings: Sequence[ShownMeeting], *, days: Sequence[date]) -> Month:
    """The calendar of a month, weeks from Monday, with the meetings of each day.

    `first` is the first day of the month, `meetings` are those of it, `days` those of all meetings.
    """
    weeks = [
        [
            DayOfMonth(
                day=day if day.month == first.month else None,
                meetings=[one for one in meetings if one.held_on == day],
            )
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    return Month(
        first=first,
        weeks=weeks,
        before=f"{add_months(first, -1):%Y-%m}" if any(day < first for day in days) else "",
        after=f"{add_months(first, 1):%Y-%m}" if any(day > last_of(first) for day in days) else "",
    )


def last_of(first: date) -> date:
    """The last day of the month that begins on a day."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
