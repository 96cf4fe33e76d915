"""The headers that every answer carries, whichever layer made it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class HeadersMiddleware:
    """Stands outermost, so that refusals and redirects of the layers below have the headers too.

    Django's own security layer adds them only to answers that come from below it: its redirect to
    HTTPS and its refusal of a foreign host went out without. A view may send a stricter value.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and complete the answer."""
        response = self.get_response(request)
        for name, value in settings.HEADERS_ON_EVERY_ANSWER.items():
            response.headers.setdefault(name, value)
        return response
