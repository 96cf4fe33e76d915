"""The short public pages that every site must have, and the pages of refusals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.addresses import main_url
from portal.responses import public


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not, and whom to tell."""
    context = {"canonical": main_url("accessibility/", request=request)}
    return render(request, "home/accessibility.html", context)


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal keeps about its readers, and about those who sign in."""
    context = {"canonical": main_url("privacy/", request=request)}
    return render(request, "home/privacy.html", context)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one answer to what is not there and to what is not for the person who asks."""
    return render(request, "404.html", status=404)
