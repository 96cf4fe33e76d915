"""Addresses below /api/."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path

from home.api import views
from home.api.interface import VERSION, api
from home.opendata.answering import View, open_to_programs
from home.opendata.throttling import REQUESTS


def _as_get(view: View[...]) -> View[...]:
    """Ninja knows no HEAD: it is answered as GET, and the server leaves the content out."""

    @wraps(view, assigned=("__name__", "__doc__"))
    def inner(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked, request.method = request.method, "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked

    return inner


_patterns, _app, _namespace = api.urls

#: The addresses of the data sets, each as ninja answers it, with limits and for every origin.
_OF_SETS: list[URLPattern] = [
    path(
        f"v{VERSION}/{one.pattern}",
        open_to_programs(REQUESTS)(_as_get(one.callback)),
        name=f"api-{one.name}",
    )
    for one in _patterns
    if isinstance(one, URLPattern) and one.name != "api-root"
]

urlpatterns: list[URLPattern] = [
    path("", views.about, name="api"),
    path("openapi.json", views.openapi, name="api-description"),
    *_OF_SETS,
    re_path(r"^.*$", views.nothing, name="api-nothing"),
]
