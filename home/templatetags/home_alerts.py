"""The way from a page to the letters about it."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from home.alerts.names import feed_named

register = template.Library()


@register.simple_tag
def alerts_address(feed: str) -> str:
    """Where one asks for letters on what a feed tells, by the address of the feed."""
    return f"{reverse('alerts')}?{urlencode({'feed': feed_named(feed)})}"
