"""Old addresses that lead on: those that an administrator entered, and those of renamed pages.

Wagtail keeps the rows; answering them is ours. A redirect leads to a page only while everybody may
read that page, so that it gives away no title of a draft or of a page for few. Nothing of the
request is ever a part of the address that it leads to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.db.models import F
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from home.open_pages import link_to, open_pages

#: Below these a 404 says nothing of what there is, and no row may say otherwise.
_NEVER_BELOW: Final = (
    "/admin/",
    "/workspace/",
    "/documents/",
    "/images/",
    "/answer/",
    "/letters/",
    "/api/",
    "/static/",
)
_LONGEST: Final = 255


class RedirectMiddleware:
    """Looks an address up that nothing answers to. Stands innermost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as before, or lead on from what is not there."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if request.path.startswith(_NEVER_BELOW):
            return response
        found = redirect_for(request)
        target = target_of(found, request) if found else ""
        if found is None or not target or target == request.path:
            return response
        if found.is_permanent:
            return HttpResponsePermanentRedirect(target)
        return HttpResponseRedirect(target)


def redirect_for(request: HttpRequest) -> Redirect | None:
    """The row for this address with its query, else without; one for this host before others."""
    site = Site.find_for_request(request)
    asked = [
        Redirect.normalise_path(path, decode_unicode=False)
        for path in (request.get_full_path(), request.path)
    ]
    paths = list(dict.fromkeys([*asked, *(uri_to_iri(path) for path in asked)]))
    paths = [path for path in paths if "\0" not in path and len(path) <= _LONGEST]
    rows = Redirect.get_for_site(site).filter(old_path__in=paths)
    found: list[Redirect] = sorted(
        rows.order_by(F("site").desc(nulls_last=True), "pk"),
        key=lambda one: "?" not in one.old_path,
    )
    return found[0] if found else None


def target_of(row: Redirect, request: HttpRequest) -> str:
    """Where a row leads; empty where it may not lead now."""
    if row.redirect_page_id:
        page = open_pages(Page.objects.filter(pk=row.redirect_page_id)).first()
        return link_to(page, request=request) if page else ""
    link = str(row.redirect_link)
    return link if urlsplit(link).scheme in ("http", "https") else ""
