"""Dates as people write them into a log. What cannot be understood is not guessed."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from scrutiny.rules.source_rows import day_of

__all__ = ["Understood", "day_within", "understood"]

_BEFORE: Final = re.compile(
    r"^(?:(?:by|before|due|on|for|from|no later than|until|target|the|latest|revised to|now|c\.?"
    r"|end of|end|w/?c|week commencing|w/?e)\b[:.]?\s*)+",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*", re.IGNORECASE
)
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_APOSTROPHE: Final = re.compile(r"['’](\d\d)$")
_SHORT_YEAR: Final = re.compile(r"(?<=[/. -])(\d\d)$")
_DAY_MONTH: Final = re.compile(rf"(\d{{1,2}})(?: of)?[ /-]{_MONTH}\.?", re.IGNORECASE)
_MONTH_DAY: Final = re.compile(rf"{_MONTH}\.? (\d{{1,2}})", re.IGNORECASE)
_MONTH_ONLY: Final = re.compile(rf"{_MONTH}\.?", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})")
_WITHIN: Final = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}|{_MONTH} \d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}",
    re.IGNORECASE,
)
_EARLIEST, _LATEST = 1990, 2100


@dataclass(frozen=True)
class Understood:
    """A day, and what of it was not written: `month` where no day was, `year` where no year was."""

    day: date
    added: tuple[str, ...] = ()


def understood(words: str, *, near: date | None = None) -> Understood | None:
    """The day that is meant; None for words such as "ASAP", "Ongoing" or "next meeting".

    A month means its last day. A day or month without a year is the one nearest to the day of the
    log; where that is not known, it is not understood.

    Args:
        words: as they stand in the log, such as "12/09/12", "Sept 2012" or "by Tuesday 18 Sept".
        near: the day of the log.
    """
    written = " ".join(words.replace(",", " ").split()).strip(" .:;()")
    plain = _ORDINAL.sub("", _APOSTROPHE.sub(r"20\1", written))
    plain = _WEEKDAY.sub("", _BEFORE.sub("", plain)).strip(" .")
    plain = _BEFORE.sub("", plain)
    if _MONTH_DAY.fullmatch(plain) and plain == written:
        return None  # "Sept 12" is the twelfth, or the year
    found = _by_numbers(plain) or (None if _MONTH_DAY.fullmatch(plain) else _by_words(plain))
    if found is None and near is not None:
        found = _without_year(plain, near)
    if found is None or not _EARLIEST <= found.day.year <= _LATEST:
        return None
    return found


def day_within(text: str) -> date | None:
    """The last date that stands somewhere in a text, such as the title of a log."""
    days = [understood(found[0]) for found in _WITHIN.finditer(text.replace("_", " "))]
    known = [one.day for one in days if one is not None]
    return known[-1] if known else None


def _by_numbers(plain: str) -> Understood | None:
    """Day, month and year as figures: 12/09/12, 12.9.2012, 12-09-12."""
    found = _NUMBERS.fullmatch(plain)
    if not found:
        return None
    day, month, year = (int(one) for one in found.groups())
    return _made(day, month, year if year > 99 else 2000 + year)


def _by_words(plain: str) -> Understood | None:
    """With a year: 12 September 2012, 12-Sep-12, Sept 2012, 2012-09-12; never a bare year."""
    if plain.isdecimal():
        return None
    said = _SHORT_YEAR.sub(r"20\1", plain) if re.search("[a-z]", plain, re.IGNORECASE) else plain
    said = re.sub(r"(?<=[a-z])[.'’]+(?=\s|\d|$)", " ", said, flags=re.IGNORECASE)
    said = said if re.match(r"\d{4}-", said) else re.sub(r"[-/]", " ", said)
    if not re.search(_MONTH, said, re.IGNORECASE) and not re.match(r"\d{4}-", said):
        return None
    found = day_of(" ".join(said.split()))
    if found is None:
        return None
    day, words = found
    if words:
        return Understood(_last_of(day), ("month",))
    return Understood(day)


def _without_year(plain: str, near: date) -> Understood | None:
    by_day = _DAY_MONTH.fullmatch(plain)
    by_month = _MONTH_DAY.fullmatch(plain)
    alone = _MONTH_ONLY.fullmatch(plain)
    if by_day:
        day, month = int(by_day[1]), _number(by_day[2])
    elif by_month:
        day, month = int(by_month[2]), _number(by_month[1])
    elif alone:
        day, month = 0, _number(alone[1])
    else:
        return None
    candidates: list[date] = []
    for year in (near.year - 1, near.year, near.year + 1):
        made = _made(day or 1, month, year)
        if made is not None:
            candidates.append(made.day if day else _last_of(made.day))
    if not candidates:
        return None
    nearest = min(candidates, key=lambda one: abs((one - near).days))
    return Understood(nearest, ("year",) if day else ("month", "year"))


def _number(month: str) -> int:
    return [name[:3].casefold() for name in calendar.month_name].index(month[:3].casefold())


def _made(day: int, month: int, year: int) -> Understood | None:
    try:
        return Understood(date(year, month, day))
    except ValueError:
        return None


def _last_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
