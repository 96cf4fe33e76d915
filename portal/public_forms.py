"""What every form for strangers needs: a stamp of its beginning, and how often it may come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from portal import clock
from portal.address_counts import AddressCount

__all__ = ["PublicForm"]


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
        return self._count().so_far(request, key) >= self.per_address

    def note_one(self, request: HttpRequest, key: str) -> None:
        """Count one that was kept."""
        self._count().note(request, key)

    def _count(self) -> AddressCount:
        return AddressCount(self.name, seconds=3600)
