"""What one process remembers of small answers of the database, for as long as they hold."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from portal.generations.scopes import SITE
from portal.generations.shared import settled

Value = TypeVar("Value")

_LONGEST: Final = 600
_MOST: Final = 256


class Remembered(Generic[Value]):
    """Answers by a word, each under one generation: the site's, where no release changes them.

    The generation is asked each time, so that a change anywhere ends what every process remembers;
    while one is on the way nothing is remembered.
    """

    def __init__(self, scope: str = SITE) -> None:
        self._scope = scope
        self._known: dict[str, tuple[str, float, Value]] = {}

    def get(self, word: str, read: Callable[[], Value]) -> Value:
        """What is known of `word`, or what `read` finds now."""
        present = settled(self._scope)
        if present is None:
            return read()
        known = self._known.get(word)
        if known is not None and known[0] == present.token and known[1] > time.time():
            return known[2]
        found = read()
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[word] = (present.token, time.time() + _LONGEST, found)
        return found
