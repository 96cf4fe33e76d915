"""Northmere's days: whole weeks around the day of loading, always on a working day."""

from __future__ import annotations

from datetime import date, timedelta

from portal.rules.calendars import Calendar

THURSDAY = 3


class Weeks:
    """Days counted in weeks from the last Thursday on or before the day of loading."""

    def __init__(self, today: date, calendar: Calendar) -> None:
        self.anchor = today - timedelta(days=(today.weekday() - THURSDAY) % 7)
        self.calendar = calendar

    def __call__(self, weeks: int, days: int = 0) -> date:
        """The day `weeks` after the anchor (before it when negative), or the working day before.

        The panel sits on Thursdays; a Thursday that is a bank holiday gives the day before.
        """
        day = self.anchor + timedelta(weeks=weeks, days=days)
        while not self.calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day
