"""What the answers of data and interface have in common: methods, limits, who may read them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from home.opendata.throttling import is_too_often, seconds_left
from portal.open_answers import API_ROOT, opened, preflight, problem, refused_method
from portal.responses import mark_public

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]
_READING: Final = ("GET", "HEAD")
_TOO_MANY: Final = 429


def open_to_programs(counted: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Mark a view that reads released records only, and that programs of others ask.

    It answers GET, HEAD and OPTIONS to every origin, at most so often as the setting `counted`
    says, 304 to whoever has the answer already, and sets no cookie.
    """

    def marked(view: View[Arguments]) -> View[Arguments]:
        @csrf_exempt  # nothing is taken, so nothing can be forged; a writer is told 405
        @wraps(view)
        def inner(
            request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponseBase:
            if request.method == "OPTIONS":
                return preflight()
            if request.method not in _READING:
                return refused_method()
            if is_too_often(request, counted):
                return _wait(request)
            return _finished(request, view(request, *args, **kwargs))

        return inner

    return marked


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer with its headers; 304 without a body when it is the same as before."""
    if isinstance(response, HttpResponse) and response.status_code == 200:
        set_response_etag(response)
        etag = response.get("ETag")  # none without a body
        unchanged = get_conditional_response(request, etag=etag, response=response)
        if unchanged is not None and unchanged is not response:
            return opened(mark_public(unchanged))
    return opened(mark_public(response))


def _wait(request: HttpRequest) -> HttpResponseBase:
    """Too many: to programs as JSON; to a person who clicked a file, a sentence to read."""
    what = "Too many requests from this address. Wait a minute"
    if request.path.startswith(API_ROOT):
        says = f"{what}, or take whole files from /data/."
        response: HttpResponse = problem(_TOO_MANY, "too-many", says=says)
    elif "text/html" in request.headers.get("Accept", ""):
        text = _("Many files were fetched from your connection. Wait a minute, then try again.")
        response = opened(HttpResponse(text, content_type="text/plain", status=_TOO_MANY))
    else:
        response = problem(_TOO_MANY, "too-many", says=f"{what}, then ask again.")
    response["Retry-After"] = str(seconds_left())
    return response
