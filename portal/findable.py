"""Public forms that search engines may find, though each asker gets one of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase

__all__ = ["findable", "is_findable"]

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def findable(view: View[Arguments]) -> View[Arguments]:
    """Let search engines find the form that a public view shows, though it is made for each asker.

    What the view answers to a form that was sent stays out of them.
    """

    @wraps(view)
    def inner(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response.is_findable = True  # type: ignore[attr-defined]
        return response

    return inner


def is_findable(response: HttpResponseBase) -> bool:
    """Whether a view said so."""
    return bool(getattr(response, "is_findable", False))
