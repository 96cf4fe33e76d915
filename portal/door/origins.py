"""Where a request comes from, and with what: for limits and for “where am I signed in”."""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

#: The first that is found in what a browser says of itself; the order matters.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def address_of(request: HttpRequest) -> str:
    """The network address of a request.

    Behind a proxy of ours it is what that proxy saw, the last that it wrote; what stands before
    it in the header came from the visitor and is believed by nobody.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.SECURE_PROXY_SSL_HEADER:
        return direct
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    return forwarded.rpartition(",")[2].strip() or direct


def device_words(request: HttpRequest) -> str:
    """Browser and system in words that a person knows, such as “Firefox, Windows”."""
    said = str(request.META.get("HTTP_USER_AGENT", ""))[:500]
    browser = next((name for sign, name in _BROWSERS if re.search(rf"\b{sign}\w*/", said)), "")
    system = next((name for sign, name in _SYSTEMS if sign in said), "")
    return ", ".join(filter(None, (browser, system))) or _("Unknown device")
