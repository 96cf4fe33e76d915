"""How much may come from one place: a count by the hour that keeps no address.

The address of the network is hashed with the key of the portal, the call and the hour, so that
nothing in the cache leads back to anybody. When the cache is away nobody is held up.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal import clock
from scrutiny.rules.calls import PER_ADDRESS

_SALT: Final = "scrutiny.calling.throttling"
_HOUR: Final = 3600


def stamp() -> str:
    """The moment at which a form was handed out, signed."""
    return Signer(salt=_SALT).sign(str(int(clock.now().timestamp())))


def started_at(stamped: str) -> datetime | None:
    """The moment that a form brings back; None when it was not one of ours."""
    try:
        return datetime.fromtimestamp(int(Signer(salt=_SALT).unsign(stamped)), UTC)
    except (BadSignature, ValueError):
        return None


def is_too_much(request: HttpRequest, key: str) -> bool:
    """Whether as much has come from this address within the hour as people send."""
    if not _where(request):
        return False
    return int(cache.get(_name(request, key)) or 0) >= PER_ADDRESS


def note_one(request: HttpRequest, key: str) -> None:
    """Count one that was kept."""
    name = _name(request, key)
    cache.add(name, 0, timeout=_HOUR)
    cache.set(name, int(cache.get(name) or 0) + 1, timeout=_HOUR)


def _where(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy, what the proxy nearest to us says it saw.

    Empty where that is not known: then only the call as a whole has its limit.
    """
    if not settings.SECURE_PROXY_SSL_HEADER:
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()


def _name(request: HttpRequest, key: str) -> str:
    hour = int(clock.now().timestamp()) // _HOUR
    where = f"{_where(request)} {key} {hour}"
    return f"call.{salted_hmac(_SALT, where, algorithm='sha256').hexdigest()[:32]}"
