"""Which body a host name belongs to: a body may have host names of its own.

Each is one Wagtail `Site` whose root page is the body's front page. The floor does not know
bodies, so a higher app says which page is whose front page (`register_front_pages`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from wagtail.models import Site

__all__ = [
    "RECORD_SECTIONS",
    "body_of_host",
    "forget_hosts",
    "host_of_body",
    "is_known_host",
    "register_front_pages",
]

#: First parts of addresses that lie below a body; on the body's own host its slug is left out.
RECORD_SECTIONS: Final = frozenset(
    {"calendar.ics", "meetings", "members", "reviews", "sources", "withheld", "forward-plan"}
    | {"look", "formats", "corrections", "archive"}
)

#: Answers which page is the front page of which body: page id to permanent slug.
FrontPages = Callable[[], Mapping[int, str]]

_CACHE_KEY: Final = "portal.hosts"
_KEPT_SECONDS: Final = 3600
_front_pages: list[FrontPages] = []


def register_front_pages(source: FrontPages) -> None:
    """Say which pages are front pages of bodies; called once, when an app starts."""
    if source not in _front_pages:
        _front_pages.append(source)


def body_of_host(hostname: str) -> str:
    """The permanent slug of the body that a host name belongs to; empty for the main host."""
    return _hosts().get(hostname.lower(), "")


def host_of_body(body: str) -> str:
    """The first host name of a body's own; empty when it has none."""
    return next((name for name, owner in _hosts().items() if body and owner == body), "")


def is_known_host(hostname: str) -> bool:
    """Whether the portal answers at all under this name.

    Known are the host of BASE_URL, the host of every site, and what ALLOWED_HOSTS names in full. A
    wildcard there only lets sites have names below it; it makes no name known by itself.
    """
    name = hostname.lower()
    in_full = {host.lower() for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))}
    return name in in_full or name == urlsplit(settings.BASE_URL).hostname or name in _hosts()


def forget_hosts(**kwargs: Any) -> None:
    """Read the sites afresh, at once and again when the change has been committed.

    Connected to the signals of `Site`.
    """
    cache.delete(_CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(_CACHE_KEY))


def _hosts() -> dict[str, str]:
    """Host names of all sites, each with the body it belongs to (empty: none)."""
    held: object = cache.get(_CACHE_KEY)
    known: dict[str, str] = held if isinstance(held, dict) else {}
    if not known:
        pages: dict[int, str] = {}
        for source in _front_pages:
            pages.update(source())
        known = {
            hostname.lower(): pages.get(root, "")
            for hostname, root in Site.objects.order_by("pk").values_list(
                "hostname", "root_page_id"
            )
        }
        cache.set(_CACHE_KEY, known, _KEPT_SECONDS)
    return known
