"""What has to be seen to before a meeting is over: a registry that higher apps fill at start-up.

A meeting is concluded once nothing of it is left (`boards.operations.meeting_moves`). Boards do not
know what actions are; whoever does says what of them is left, and where the clerk sees to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from boards.models import Meeting


@dataclass(frozen=True)
class OpenBusiness:
    """Something left: how many, in one sentence that says what to do, and the page to do it."""

    count: int
    sentence: str
    url: str


#: What is left at a meeting; None where nothing is.
Finder = Callable[[Meeting], OpenBusiness | None]
_FINDERS: Final[list[Finder]] = []


def register_open_business(finder: Finder) -> None:
    """Register one; an app does so from `ready()`."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def open_business(meeting: Meeting) -> Sequence[OpenBusiness]:
    """Everything that is left at a meeting."""
    return [one for finder in _FINDERS if (one := finder(meeting)) is not None]
