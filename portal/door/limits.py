"""How often one may try: counted in the database, so that every process and machine counts alike.

A try is written before it is looked at. So of many at once, each sees those that came before it,
and none slips through between the count and the note. A lock is only for the address from which
the tries came: nobody can lock somebody else out. The same is done for known and unknown names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal import clock
from portal.door.origins import address_of
from portal.models import SignInTry

_SALT: Final = "portal.door.limits"
TRIES_KEPT: Final = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """How many tries within how long: for one name from one address, and for one address.

    `an_address` is None where an address of the network is counted elsewhere or not at all.
    """

    what: str
    window: timedelta
    a_name: int
    an_address: int | None = None
    #: Whether the name alone counts, wherever the tries come from.
    anywhere: bool = False


#: Ten wrong passwords for one name, or fifty tries in all, and this address waits.
PASSWORD: Final = Limit("password", timedelta(minutes=15), a_name=10, an_address=50)
#: Five wrong codes: whoever gets this far knows the password already, so they count together.
CODE: Final = Limit("code", timedelta(minutes=10), a_name=5, an_address=50, anywhere=True)
#: Letters that one may ask for.
RESET: Final = Limit("reset", timedelta(hours=1), a_name=3, an_address=20)


@dataclass(frozen=True)
class Try:
    """One try that was noted."""

    limit: Limit
    who: str
    is_too_many: bool

    def succeeded(self) -> None:
        """Forget the tries of this name: the right one has come."""
        SignInTry.objects.filter(what=self.limit.what, who=self.who).delete()


def note_try(request: HttpRequest, limit: Limit, name: str) -> Try:
    """Write down one try and say whether it is one too many."""
    origin = address_of(request)
    who = _hash("who", limit.what, name.strip().lower(), "" if limit.anywhere else origin)
    where = _hash("origin", limit.what, origin)
    moment = clock.now()
    SignInTry.objects.filter(made_at__lt=moment - TRIES_KEPT).delete()
    SignInTry.objects.create(what=limit.what, who=who, origin=where, made_at=moment)
    recent = SignInTry.objects.filter(what=limit.what, made_at__gt=moment - limit.window)
    of_name = recent.filter(who=who).count()
    is_too_many = of_name > limit.a_name
    if limit.an_address is not None:
        is_too_many |= recent.filter(origin=where).count() > limit.an_address
    return Try(limit, who, is_too_many)


def _hash(*parts: str) -> str:
    return salted_hmac(_SALT, "\0".join(parts), algorithm="sha256").hexdigest()
