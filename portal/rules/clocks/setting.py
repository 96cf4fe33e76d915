"""The settings that a clock takes, and how each is read: strictly, naming what is wrong."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from portal.rules.calendars import FIRST_YEAR, LAST_YEAR
from portal.rules.clocks.answer import ClockError
from portal.rules.dates import long_date, parse_iso_date

Form = Literal["number", "date", "financial_year", "time", "choice", "pause"]
SettingValue = str | int | Sequence[str]
SettingValues = Mapping[str, SettingValue]

NUMBER = re.compile(r"[0-9]{1,4}")
FINANCIAL_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})")
TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?)? ?(?P<half>am|pm)?"
)
NAMED_TIMES = {"midday": datetime.time(12), "noon": datetime.time(12)}
CENTURY = 100
NOON = 12


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


@dataclass(frozen=True)
class Values:
    """Settings as read: each in the dictionary of its form; absent means left out."""

    numbers: dict[str, int] = field(default_factory=dict)
    dates: dict[str, datetime.date] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    times: dict[str, datetime.time] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()

    def named(self) -> frozenset[str]:
        """The names of the settings that were given, pauses apart."""
        forms = (self.numbers, self.dates, self.years, self.times, self.choices)
        return frozenset(name for given in forms for name in given)


def read_settings(clock: str, takes: Sequence[Setting], given: SettingValues) -> Values:
    """Read the settings given for a clock.

    Raises:
        ClockError: a setting is unknown, missing, given twice or has a wrong form.
    """
    known = {setting.name: setting for setting in takes}
    for name in given:
        if name not in known:
            raise ClockError(f'{clock} has no setting "{name}"; {_what_it_takes(takes)}')
    for setting in takes:
        if setting.needed and setting.name not in given:
            raise ClockError(f'{clock} needs the setting "{setting.name}" ({_expected(setting)})')
    values = Values()
    pauses: list[Pause] = []
    for name, value in given.items():
        for text in _texts(known[name], value):
            _read_one(known[name], text, values, pauses)
    return Values(**{**vars(values), "pauses": tuple(pauses)})


def _what_it_takes(takes: Sequence[Setting]) -> str:
    return f"it takes: {', '.join(each.name for each in takes)}" if takes else "it takes none"


def _texts(setting: Setting, value: SettingValue) -> tuple[str, ...]:
    """The texts of a setting, one unless it may be repeated."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Sequence)):
        raise _wrong_form(setting, str(value))
    texts = (str(value),) if isinstance(value, (str, int)) else tuple(map(str, value))
    if not setting.repeatable and len(texts) != 1:
        raise ClockError(f'the setting "{setting.name}" is given {len(texts)} times')
    return tuple(text.strip() for text in texts)


def _read_one(setting: Setting, text: str, values: Values, pauses: list[Pause]) -> None:
    match setting.form:
        case "number":
            values.numbers[setting.name] = _number(setting, text)
        case "date":
            values.dates[setting.name] = read_date(setting.name, text)
        case "financial_year":
            values.years[setting.name] = _financial_year(setting, text)
        case "time":
            values.times[setting.name] = _time(setting, text)
        case "choice":
            values.choices[setting.name] = _choice(setting, text)
        case "pause":
            pauses.append(_pause(setting, text))


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


def _number(setting: Setting, text: str) -> int:
    if not NUMBER.fullmatch(text) or int(text) == 0:
        raise _wrong_form(setting, text)
    return int(text)


def _financial_year(setting: Setting, text: str) -> int:
    """The calendar year in which the financial year begins on 1 April."""
    found = FINANCIAL_YEAR.fullmatch(text)
    if not found or (int(found[1]) + 1) % CENTURY != int(found[2]):
        raise _wrong_form(setting, text)
    if not FIRST_YEAR < int(found[1]) < LAST_YEAR:
        raise ClockError(f'{setting.name}: "{text}" is outside {FIRST_YEAR} to {LAST_YEAR}')
    return int(found[1])


def _time(setting: Setting, text: str) -> datetime.time:
    """A time of day: 08:30, 8.30am, 5pm, midday; of a date with a time, the time."""
    lowered = text.lower()
    if lowered in NAMED_TIMES:
        return NAMED_TIMES[lowered]
    try:
        return datetime.datetime.fromisoformat(text).time() if "t" in lowered else _hour(lowered)
    except ValueError:
        raise _wrong_form(setting, text) from None


def _hour(text: str) -> datetime.time:
    found = TIME.fullmatch(text)
    if not found or not (found["minute"] or found["half"]):
        raise ValueError(text)
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= NOON:
            raise ValueError(text)
        hour = hour % NOON + (NOON if found["half"] == "pm" else 0)
    return datetime.time(hour, int(found["minute"] or 0))


def _choice(setting: Setting, text: str) -> str:
    if text not in setting.choices:
        raise _wrong_form(setting, text)
    return text


def _pause(setting: Setting, text: str) -> Pause:
    first, parted, last = text.partition("..")
    if not parted:
        raise _wrong_form(setting, text)
    pause = Pause(read_date(setting.name, first.strip()), read_date(setting.name, last.strip()))
    if pause.last < pause.first:
        raise ClockError(f'{setting.name}: "{text}" ends before it begins')
    return pause


def _wrong_form(setting: Setting, text: str) -> ClockError:
    return ClockError(f'{setting.name}: "{text}" is not {_expected(setting)}')


def _expected(setting: Setting) -> str:
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
