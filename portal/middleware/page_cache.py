"""Whole public pages from the shared cache, and public answers compressed."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.generations import EVERYTHING, SITE
from portal.page_cache.addresses import asked, key_of, query_names
from portal.page_cache.entries import answer, entry_at, generations_of, keep, may_be_kept
from portal.page_cache.listed import listed

#: A request inside a request is the preview of a draft under the address of the page.
_inside: ContextVar[bool] = ContextVar("inside_a_request", default=False)
_FOUND: Final = "_page_generations"


class PageCacheMiddleware:
    """Answers a listed page from what is kept, and keeps it when it is made.

    It stands outside of session, host and person, so that a kept page costs none of them; it looks
    at none of them either. Which page is listed, and on which generations it depends, is known
    once the address is resolved: they are read then, before the view reads a record, so that a
    change in between leaves nothing behind.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_on = settings.PAGE_CACHE_SECONDS > 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from what is kept, or pass on and keep the answer."""
        query = asked(request) if self.is_on and not _inside.get() else None
        key = key_of(request, query) if query is not None else None
        if key is not None:
            entry = entry_at(key)
            if entry is not None:
                return answer(request, entry)
        token = _inside.set(True)
        try:
            response = self.get_response(request)
        finally:
            _inside.reset(token)
        found = request.__dict__.pop(_FOUND, None)
        if key is None or found is None or not may_be_kept(request, response):
            return response
        return answer(request, keep(key, response, *found))

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> None:
        """Read the generations on which a listed page depends."""
        match = request.resolver_match
        rule = listed(match.view_name) if match is not None and self.is_on else None
        query = asked(request)
        if rule is None or query is None or not query_names(query) <= rule.parameters:
            return
        scopes = (SITE, str(kwargs["body"])) if rule.of_body else (EVERYTHING,)
        request.__dict__[_FOUND] = generations_of(scopes)
