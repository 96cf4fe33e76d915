"""Numbers that the state gives one person: NHS number, unique pupil number, National Insurance.

NHS number: ten digits, the last of them a check digit modulo 11 (NHS Data Dictionary). One random
number in eleven passes, and so does every ISBN of ten digits: a label or the usual spacing has to
say so too. Unique pupil number: a check letter and twelve digits (Department for Education, guide
to unique pupil numbers); Welsh schools use the same form. National Insurance number: two letters,
six digits and a letter from A to D, without the prefixes that are never given (HMRC, NIM39110).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stdnum.gb import nhs, upn

from portal.rules.disclosure.found import Found
from portal.rules.disclosure.labels import is_labelled_otherwise, is_near
from portal.rules.disclosure.read_text import Reading

_GAP: Final = r"[\s./|:·•,_-]{0,3}"
_NHS_GROUPS: Final = re.compile(rf"(?<!\d)\d{{3}}({_GAP})\d{{3}}{_GAP}\d{{4}}(?!\d)", re.ASCII)
_NHS_SPREAD: Final = re.compile(rf"(?<!\d)(?=((?:\d{_GAP}){{9}}\d)(?!\d))", re.ASCII)
_NHS_WORD: Final = re.compile(
    r"\bNHS\b|\bN\.H\.S\b|\bGIG\b|\bpatient\b|health number", re.IGNORECASE
)
_NHS_HEADING: Final = re.compile(
    r"\bNHS\s?(?:no\b|num|#|n[uú]mber|id\b)|rhif(?:au)?\s(?:y\s)?GIG", re.IGNORECASE
)
_REACH: Final = 60
_NHS_DIGITS: Final = 10

_UPN: Final = re.compile(
    rf"(?<![^\W_])[A-HJ-NP-RT-Z](?:{_GAP}\d){{11}}{_GAP}[\dA-HJ-NP-RT-Z](?![^\W_])",
    re.IGNORECASE | re.ASCII,
)
_UPN_WORD: Final = re.compile(r"\bUPNs?\b|\bpupil\b|\bdisgybl", re.IGNORECASE)
_WELSH_AUTHORITIES: Final = range(660, 682)
_NEW_AUTHORITIES: Final = frozenset({838, 839, 940, 941, 942, 943})

_NINO: Final = re.compile(
    rf"(?<![^\W_])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z]{_GAP}[A-CEGHJ-NPR-TW-Z]"
    rf"(?:{_GAP}\d){{6}}(?:{_GAP}[A-D](?![^\W_])|(?![^\W_]))",
    re.IGNORECASE | re.ASCII,
)
_NINO_WORD: Final = re.compile(
    r"\bNINO\b|\bN\.?I\.?\s?(?:no|num|#)|\bnational insurance|\byswiriant (?:g|c)wladol",
    re.IGNORECASE,
)
_NINO_SUFFIXED: Final = 9
_TIDY_NINO: Final = re.compile(
    r"[A-Z]{2}(?:\d{6}|[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?)[A-D]?", re.ASCII
)


def find_nhs_numbers(reading: Reading) -> Iterator[Found]:
    """NHS numbers: labelled, or in the form 3-3-4; ten digits without either may be one."""
    plain = reading.plain
    heading = _NHS_HEADING.search(plain) is not None
    for match in _NHS_GROUPS.finditer(plain):
        number = _digits(match.group())
        if not _is_nhs_number(number):
            continue
        start, end = match.span()
        if is_labelled_otherwise(_NHS_WORD, reading, start):
            continue
        is_certain = bool(match.group(1)) or heading or is_near(_NHS_WORD, reading, start, end)
        code = "nhs_number" if is_certain else "possible_nhs_number"
        if not is_certain and _is_set_apart(reading, start, end):
            continue
        yield Found(code, start, end, number)
    yield from _spread_nhs_numbers(reading)


def _spread_nhs_numbers(reading: Reading) -> Iterator[Found]:
    """Ten digits in any other grouping, behind the words."""
    done = 0
    for word in _NHS_WORD.finditer(reading.plain):
        start, end = max(word.end(), done), word.end() + _REACH
        for match in _NHS_SPREAD.finditer(reading.plain, start, end):
            number = _digits(match.group(1))
            if not _is_nhs_number(number) or is_labelled_otherwise(
                _NHS_WORD, reading, match.start()
            ):
                continue
            yield Found("nhs_number", match.start(), match.end(1), number)
        done = end


def find_pupil_numbers(reading: Reading) -> Iterator[Found]:
    """Unique pupil numbers, by their check letter."""
    for match in _UPN.finditer(reading.plain):
        number = _letters_and_digits(match.group())
        if not _is_pupil_number(number):
            continue
        is_tidy = match.group().upper() == number
        if is_tidy or is_near(_UPN_WORD, reading, *match.span()) or " " in match.group():
            yield Found("upn", *match.span(), number)


def find_insurance_numbers(reading: Reading) -> Iterator[Found]:
    """National Insurance numbers: with their last letter, or behind the words without it."""
    for match in _NINO.finditer(reading.plain):
        written, start = match.group(), match.start()
        number = _letters_and_digits(written)
        is_near_word = is_near(_NINO_WORD, reading, start, match.end())
        if not is_near_word:
            is_tidy = _TIDY_NINO.fullmatch(written) or written.isalnum()
            if len(number) < _NINO_SUFFIXED or not is_tidy:
                continue
        if is_labelled_otherwise(_NINO_WORD, reading, start):
            continue
        yield Found("nino", start, match.end(), number)


def _is_nhs_number(number: str) -> bool:
    return len(set(number)) > 1 and nhs.is_valid(number)


def _is_pupil_number(number: str) -> bool:
    if not number[1:-1].isdigit():
        return False
    authority = int(number[1:4])
    if authority in _WELSH_AUTHORITIES or authority in _NEW_AUTHORITIES:
        return bool(upn.calc_check_digit(number[1:]) == number[0])
    return upn.is_valid(number)


def _is_set_apart(reading: Reading, start: int, end: int) -> bool:
    """Whether its digits stood apart: ten cells of a table are no number."""
    first, last = reading.span(start, end)
    return last - first > _NHS_DIGITS + 4


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _letters_and_digits(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).upper()
