"""How often something came from one network address: a count that keeps no address.

The address is hashed with the key of the portal, what is counted and the time, so that nothing in
the cache leads back to anybody. When the cache is away nothing is counted and nobody is held up.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal import clock
from portal.door.origins import address_of

__all__ = ["AddressCount"]


@dataclass(frozen=True)
class AddressCount:
    """A count for each address, which begins anew with each hour, minute or what it is.

    What comes from an address that is not known (a server behind a socket) is not counted.

    Attributes:
        name: what is counted, so that one count is none of another.
        seconds: how long it runs, in seconds; all addresses begin anew at the same moment.
    """

    name: str
    seconds: int

    def so_far(self, request: HttpRequest, part: str = "") -> int:
        """How often it came from this address in the time that runs."""
        return int(cache.get(self._key(request, part)) or 0)

    def note(self, request: HttpRequest, part: str = "") -> int:
        """Count one more, and return how many there are with it.

        Not by `incr`, which lets a count go after the cache's own five minutes.
        """
        if not address_of(request):
            return 0
        key = self._key(request, part)
        count = int(cache.get(key) or 0) + 1
        cache.set(key, count, timeout=self.seconds)
        return count

    def seconds_left(self) -> int:
        """How long the time that runs still runs, in seconds."""
        return self.seconds - int(clock.now().timestamp()) % self.seconds

    def _key(self, request: HttpRequest, part: str) -> str:
        turn = int(clock.now().timestamp()) // self.seconds
        counted = f"{part}\0{address_of(request)}\0{turn}"
        digest = salted_hmac(f"portal.address_counts.{self.name}", counted, algorithm="sha256")
        return f"count.{digest.hexdigest()[:32]}"
