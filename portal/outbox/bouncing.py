"""Addresses at which letters are refused for good."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.functions import Lower

from portal import clock
from portal.models import BouncingAddress, OutboxLetter, User


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


def forget_strangers(addresses: Iterable[str]) -> int:
    """Delete what is noted of these addresses where nothing else here holds them any more.

    That is an address with neither a letter nor an account. Returns how many there were.
    """
    wanted = set(bouncing(addresses))
    if not wanted:
        return 0
    letters = OutboxLetter.objects.annotate(address=Lower("to")).filter(address__in=wanted)
    users = User.objects.annotate(address=Lower("email")).filter(address__in=wanted)
    for rows in (letters, users):
        wanted.difference_update(rows.values_list("address", flat=True))
    return BouncingAddress.objects.filter(address__in=wanted).delete()[0]
