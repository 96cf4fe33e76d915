"""How many wrong secrets may come from one place: a count by the hour that keeps no address.

When the cache is away nobody is held up: a secret of 256 bits needs no lock to be safe.
"""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal import clock
from portal.door.origins import address_of

#: Wrong secrets from one address within an hour; after that none is looked up, right or wrong.
WRONG_AN_HOUR: Final = 30
_SALT: Final = "portal.signed_links.guessing"
_HOUR: Final = 3600


def is_guessing(request: HttpRequest) -> bool:
    """Whether so many wrong secrets came from this address within the hour that it must wait."""
    return int(cache.get(_name(request)) or 0) >= WRONG_AN_HOUR


def note_wrong(request: HttpRequest) -> None:
    """Count a wrong secret. The name holds the hour, so the count ends with it."""
    name = _name(request)
    # Not `incr`: it would let the count go after the cache's own five minutes.
    cache.set(name, int(cache.get(name) or 0) + 1, timeout=_HOUR)


def _name(request: HttpRequest) -> str:
    where = f"{address_of(request)} {int(clock.now().timestamp()) // _HOUR}"
    return f"guess.{salted_hmac(_SALT, where, algorithm='sha256').hexdigest()[:32]}"
