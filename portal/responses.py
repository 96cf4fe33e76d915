"""How a view says that its answer is the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from portal.addresses import body_url
from portal.public import Gone, Moved

__all__ = ["is_lasting", "is_marked_public", "lasting", "mark_public", "public"]

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def mark_public(response: HttpResponseBase) -> HttpResponseBase:
    """Say that this answer is the same for everybody, so that it may be cached."""
    response.is_public = True  # type: ignore[attr-defined]
    return response


def is_marked_public(response: HttpResponseBase) -> bool:
    """Whether a view said so. `portal.middleware.caching` decides whether it is followed."""
    return bool(getattr(response, "is_public", False))


def lasting(response: HttpResponse) -> HttpResponse:
    """Say that this address answers the same for ever, and with nothing that could be taken back.

    Only for what the address itself spells out, such as a colour; never for a record or a file.
    """
    response.is_lasting = True  # type: ignore[attr-defined]
    return response


def is_lasting(response: HttpResponseBase) -> bool:
    """Whether a view said so."""
    return bool(getattr(response, "is_lasting", False))


def public(view: View[Arguments]) -> View[Arguments]:
    """Mark a view that reads released records only and never looks at who is asking.

    It answers GET and HEAD. What was withdrawn answers 410 with its reason, what has a newer
    address redirects there; neither is cached.
    """

    @wraps(view)
    def inner(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        try:
            return mark_public(view(request, *args, **kwargs))
        except Gone as gone:
            return render(request, "410.html", gone.as_context(), status=410)
        except Moved as moved:
            return redirect(body_url(moved.body, moved.path, request=request))

    return inner
