"""The short public pages that every site must have, and the pages of refusals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.statements.accessibility import (
    CHECKED_ON,
    FILES_EXEMPT_BEFORE,
    in_all,
    state_of_bodies,
)
from home.statements.privacy import times
from home.statements.welsh import state_of_welsh
from portal.addresses import host_body, main_url
from portal.responses import public


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not, and whom to tell."""
    bodies = state_of_bodies(host_body(request))
    context = {
        "canonical": main_url("accessibility/", request=request),
        "bodies": bodies,
        "papers": in_all(bodies),
        "checked_on": CHECKED_ON,
        "exempt_before": FILES_EXEMPT_BEFORE,
        "welsh": state_of_welsh(host_body(request)),
        "working_days": times().format_working_days,
    }
    return render(request, "home/accessibility.html", context)


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal keeps about its readers, and about those who sign in."""
    context = {"canonical": main_url("privacy/", request=request), "times": times()}
    return render(request, "home/privacy.html", context)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one answer to what is not there and to what is not for the person who asks."""
    return render(request, "404.html", status=404)
