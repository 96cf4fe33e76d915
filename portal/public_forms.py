"""What every form for strangers needs: a stamp of its beginning, and a count that keeps no address.

The address of the network is hashed with the key of the portal, the form and the hour, so that
nothing in the cache leads back to anybody. When the cache is away nobody is held up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal import clock

__all__ = ["PublicForm"]

_HOUR: Final = 3600


@dataclass(frozen=True)
class PublicForm:
    """A form that anybody may send.

    Attributes:
        name: its own, so that a stamp of one form is none of another.
        per_address: how often it may come from one address of the network within an hour.
    """

    name: str
    per_address: int

    def stamp(self) -> str:
        """The moment at which a form was handed out, signed."""
        return Signer(salt=self.name).sign(str(int(clock.now().timestamp())))

    def started_at(self, stamped: str) -> datetime | None:
        """The moment that a form brings back; None when it was not one of ours."""
        try:
            return datetime.fromtimestamp(int(Signer(salt=self.name).unsign(stamped)), UTC)
        except (BadSignature, ValueError):
            return None

    def is_too_much(self, request: HttpRequest, key: str) -> bool:
        """Whether as much has come from this address within the hour as people send."""
        if not _where(request):
            return False
        return int(cache.get(self._counted(request, key)) or 0) >= self.per_address

    def note_one(self, request: HttpRequest, key: str) -> None:
        """Count one that was kept."""
        name = self._counted(request, key)
        cache.add(name, 0, timeout=_HOUR)
        cache.set(name, int(cache.get(name) or 0) + 1, timeout=_HOUR)

    def _counted(self, request: HttpRequest, key: str) -> str:
        hour = int(clock.now().timestamp()) // _HOUR
        where = f"{_where(request)} {key} {hour}"
        return f"form.{salted_hmac(self.name, where, algorithm='sha256').hexdigest()[:32]}"


def _where(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy, what the proxy nearest to us says it saw.

    Empty where that is not known: then only the form as a whole has its limit.
    """
    if not settings.SECURE_PROXY_SSL_HEADER:
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
