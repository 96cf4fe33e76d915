"""How often one network address may ask within a minute."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest

from portal.address_counts import AddressCount

#: What is counted, with the setting that says how often.
REQUESTS: Final = "API_REQUESTS_A_MINUTE"
DOWNLOADS: Final = "DATA_DOWNLOADS_A_MINUTE"
_ASKED: Final = AddressCount("open data", seconds=60)

#: How long the minute still is that is counted in, in seconds.
seconds_left = _ASKED.seconds_left


def is_too_often(request: HttpRequest, what: str) -> bool:
    """Count one request, and say whether it is one too many; a setting of 0 is no limit."""
    most = int(getattr(settings, what))
    return bool(most) and _ASKED.note(request, what) > most
