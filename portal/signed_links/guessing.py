"""How many wrong secrets may come from one place.

When the cache is away nobody is held up: a secret of 256 bits needs no lock to be safe.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from portal.address_counts import AddressCount

#: Wrong secrets from one address within an hour; after that none is looked up, right or wrong.
WRONG_AN_HOUR: Final = 30
_WRONG: Final = AddressCount("wrong secrets", seconds=3600)


def is_guessing(request: HttpRequest) -> bool:
    """Whether so many wrong secrets came from this address within the hour that it must wait."""
    return _WRONG.so_far(request) >= WRONG_AN_HOUR


def note_wrong(request: HttpRequest) -> None:
    """Count a wrong secret."""
    _WRONG.note(request)
