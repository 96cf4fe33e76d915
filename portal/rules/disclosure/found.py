"""What a recogniser found in one passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from portal.rules.disclosure.codes import CODES
from portal.rules.disclosure.facts import Level

#: Of one kind in one passage: so many hold everything back as surely as more would.
MOST: Final = 2000


@dataclass(frozen=True)
class Found:
    """A datum in a reading.

    Attributes:
        code: its kind.
        start: where it begins in the plain text.
        end: where it ends there.
        value: its one form.
        shown: masked, where that is not simply what stands there masked.
    """

    code: str
    start: int
    end: int
    value: str
    shown: str = ""

    @property
    def level(self) -> Level:
        """How grave it is."""
        return CODES[self.code].level


def overlaps(one: Found, others: list[Found]) -> bool:
    """Whether it shares a character with any of the others."""
    return any(one.start < other.end and other.start < one.end for other in others)


def at_most(found: Iterator[Found]) -> Iterator[Found]:
    """The first of them, each datum once."""
    seen: set[tuple[str, str]] = set()
    for one in found:
        if (one.code, one.value) not in seen:
            seen.add((one.code, one.value))
            yield one
        if len(seen) >= MOST:
            return
