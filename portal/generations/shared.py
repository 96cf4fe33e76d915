"""The generation as the shared cache holds it: settled under a token, or in flux.

In flux a transaction that changes what is public is under way: nobody reads or keeps a page then.
It ends with the transaction, or by itself after `FLUX_SECONDS`, where the transaction was undone
or its process killed: then it counts as settled under its own token, under which nothing was kept.
A token is drawn by lot, so that a generation which the cache lost never brings old pages back.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.core.cache.backends.dummy import DummyCache

__all__ = ["FLUX_SECONDS", "Held", "Settled", "held", "put_flux", "put_settled", "settled"]

FLUX_SECONDS: Final = 15 * 60
"""How long a transaction may be on the way before readers stop waiting for its end."""
_FOR_EVER: Final = None
_ALIAS: Final = "generations"
_log = logging.getLogger("portal.cache")


@dataclass(frozen=True)
class Settled:
    """A generation under which pages may be kept, and the moment (Unix time) since it holds."""

    token: str
    since: float


@dataclass(frozen=True)
class Held:
    """What the cache holds of one scope; `number` is that of the row, None where nobody asked."""

    token: str
    number: int | None
    since: float
    until: float
    """The end of the flux in Unix time; 0 when settled."""

    @property
    def in_flux(self) -> bool:
        """Whether a change may be on the way at this moment."""
        return self.until > time.time()


def settled(scope: str) -> Settled | None:
    """The present generation of a body or of everything; None while it is in flux or unknown.

    Asks the shared cache once, and the database never. Rubbish is read as nothing; what is missing
    begins afresh.
    """
    found = held(scope) or _begin(scope)
    if found is None or found.in_flux:
        return None
    return Settled(found.token, max(found.since, found.until))


def held(scope: str) -> Held | None:
    """What the cache holds, flux or settled; None for nothing and for rubbish."""
    found: object = _cache().get(_key(scope))
    if not isinstance(found, tuple) or len(found) != 4:
        return None
    token, number, since, until = found
    if not isinstance(token, str) or not isinstance(number, int | None):
        return None
    if not isinstance(since, float) or not isinstance(until, float):
        return None
    if until > time.time() + FLUX_SECONDS:  # a clock that went back, or rubbish
        return None
    return Held(token, number, since, until)


def put_flux(scope: str, number: int | None) -> str:
    """Say that a change is on the way, and return the token of this flux."""
    now = time.time()
    return _put(scope, number, now, now + FLUX_SECONDS)


def put_settled(scope: str, number: int | None) -> None:
    """Say that a change has been committed: pages are kept anew from now on."""
    _put(scope, number, time.time(), 0.0)


def _put(scope: str, number: int | None, since: float, until: float) -> str:
    """Write, and look whether it was written: the cache survives its faults in silence.

    Where it was not, what stands there is thrown away (a full disk can still forget), so that no
    page of before is found.
    """
    token, cache, key = token_hex(8), _cache(), _key(scope)
    before = cache.get(key)
    cache.set(key, (token, number, since, until), _FOR_EVER)
    if before is not None and cache.get(key) == before:
        cache.delete(key)
        if cache.get(key) == before:
            _log.error("The cache takes no generation: kept pages may be stale for ten minutes.")
    return token


def _begin(scope: str) -> Held | None:
    """Begin afresh; whoever comes first decides, and None where nothing can be kept."""
    cache, key = _cache(), _key(scope)
    for _attempt in range(2):
        cache.add(key, (token_hex(8), None, time.time(), 0.0), _FOR_EVER)
        found = held(scope)
        if found is not None:
            return found
        cache.delete(key)  # rubbish stands there
    return None


def _cache() -> BaseCache:
    if _ALIAS not in settings.CACHES:
        return DummyCache("", {})
    return caches[_ALIAS]


def _key(scope: str) -> str:
    return f"generation.{scope or '-'}"
