"""The host decides whose site is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port

from portal.hosts import RECORD_SECTIONS, body_of_host, is_known_host

#: Whether the process is alive must not hang on a table of sites.
UNHOSTED: Final = frozenset({"/healthz", "/readyz"})


class BodyHostMiddleware:
    """Answers only under known names, and on a body's own host with that body alone.

    There `request.host_body` is the body's slug, and sections of its records need no slug; the
    pages of every other body answer 404. Only `path_info` is rewritten, so that redirects and
    links keep the address that was asked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the body of the host; raises DisallowedHost (status 400) for an unknown name."""
        if request.path_info in UNHOSTED:
            return self.get_response(request)
        hostname = split_domain_port(request.get_host())[0]
        if not is_known_host(hostname):
            raise DisallowedHost(f"No site has the host name {hostname!r}.")
        body = body_of_host(hostname)
        request.host_body = body  # type: ignore[attr-defined]
        if body:
            _empty, _slash, rest = request.path_info.partition("/")
            first, _slash, below = rest.partition("/")
            if first in RECORD_SECTIONS:
                request.path_info = f"/{body}{request.path_info}"
            elif first == body and request.method in ("GET", "HEAD"):
                query = request.META.get("QUERY_STRING", "")
                address = "/" + below.lstrip("/\\")
                return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> None:
        """Refuse the pages of another body; raises Http404."""
        body = getattr(request, "host_body", "")
        if body and kwargs.get("body", body) != body:
            raise Http404
