"""Dates as the rules need them: read strictly, written out in full, moved by months."""

from __future__ import annotations

import calendar
import datetime
import re

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTHS_A_YEAR = 12


def parse_iso_date(text: str) -> datetime.date:
    """Read a date written as 2025-09-12 and nothing else.

    `date.fromisoformat` also takes 20250912 and 2025-W37-5, which in a clerk's input are
    more often a slip than a date.

    Raises:
        ValueError: the text has another form, or there is no such day.
    """
    if not ISO_DATE.fullmatch(text):
        raise ValueError(f'"{text}" is no date: write it as YYYY-MM-DD')
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is no date: there is no such day') from None


def long_date(day: datetime.date) -> str:
    """The date as it is written for people: Friday 12 September 2025."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The corresponding date `months` calendar months later.

    Where the later month has no such day, its last day stands in (31 August and six months:
    28 February).

    Raises:
        OverflowError: the answer would lie outside the years 1 to 9999.
    """
    year, month_index = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise OverflowError("the date leaves the calendar")
    month = month_index + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
