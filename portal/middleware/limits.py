"""Requests that nobody sends who wants to read or write: refused before anything looks at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.open_answers import API_ROOT, problem

BYTES_A_MEGABYTE: Final = 1024 * 1024


class RequestLimitsMiddleware:
    """Answers 400 to an over-long query, to thousands of fields, to NUL and to a huge body.

    A query of a hundred thousand characters costs a search its time, and PostgreSQL refuses a NUL
    with a fault. Files and forms have limits of their own below this one; this one says no before
    a byte of the body is read. The length is the one that the request names: without it, the
    server hands Django no body at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or refuse it."""
        if is_beyond_limits(request):
            if request.path_info.startswith(API_ROOT):
                return problem(400, "request", says="The request is too long, or holds NUL.")
            return render(None, "400.html", status=400)
        return self.get_response(request)


def is_beyond_limits(request: HttpRequest) -> bool:
    """Whether address, query, cookie or announced body are what nobody sends who reads."""
    query: str = request.META.get("QUERY_STRING", "")
    if len(query) > settings.MAX_QUERY_LENGTH or query.count("&") >= settings.MAX_QUERY_FIELDS:
        return True
    if "\x00" in request.path or "%00" in query or "\x00" in query:
        return True
    if "\0" in request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""):  # written as \000
        return True
    return _announced(request) > settings.MAX_REQUEST_MEGABYTES * BYTES_A_MEGABYTE


def _announced(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isascii() and length.isdigit() else 0
