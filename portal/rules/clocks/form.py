"""One setting of a clock, and how the text of each form is read: strictly, naming what is wrong."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal

from portal.rules.calendars import FIRST_YEAR, LAST_YEAR
from portal.rules.clocks.answer import ClockError
from portal.rules.dates import ISO_DATE, long_date, parse_iso_date

Form = Literal["number", "date", "financial_year", "time", "choice", "pause"]

NUMBER = re.compile(r"[0-9]{1,4}")
FINANCIAL_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})")
TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?)? ?(?P<half>am|pm)?"
)
NAMED_TIMES = {"midday": datetime.time(12), "noon": datetime.time(12)}
CENTURY = 100
NOON = 12
DATE_LENGTH = len("2026-01-30")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting of a clock: its name, its form and what holds when it is left out."""

    name: str
    form: Form
    needed: bool = False
    choices: tuple[str, ...] = ()
    repeatable: bool = False
    help: str = ""


@dataclass(frozen=True)
class Pause:
    """Days that a period ignores, both ends included."""

    first: datetime.date
    last: datetime.date

    def covers(self, day: datetime.date) -> bool:
        """Whether the day is one of those ignored."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{long_date(self.first)} to {long_date(self.last)}"


def read_date(name: str, text: str) -> datetime.date:
    """Read a date given under a name.

    Raises:
        ClockError: it is no date, or lies outside the years whose bank holidays are known.
    """
    try:
        day = parse_iso_date(text)
    except ValueError as error:
        raise ClockError(f"{name}: {error}") from None
    return within_reach(name, day)


def within_reach(name: str, day: datetime.date) -> datetime.date:
    """Pass on a date in the years 1900 to 2100, and refuse any other with a `ClockError`."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ClockError(f"{name}: {day.isoformat()} is outside {FIRST_YEAR} to {LAST_YEAR}")
    return day


def read_number(setting: Setting, text: str) -> int:
    """A whole number from 1 to 9999, or a `ClockError`."""
    if not NUMBER.fullmatch(text) or int(text) == 0:
        raise wrong_form(setting, text)
    return int(text)


def read_financial_year(setting: Setting, text: str) -> int:
    """The calendar year in which the financial year begins on 1 April, or a `ClockError`."""
    found = FINANCIAL_YEAR.fullmatch(text)
    if not found or (int(found[1]) + 1) % CENTURY != int(found[2]):
        raise wrong_form(setting, text)
    if not FIRST_YEAR < int(found[1]) < LAST_YEAR:
        raise ClockError(f'{setting.name}: "{text}" is outside {FIRST_YEAR} to {LAST_YEAR}')
    return int(found[1])


def read_time(setting: Setting, text: str) -> datetime.time:
    """A time of day: 08:30, 8.30am, 5 p.m., midday; of a date with a time, the time.

    Raises:
        ClockError: the text is no time of day.
    """
    lowered = text.lower().replace("a.m.", "am").replace("p.m.", "pm")
    if lowered in NAMED_TIMES:
        return NAMED_TIMES[lowered]
    try:
        if ISO_DATE.match(text) and len(text) > DATE_LENGTH:
            return datetime.datetime.fromisoformat(text).time()
        return _hour(lowered)
    except ValueError:
        raise wrong_form(setting, text) from None


def _hour(text: str) -> datetime.time:
    """A time on the clock of 24 hours, with minutes, or on that of 12 with am or pm."""
    found = TIME.fullmatch(text)
    if not found or not (found["minute"] or found["half"]):
        raise ValueError(text)
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= NOON:
            raise ValueError(text)
        hour = hour % NOON + (NOON if found["half"] == "pm" else 0)
    return datetime.time(hour, int(found["minute"] or 0))


def read_choice(setting: Setting, text: str) -> str:
    """One of the words that the setting allows, or a `ClockError`."""
    if text not in setting.choices:
        raise wrong_form(setting, text)
    return text


def read_pause(setting: Setting, text: str) -> Pause:
    """The days FROM..TO, both included, or a `ClockError`."""
    first, parted, last = text.partition("..")
    if not parted:
        raise wrong_form(setting, text)
    pause = Pause(read_date(setting.name, first.strip()), read_date(setting.name, last.strip()))
    if pause.last < pause.first:
        raise ClockError(f'{setting.name}: "{text}" ends before it begins')
    return pause


def wrong_form(setting: Setting, text: str) -> ClockError:
    """The refusal of a text that is not in the form of the setting."""
    return ClockError(f'{setting.name}: "{text}" is not {expected(setting)}')


def expected(setting: Setting) -> str:
    """The form that a setting has, in words."""
    match setting.form:
        case "number":
            return "a whole number from 1 to 9999"
        case "date":
            return "a date as YYYY-MM-DD"
        case "financial_year":
            return "a financial year such as 2026/27"
        case "time":
            return "a time of day such as 08:30 or 5pm"
        case "choice":
            return f"one of {', '.join(setting.choices)}"
        case "pause":
            return "FROM..TO, two dates as YYYY-MM-DD"
