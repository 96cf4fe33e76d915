"""Which requests a kept page may answer, and under which key."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port

from portal import clock
from portal.page_cache.software import version

__all__ = ["asked", "key_of", "query_names"]

_LONGEST_PATH: Final = 300
_LONGEST_QUERY: Final = 100
_MOST_FIELDS: Final = 3
_NAME: Final = re.compile(r"[a-z_]{1,40}")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,2}")
#: Ports that a host may name: those of the schemes; that of `BASE_URL` comes to them.
_PORTS: Final = ("", "80", "443")


def asked(request: HttpRequest) -> tuple[str, ...] | None:
    """The short query in one order; None when this request is never answered from what is kept.

    That is every request but GET and HEAD, one with credentials in a header (an empty one, too),
    a long address, and a query of anything but three small numbers: a kept page must never be one
    of countless many. What the request says about caching decides nothing.
    """
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
        return None
    if len(request.path) > _LONGEST_PATH:
        return None
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return ()
    if len(query) > _LONGEST_QUERY or query.count("&") >= _MOST_FIELDS:
        return None
    fields = parse_qsl(query, keep_blank_values=True)
    if len({name for name, _value in fields}) != len(fields) or not fields:
        return None
    if not all(_NAME.fullmatch(name) and _NUMBER.fullmatch(value) for name, value in fields):
        return None
    return tuple(sorted(f"{name}={value}" for name, value in fields))


def query_names(query: tuple[str, ...]) -> frozenset[str]:
    """The names of the fields of such a query."""
    return frozenset(field.partition("=")[0] for field in query)


def key_of(request: HttpRequest, query: tuple[str, ...]) -> str | None:
    """What tells one kept page from another; None under a host name that is refused, or a port
    that nobody is sent to.

    The software, the scheme, the host with its port, the path, the query and the civil day: a
    page may say "today". The generation stands in the entry itself.
    """
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    if split_domain_port(host)[1] not in (*_PORTS, str(urlsplit(settings.BASE_URL).port or "")):
        return None
    parts = (version(), clock.today().isoformat(), request.scheme or "", host.lower())
    whole = "\n".join((*parts, request.path, *query))
    return hashlib.sha256(whole.encode()).hexdigest()
