"""Welsh pages below `/cy/`: outside of the kept pages the language, inside of them the links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.utils import translation

from portal.welsh.bodies import has_welsh, welsh_bodies
from portal.welsh.language import LANGUAGE, PREFIX, below_prefix, is_welsh
from portal.welsh.links import keep_in_welsh
from portal.welsh.pages import is_welsh_name

_BELOW: Final = "_is_below_the_welsh_prefix"
_LED_OUT: Final = "_leads_to_english"


class WelshMiddleware:
    """Speaks Welsh for a request below the prefix, and what it spoke before when that is over.

    Only `path_info` loses the prefix here: `path` keeps it for the layer that keeps whole pages,
    so that both languages of a page are kept apart. Nothing is sent in below the prefix: letters
    and the log are written in English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in Welsh, while any body has Welsh."""
        path = below_prefix(request.path_info)
        if path is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        request.path_info = path
        request.__dict__[_BELOW] = True
        if not welsh_bodies(request):
            return self.get_response(request)
        with translation.override(LANGUAGE):
            return self.get_response(request)


class WelshLinksMiddleware:
    """Shows everything inside the plain address, and puts the prefix into what comes out.

    What cannot be read in Welsh leads on to its plain address: a file, a form, the workspace, and
    the pages of a body without Welsh.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep the reader in Welsh."""
        if _BELOW not in request.__dict__:
            return self.get_response(request)
        asked = request.path
        request.path = asked.replace(f"{PREFIX}/", "/", 1)
        try:
            response = self.get_response(request)
        finally:
            request.path = asked
        if is_welsh() and not hasattr(response, _LED_OUT):
            keep_in_welsh(response)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead to the plain address where there is no Welsh page."""
        match = request.resolver_match
        if _BELOW not in request.__dict__ or match is None:
            return None
        if is_welsh_name(match.view_name) and has_welsh(request, kwargs):
            return None
        response = HttpResponseRedirect(request.get_full_path())
        setattr(response, _LED_OUT, True)
        return response
