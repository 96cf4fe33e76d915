"""How many letters may be asked for: from one place of the network, and for one address.

The counts are those of `portal.door`: hashed, in the database, gone after a day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.http import HttpRequest

from portal.door.limits import Limit, note_try

#: From one network address within an hour; a whole office may sit behind one.
FROM_ONE_PLACE: Final = 20
#: Letters that ask one address to confirm, within a day; more are not posted, without a word.
TO_ONE_ADDRESS: Final = 10
_NO_LIMIT: Final = 1_000_000
_PLACE: Final = Limit("alert_from", timedelta(hours=1), a_name=_NO_LIMIT, an_address=FROM_ONE_PLACE)
_ADDRESS: Final = Limit(
    "alert_to", timedelta(days=1), a_name=TO_ONE_ADDRESS, an_address=_NO_LIMIT, anywhere=True
)


def is_too_much(request: HttpRequest) -> bool:
    """Note that somebody asks, and whether too much has come from where they are."""
    return note_try(request, _PLACE, "").is_too_many


def is_flooded(request: HttpRequest, address: str) -> bool:
    """Note one more letter for an address, and whether it has been sent too many of them."""
    return note_try(request, _ADDRESS, address).is_too_many
