"""The one place that tells answers anybody may keep from answers that are for one person."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import has_vary_header

from portal.findable import is_findable
from portal.responses import is_lasting, is_marked_public

#: Caches may keep the page but ask each time whether it still holds: a withdrawn record is gone
#: from the first request on, and an unchanged page costs a 304 without a body.
PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"
#: What an address spells out itself, such as the colour of a body, never has to be asked again.
LASTING = "public, max-age=31536000, immutable"


class CachingMiddleware:
    """Private and not to be stored, unless a view marked its answer as public.

    Even then it is private when a session or credentials (an empty header, too) came with the
    request, a cookie goes out with the answer, the answer varies by cookie, the method is not a
    reading one or the status neither 200 nor, of a view that was marked, 304.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set Cache-Control on every answer, and keep private ones out of search engines."""
        response = self.get_response(request)
        shared = may_be_shared(request, response)
        for_all = LASTING if is_lasting(response) else PUBLIC
        response["Cache-Control"] = for_all if shared else PRIVATE
        if not shared and not is_findable(response):
            response["X-Robots-Tag"] = "noindex"
        return response


def may_be_shared(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this answer to this request is the same for everybody."""
    return (
        is_marked_public(response)
        and response.status_code in (200, 304)
        and request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not response.cookies
        and not has_vary_header(response, "Cookie")
    )
