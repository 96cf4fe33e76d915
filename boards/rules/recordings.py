"""Times in the recording of a meeting. Pure."""

from __future__ import annotations

import re
from typing import Final

_TIME: Final = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,2}):([0-5][0-9])")
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE


def seconds_of(typed: str) -> int | None:
    """The seconds of a time as in `0:42:10` or `42:10`; None for nothing.

    Raises ValueError for anything else, such as `1:75` or `95:00:00`.
    """
    text = typed.strip()
    if not text:
        return None
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
    if (found[1] and minutes >= _MINUTE) or hours >= 24:  # no meeting lasts a day
        raise ValueError(text)
    return hours * _HOUR + minutes * _MINUTE + seconds


def time_into(seconds: int) -> str:
    """How far into a recording, as in `0:42:10`."""
    minutes, rest = divmod(seconds, _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}"


def is_secure(link: str) -> bool:
    """Whether a link cannot be changed on its way: an address that begins with https://."""
    return link.lower().startswith("https://")
