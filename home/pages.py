"""Serving what editors write: Wagtail's live pages, and the front door where there is none yet."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from wagtail.models import Page

from portal.addresses import host_body
from portal.responses import public


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """A live page; the front door also before the first page has been written.

    A page that only some people may see answers as one that is not there, unless they are signed
    in already: no page hides behind a form that would give away that it exists.
    """
    route = Page.route_for_request(request, path)
    if route is None or type(route[0]) is Page:
        if path == "" and not host_body(request):
            return front_door(request)
        raise Http404
    page, args, kwargs = route
    restrictions = page.get_view_restrictions()
    if not restrictions:
        return public(lambda request: page.serve(request, *args, **kwargs))(request)
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    response: HttpResponseBase = page.serve(request, *args, **kwargs)
    return response


@public
def front_door(request: HttpRequest) -> HttpResponseBase:
    """The front page of a portal in which nobody has written one."""
    return render(request, "home/home_page.html")
