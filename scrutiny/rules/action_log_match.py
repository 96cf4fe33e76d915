"""Whether two rows of logs tell of the same action, though the words have changed a little."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from scrutiny.rules.action_log import LogRow
from scrutiny.rules.source_rows import same_text

__all__ = ["fingerprint_of", "likeness", "mark_of", "words_of"]

#: Rows that differ in one of these are of different things: minutes of the fourth, of the fifth.
_TELLING: Final = re.compile(
    r"\d.*|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|\w*teenth|\w*tieth|(twenty|thirty|forty)\w*|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|q[1-4]"
)
LIKE: Final = 0.7
"""As alike as this, two texts may be of the same action; a person is asked to check it."""


def mark_of(topic: str, text: str) -> str:
    """By what an action is known again whatever becomes of it: its topic and its text.

    Spaces, signs and capitals make no difference.
    """
    told = "|".join(re.sub(r"[\W_]+", "", same_text(one)) for one in (topic, text))
    return hashlib.sha256(told.encode()).hexdigest()


def fingerprint_of(row: LogRow) -> str:
    """All that a row says: a row that says the same again has nothing new."""
    told = "|".join(f"{name}={same_text(text)}" for name, text in sorted(row.said.items()) if text)
    return hashlib.sha256(told.encode()).hexdigest()


def words_of(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(re.findall(r"[\w’']+", same_text(text)))


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How alike two texts are, from 0 to 1, by their words (Dice's coefficient).

    Texts that differ in a number, an ordinal or a month are not alike at all.
    """
    left, right = frozenset(one), frozenset(other)
    if not left or not right:
        return 0.0
    if any(_TELLING.fullmatch(word) for word in left ^ right):
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))
