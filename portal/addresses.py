"""The one place that makes links to what bodies have published.

On the main host everything of a body lies below its slug; on the body's own host the slug is left
out. Records with a permanent key (`recommendations/<key>/`) have no slug on either.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from portal.hosts import host_of_body

__all__ = ["KEYED_SECTIONS", "body_url", "canonical_url", "host_body", "main_url"]

#: Sections whose records are addressed by their permanent key alone.
KEYED_SECTIONS: Final = frozenset(
    {"recommendations", "findings", "responses", "actions", "sources", "lines"}
)
#: Of these, those of which a body has a list of its own below its slug.
LISTED_BELOW: Final = frozenset({"sources/"})


def host_body(request: HttpRequest | None) -> str:
    """The slug of the body whose own host was asked; empty on the main host."""
    return str(getattr(request, "host_body", ""))


def body_url(body: str, path: str = "", *, request: HttpRequest | None = None) -> str:
    """The link to `path` below a body, as it is to be written on the page that is asked for.

    `body` is the permanent slug, `path` ends with a slash and begins with none. On the main host
    and on the body's own host the link stays on that host; from the host of another body, and
    without a request, it is the permanent address in full.
    """
    if request is not None:
        here = host_body(request)
        if here == body:
            return f"/{path}"
        if not here:
            return _below_main(body, path)
    return canonical_url(body, path)


def canonical_url(body: str, path: str = "") -> str:
    """The permanent address in full: on the body's own host if it has one, else the main host."""
    own = host_of_body(body)
    if own:
        return _on_host(own, f"/{path}")
    return f"{settings.BASE_URL}{_below_main(body, path)}"


def main_url(path: str, *, request: HttpRequest | None = None) -> str:
    """The address in full of a page that belongs to no body, on the host that was asked."""
    here = host_body(request)
    own = host_of_body(here) if here else ""
    return _on_host(own, f"/{path}") if own else f"{settings.BASE_URL}/{path}"


def _below_main(body: str, path: str) -> str:
    is_keyed = path.partition("/")[0] in KEYED_SECTIONS and path not in LISTED_BELOW
    if not body or is_keyed:
        return f"/{path}"
    return f"/{body}/{path}"


def _on_host(hostname: str, path: str) -> str:
    """An address on another host, with the scheme and port of BASE_URL."""
    base = urlsplit(settings.BASE_URL)
    name = f"{hostname}:{base.port}" if base.port else hostname
    return f"{base.scheme}://{name}{path}"
