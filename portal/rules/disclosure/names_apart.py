"""Where a first name and its surname stand apart: “Jane and Tom Smith”, “Surname: Smith”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

_NAME: Final = r"[^\W\d_]{1,40}(?:['-][^\W\d_]{1,40}){0,2}"
_GIVEN: Final = rf"(?:[^\W\d_]\.|{_NAME})"
_AND: Final = re.compile(r"\s?,?\s(?:and|a|ac)\s|\s?&\s?")
#: The first names before “and”, and the name behind it.
_LISTED: Final = re.compile(rf"(?:{_GIVEN}\s?,\s?){{0,4}}{_GIVEN}$")
_FULL: Final = re.compile(rf"{_GIVEN}(?:\s{_GIVEN}){{1,4}}")
_WORD: Final = re.compile(_NAME)
_SIGN: Final = r"\s?[:=|-]?\s?"
_FIRST_LABEL: Final = r"\b(?:(?:first|given|christian)\s|fore)name(?:s|\(s\))?|\benw cyntaf"
_LAST_LABEL: Final = r"\b(?:surname|(?:last|family)\sname)|\bcyfenw"
_LABEL: Final = re.compile(
    rf"(?:(?P<first>{_FIRST_LABEL})|{_LAST_LABEL}){_SIGN}(?P<name>{_NAME})(?:\s(?=(?P<more>{_NAME})))?",
    re.IGNORECASE,
)
#: “Jane, and Mr Smith” are two: who is written of with a title shares no surname.
_TITLE: Final = re.compile(r"(?:Mr|Mrs|Miss|Ms|Mx|Dr|Cllr|Sir|Lady)\b", re.IGNORECASE)
_LEFT_REACH: Final = 90
_RIGHT_REACH: Final = 90
_LABEL_REACH: Final = 60


class Apart(NamedTuple):
    """A first name and a surname, with the stretch in which both stand."""

    start: int
    end: int
    first: str
    surname: str


def find_apart(plain: str) -> Iterator[Apart]:
    """Each first name with each surname that may belong to it."""
    yield from _sharing(plain)
    yield from _labelled(plain)


def _sharing(plain: str) -> Iterator[Apart]:
    """“Jane and Tom Smith”, “Jane, Ann & Tom Lee Smith”: one surname for all of them."""
    for joint in _AND.finditer(plain):
        low = max(0, joint.start() - _LEFT_REACH)
        before = _LISTED.search(plain, low, joint.start())
        behind = _FULL.match(plain, joint.end(), joint.end() + _RIGHT_REACH)
        if before is None or behind is None or _TITLE.match(plain, joint.end()):
            continue
        words = list(_WORD.finditer(plain, *behind.span()))
        for first in _WORD.finditer(plain, *before.span()):
            if _is_titled(first) != _is_titled(words[0]):
                continue
            for taken in _surnames(words):
                surname = " ".join(word.group() for word in taken)
                yield Apart(first.start(), taken[-1].end(), first.group(), surname)


def _surnames(words: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """What may be the surname behind a first name: the next words, past other names only."""
    found: list[list[re.Match[str]]] = []
    for at in range(1, len(words)):
        if at > 1 and not all(_is_titled(word) for word in words[:at]):
            break
        found += [words[at : at + length] for length in (1, 2, 3) if at + length <= len(words)]
    return found


def _is_titled(word: re.Match[str]) -> bool:
    return word.group()[0].isupper()


def _labelled(plain: str) -> Iterator[Apart]:
    """“First name: Jane Surname: Smith”, in either order."""
    for one, other in pairwise(_LABEL.finditer(plain)):
        if bool(one["first"]) == bool(other["first"]):
            continue
        if other.start() - one.end() > _LABEL_REACH:
            continue
        given, surname = (one, other) if one["first"] else (other, one)
        for last in (surname["name"], f"{surname['name']} {surname['more'] or ''}".strip()):
            yield Apart(one.start("name"), other.end("name"), given["name"], last)
