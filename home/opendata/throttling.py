"""How often one network address may ask within a minute; nothing kept leads back to anybody."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal import clock
from portal.door.origins import address_of

_SALT: Final = "home.opendata.throttling"
WINDOW: Final = 60
#: What is counted, with the setting that says how often.
REQUESTS: Final = "API_REQUESTS_A_MINUTE"
DOWNLOADS: Final = "DATA_DOWNLOADS_A_MINUTE"


def seconds_left() -> int:
    """How long the minute still is that is counted in, in seconds."""
    return WINDOW - int(clock.now().timestamp()) % WINDOW


def is_too_often(request: HttpRequest, what: str) -> bool:
    """Count one request, and say whether it is one too many.

    An address that is not known, and a setting of 0, have no limit. When the cache is away nobody
    is held up.
    """
    most = int(getattr(settings, what))
    origin = address_of(request)
    if not most or not origin:
        return False
    minute = int(clock.now().timestamp()) // WINDOW
    where = salted_hmac(_SALT, f"{what}\0{origin}\0{minute}", algorithm="sha256").hexdigest()
    name = f"opendata.{where[:32]}"
    asked = int(cache.get(name) or 0) + 1
    cache.set(name, asked, WINDOW * 2)
    return asked > most
