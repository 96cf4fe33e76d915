"""Public answers go out compressed; private ones never do."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from portal.page_cache.entries import takes_gzip
from portal.responses import is_marked_public

_LEAST: Final = 500
_TYPES: Final = ("text/", "application/atom+xml", "application/json", "application/xml")


class CompressionMiddleware:
    """Compresses what is marked public and not yet compressed, for who takes gzip.

    A page that holds a secret beside what a stranger sent would give it away by its length
    (BREACH); public pages hold none: no form token, nothing of who asks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and compress the answer."""
        response = self.get_response(request)
        if not _is_fit(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if takes_gzip(request):
            response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
            response["Content-Encoding"] = "gzip"
            response["Content-Length"] = str(len(response.content))
            if response.has_header("ETag") and not response["ETag"].startswith("W/"):
                response["ETag"] = f"W/{response['ETag']}"
        return response


def _is_fit(response: HttpResponse) -> bool:
    return (
        is_marked_public(response)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and response.get("Content-Type", "").startswith(_TYPES)
        and len(response.content) >= _LEAST
    )
