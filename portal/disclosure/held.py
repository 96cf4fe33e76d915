"""What held back a save that goes out at once, so that it can be cleared and the save repeated.

Such a save is undone as a whole, and the words with it. What was found is remembered for a day, in
the cache, which no rollback undoes: masked words and marks, never the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.cache import cache

from portal.disclosure.found import Found

SECONDS: Final = 24 * 60 * 60
MOST: Final = 200


def remember_held(matter: str, found: Sequence[Found]) -> None:
    """Keep what held a matter back; what was kept before is replaced."""
    rows = [(one.digest, one.source, dict(one.facts)) for one in found if not one.sha256]
    if rows:
        cache.set(_key(matter), rows[:MOST], SECONDS)


def forget_held(matter: str) -> None:
    """Once the matter has gone out, nothing of it is held back."""
    cache.delete(_key(matter))


def held_in(matter: str) -> list[Found]:
    """What held a matter back when somebody saved it last; none when that is long ago."""
    rows: list[tuple[str, str, dict[str, Any]]] = cache.get(_key(matter)) or []
    return [Found(digest, source, facts) for digest, source, facts in rows]


def _key(matter: str) -> str:
    return f"disclosure.held.{matter}"
