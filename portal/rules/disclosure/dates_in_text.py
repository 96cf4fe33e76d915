"""Full dates in running text, English and Welsh, in the forms that people write."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ENGLISH: Final = (
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
)
_WELSH: Final = (
    "ionawr|ion",
    "chwefror|chwef",
    "f?mawrth|fawrth",
    "ebrill|ebr",
    "mai|fai",
    "mehefin|fehefin|meh",
    "gorffennaf|orffennaf|gorff",
    "awst",
    "medi|fedi",
    "hydref|hyd",
    "tachwedd|dachwedd|tach",
    "rhagfyr|ragfyr|rhag",
)
_MONTHS: Final = [
    re.compile(rf"(?:{english}|{welsh})", re.IGNORECASE)
    for english, welsh in zip(_ENGLISH, _WELSH, strict=True)
]
_MONTH: Final = "(?:" + "|".join((*_ENGLISH, *_WELSH)) + ")"
_ORDINAL: Final = r"(?:st|nd|rd|th|af|ail|ydd|ed|fed|eg|ain)?"
_YEAR: Final = r"(?:(?:19|20)\d\d|'?\d\d(?!\d))"
_DATE: Final = re.compile(
    rf"(?<![\d/])(?:"
    rf"(?P<y1>(?:19|20)\d\d)\s?[-/.]\s?(?P<m1>\d\d?)\s?[-/.]\s?(?P<d1>\d\d?)"
    rf"|(?P<d2>\d\d?)\s?[-/.]\s?(?P<m2>\d\d?)\s?[-/.]\s?(?P<y2>(?:19|20)?\d\d)"
    rf"|(?P<d5>\d\d) (?P<m5>\d\d) (?P<y5>(?:19|20)\d\d)"
    rf"|(?P<d3>\d\d?)\s?{_ORDINAL}(?:\s?(?:of|o|-|/|\.))?\s?(?P<m3>{_MONTH})\b\.?,?[\s/.-]?\s?"
    rf"(?P<y3>{_YEAR})"
    rf"|\b(?P<m4>{_MONTH})\b\.?\s(?P<d4>\d\d?){_ORDINAL},?\s(?P<y4>(?:19|20)\d\d)"
    rf")(?![\d/])",
    re.IGNORECASE | re.ASCII,
)
#: Month and year, or eight digits: a date only where a label says so.
_SHORT_DATE: Final = re.compile(
    rf"(?<![\d/])(?:(?P<d6>\d\d)(?P<m6>\d\d)(?P<y6>(?:19|20)\d\d)"
    rf"|(?P<y7>(?:19|20)\d\d)(?P<m7>\d\d)(?P<d7>\d\d)"
    rf"|(?P<m8>{_MONTH})\b\.?,?\s(?P<y8>(?:19|20)\d\d)"
    rf"|(?P<d9>\d\d?)\s?{_ORDINAL}(?:\s(?:of|o))?\s(?P<m9>{_MONTH})\b)(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_DIGIT: Final = re.compile(r"\d")
LONGEST_DATE: Final = 30
TURN: Final = 40
"""Two figures below it are of this century, the others of the last."""
ANY_YEAR: Final = 1904


@dataclass(frozen=True)
class Dated:
    """A date in a text: where it stands, and the day as YYYY-MM-DD, unknown parts as 00."""

    start: int
    end: int
    day: str


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """Full dates in a stretch of plain text, in their order; days that do not exist are none."""
    yield from _found(_DATE, text, start, len(text) if end is None else end)


def find_labelled_dates(text: str, start: int, end: int) -> Iterator[Dated]:
    """Full dates, and those that are dates only because a label stands before them."""
    full = list(find_dates(text, start, end))
    yield from full
    if not full:
        yield from _found(_SHORT_DATE, text, start, end)


def _found(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Dated]:
    if not _DIGIT.search(text, start, min(len(text), end + LONGEST_DATE)):
        return
    for match in pattern.finditer(text, start, min(len(text), end + LONGEST_DATE)):
        if match.start() >= end:
            return
        parts = {name[0]: part for name, part in match.groupdict().items() if part}
        day = _day(parts)
        if day is not None:
            yield Dated(*match.span(), day)


def _day(parts: dict[str, str]) -> str | None:
    month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"])
    year, day = _year(parts.get("y", "")), int(parts.get("d", "0"))
    try:
        datetime.date(year or ANY_YEAR, month, day or 1)
    except ValueError:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _month(word: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, start=1) if month.fullmatch(word))


def _year(text: str) -> int:
    digits = text.lstrip("'")
    if not digits:
        return 0
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < TURN else 1900)
