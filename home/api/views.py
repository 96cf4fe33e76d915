"""`/api/`: the page that explains the interface, its description for programs, and the rest."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from home.api.description import description
from home.opendata.answering import open_to_programs
from home.opendata.sets import SETS
from home.opendata.throttling import REQUESTS
from portal.addresses import main_url
from portal.open_answers import opened, problem
from portal.responses import public


def about(request: HttpRequest) -> HttpResponseBase:
    """The page."""
    return opened(_page(request))


@public
def _page(request: HttpRequest) -> HttpResponse:
    context = {
        "canonical": main_url("api/", request=request),
        "sets": list(SETS.values()),
    }
    return render(request, "home/api.html", context)


@open_to_programs(REQUESTS)
def openapi(request: HttpRequest) -> HttpResponseBase:
    """The description in OpenAPI 3.1."""
    return JsonResponse(description(request))


@open_to_programs(REQUESTS)
def nothing(request: HttpRequest, /, **kwargs: Any) -> HttpResponseBase:
    """Every address below /api/ that there is not."""
    return problem(404, "unknown", says="There is nothing at this address. See /api/.")
