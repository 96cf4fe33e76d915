"""How many letters may be asked for: from one place of the network, and for one address.

What comes from one place is counted as for every public form (`portal.public_forms`); what goes to
one address by `portal.door`: hashed, in the database, gone after a day.
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
_ADDRESS: Final = Limit("alert_to", timedelta(days=1), a_name=TO_ONE_ADDRESS, anywhere=True)


def is_flooded(request: HttpRequest, address: str) -> bool:
    """Note one more letter for an address, and whether it has been sent too many of them."""
    return note_try(request, _ADDRESS, address).is_too_many
