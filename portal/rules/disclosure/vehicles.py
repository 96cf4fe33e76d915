"""Registrations of vehicles: the form since 2001 by itself, older ones behind a word for a car.

Forms: DVLA leaflet INF104. No I, Q or Z among the first two letters of the current form, no I or Q
at its end; age identifiers 02 to 30 and 51 to 80.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from portal.rules.disclosure.found import Found
from portal.rules.disclosure.labels import is_labelled_otherwise, is_near
from portal.rules.disclosure.read_text import Reading

_CURRENT: Final = re.compile(
    r"(?<![^\W_])(?<![/-])[A-HJ-PR-Y]{2}(?:0[2-9]|[12]\d|30|5[1-9]|6\d|7\d|80)[\s.-]?"
    r"(?P<end>[A-HJ-PR-Z]{3})(?![^\W_])(?![/-])"
)
_OLDER: Final = re.compile(
    r"(?<![^\W_])(?:[A-HJ-NPR-TV-Y]\d{1,3}\s?[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3}\s?\d{1,3}[A-HJ-NPR-TV-Y])"
    r"(?![^\W_])"
)
_VEHICLE: Final = re.compile(
    r"\b(?:registration|reg|vrm|vrn|vehicle|car|van|lorry|motorcycle|number ?plates?|index|cerbyd|"
    r"rhif cofrestru)\b",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(
    r"ALL|AND|ANY|ARE|BUT|DAY|FEB|FOR|HAS|HER|HOW|JAN|JUL|JUN|MAR|MAY|NOT|NOV|OCT|OUR|OUT|SEP|THE|"
    r"TWO|WAS|WHO|YOU"
)


def find_vehicles(reading: Reading) -> Iterator[Found]:
    """Registrations of vehicles, in capital letters."""
    for match in _CURRENT.finditer(reading.plain):
        if _WORDS.fullmatch(match["end"]) or is_labelled_otherwise(
            _VEHICLE, reading, match.start()
        ):
            continue
        yield _found(match)
    for match in _OLDER.finditer(reading.plain):
        if is_near(_VEHICLE, reading, *match.span()):
            yield _found(match)


def _found(match: re.Match[str]) -> Found:
    value = "".join(character for character in match.group() if character.isalnum())
    return Found("vehicle_registration", *match.span(), value)
