"""The running times of a meeting, for the chair's brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Final

_DAY: Final = 24 * 60


def running_times(starts_at: time | None, minutes: Sequence[int]) -> list[time | None]:
    """When each of several items begins, and last when the meeting ends.

    `minutes` are those planned for each, 0 where none are. None instead of a time where the
    meeting has no hour yet; a meeting over midnight goes on counting from 00:00.
    """
    if starts_at is None:
        return [None] * (len(minutes) + 1)
    at = starts_at.hour * 60 + starts_at.minute
    found: list[time | None] = [starts_at]
    for planned in minutes:
        at += planned
        found.append(time(*divmod(at % _DAY, 60)))
    return found
