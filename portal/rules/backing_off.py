"""When a letter that was not taken is tried again. No chance in it: a test can say when."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

_MINUTES: Final = (1, 5, 15, 60, 120, 240)
_LATER: Final = timedelta(hours=6)
#: How long a letter is tried that the server answers with “not now” (RFC 5321, section 4.5.4.1,
#: asks for at least four to five days from a relay; what reminds of a day is old after two).
GIVE_UP_AFTER: Final = timedelta(days=2)
#: While no server can be reached at all nothing is given up, and it is tried at least hourly.
_UNREACHED_AT_MOST: Final = timedelta(hours=1)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 1, 5, 15, 60, 120, 240 minutes, then six hours."""
    return timedelta(minutes=_MINUTES[attempts - 1]) if attempts <= len(_MINUTES) else _LATER


def wait_unreached(attempts: int) -> timedelta:
    """The same while there is no server to be reached: never longer than an hour."""
    return min(wait_after(attempts), _UNREACHED_AT_MOST)


def is_given_up(in_trouble_for: timedelta) -> bool:
    """Whether a letter that was refused for this long is tried no more."""
    return in_trouble_for >= GIVE_UP_AFTER
