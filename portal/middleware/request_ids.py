"""A number for each request, so that the lines of one request can be put together again."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

_current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """Gives every request a number of our own making; nothing that a stranger sent is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep the number for as long as the request lasts."""
        token = _current.set(uuid4().hex)
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)


def current_request_id() -> str:
    """The number of the request that is being answered; empty outside of one."""
    return _current.get()
