"""Addresses at which letters are refused for good."""

from __future__ import annotations

from collections.abc import Iterable

from portal import clock
from portal.models import BouncingAddress


def note_bounce(address: str, said: str) -> None:
    """Note that an address was refused for good, with the server's words."""
    now = clock.now()
    BouncingAddress.objects.update_or_create(
        address=address.lower(),
        defaults={"last_at": now, "said": said},
        create_defaults={"since": now, "last_at": now, "said": said},
    )


def note_taken(address: str) -> None:
    """A letter to this address was taken: it bounces no more."""
    BouncingAddress.objects.filter(address=address.lower()).delete()


def bouncing(addresses: Iterable[str]) -> dict[str, BouncingAddress]:
    """Which of these addresses bounce, in lower case, with when and why."""
    wanted = {address.lower() for address in addresses if address}
    return {one.address: one for one in BouncingAddress.objects.filter(address__in=wanted)}
