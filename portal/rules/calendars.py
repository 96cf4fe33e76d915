"""Which days are working days in England and in Wales.

Bank holidays come from the `holidays` library, always with the subdivision: without one it
leaves out Easter Monday and the summer bank holiday. Over them lie the days that an
administrator enters: proclaimed one-offs that the library does not know yet, and days on which
a body's offices are closed. An entered day only ever takes a working day away.

Source: Banking and Financial Dealings Act 1971, Schedule 1, and proclamations under it; that
"clear days" are working days: R v Swansea City Council ex parte Elitestone [1993].
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal

import holidays

Nation = Literal["england", "wales"]
ClosureNation = Literal["england", "wales", "both"]

NATIONS: Final[tuple[Nation, ...]] = ("england", "wales")
SUBDIVISIONS: Final[Mapping[Nation, str]] = {"england": "ENG", "wales": "WLS"}
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
SATURDAY: Final = 5
ONE_DAY: Final = datetime.timedelta(days=1)

LIBRARY_NAMES: Final[Mapping[str, str]] = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
}


class CalendarError(ValueError):
    """The calendar is asked about a year whose bank holidays nobody can know."""


@dataclass(frozen=True)
class ClosureDay:
    """A day taken out of the working days: proclaimed for everybody, or the offices are shut."""

    date: datetime.date
    name: str
    nation: ClosureNation = "both"


@lru_cache(maxsize=512)
def bank_holidays(nation: Nation, year: int) -> Mapping[datetime.date, str]:
    """The bank holidays of one year that fall on a weekday, with their names.

    Where a holiday falls on a weekend the library gives both that day and the substitute; the
    weekend day is dropped here, as in the official list.
    """
    found = holidays.country_holidays(
        "GB", subdiv=SUBDIVISIONS[nation], years=year, language="en_GB"
    )
    return {day: _plain_name(name) for day, name in found.items() if day.weekday() < SATURDAY}


def _plain_name(name: str) -> str:
    base, observed, _ = name.partition(" (observed)")
    base = LIBRARY_NAMES.get(base, base)
    return f"{base} (substitute day)" if observed else base


@dataclass(frozen=True)
class Calendar:
    """The working days of one nation, under the closure days that hold for one body."""

    nation: Nation
    closures: tuple[ClosureDay, ...] = ()

    @cached_property
    def _closed(self) -> Mapping[datetime.date, str]:
        here = (day for day in self.closures if day.nation in ("both", self.nation))
        return {day.date: f"closed: {day.name}" for day in here}

    def why_not(self, day: datetime.date) -> str | None:
        """Why the day is no working day ("Saturday", "Good Friday", "closed: …"), or None.

        Raises:
            CalendarError: the year is outside 1900 to 2100.
        """
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise CalendarError(
                f"the calendar of working days runs from {FIRST_YEAR} to {LAST_YEAR}; "
                f"{day.isoformat()} is outside it"
            )
        if day.weekday() >= SATURDAY:
            return f"{day:%A}"
        return bank_holidays(self.nation, day.year).get(day) or self._closed.get(day)

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether the day is a weekday, no bank holiday and no closure day."""
        return self.why_not(day) is None

    def working_day_on_or_before(self, day: datetime.date) -> datetime.date:
        """The day itself, or the last working day before it."""
        return next(self._walk(day, -ONE_DAY))

    def working_day_on_or_after(self, day: datetime.date) -> datetime.date:
        """The day itself, or the next working day after it."""
        return next(self._walk(day, ONE_DAY))

    def next_working_day(self, day: datetime.date) -> datetime.date:
        """The first working day after the day."""
        return self.working_day_on_or_after(day + ONE_DAY)

    def previous_working_day(self, day: datetime.date) -> datetime.date:
        """The last working day before the day."""
        return self.working_day_on_or_before(day - ONE_DAY)

    def working_days_after(
        self, day: datetime.date, until: datetime.date
    ) -> tuple[datetime.date, ...]:
        """The working days later than `day`, up to and with `until`; empty if there are none."""
        span = (day + ONE_DAY * count for count in range(1, (until - day).days + 1))
        return tuple(each for each in span if self.is_working_day(each))

    def count_working_days_after(self, day: datetime.date, until: datetime.date) -> int:
        """How many `working_days_after` would give, counted by the year and not by the day.

        Raises:
            CalendarError: a day in between is outside 1900 to 2100.
        """
        if until <= day:
            return 0
        self.why_not(day + ONE_DAY)
        self.why_not(until)
        weekdays = _weekdays_up_to(until) - _weekdays_up_to(day)
        years = range(day.year, until.year + 1)
        off = {one for year in years for one in bank_holidays(self.nation, year)}
        off.update(one for one in self._closed if one.weekday() < SATURDAY)
        return weekdays - sum(day < one <= until for one in off)

    def _walk(self, day: datetime.date, step: datetime.timedelta) -> Iterator[datetime.date]:
        while True:
            if self.is_working_day(day):
                yield day
            day += step


def days_late(due: datetime.date, today: datetime.date, calendar: Calendar) -> int:
    """How many working days late something due on `due` is on `today`; 0 while it is in time.

    The due day itself is in time. Over a weekend a thing can be overdue and 0 working days late.
    """
    return calendar.count_working_days_after(due, today)


def _weekdays_up_to(day: datetime.date) -> int:
    """How many Mondays to Fridays there were from the first day of all up to and with this one."""
    weeks, rest = divmod(day.toordinal(), 7)  # the first day, 1 January of the year 1, is a Monday
    return weeks * SATURDAY + min(rest, SATURDAY)
