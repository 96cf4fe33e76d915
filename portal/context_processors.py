"""What every template of ours may use, beside what its view hands over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.addresses import host_body
from portal.welsh import is_welsh


def portal(request: HttpRequest) -> dict[str, Any]:
    """The name of the portal, whose host was asked, the language, whether it is a demonstration."""
    return {
        "portal_name": settings.WAGTAIL_SITE_NAME,
        "host_body": host_body(request),
        "is_welsh": is_welsh(),
        "is_demonstration": getattr(settings, "DEMONSTRATION", False),
    }
