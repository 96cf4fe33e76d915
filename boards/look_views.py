"""A body's colour as a style sheet of one line, and its logo. Released records only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from portal.public import body_record
from portal.public_files import released_file, stream
from portal.responses import lasting, public


@public
def look_sheet(request: HttpRequest, body: str, colour: str) -> HttpResponseBase:
    """One custom property, which the style sheet of the portal uses; the address holds its value.

    The strict policy lets no page carry styles of its own. Only the body's own colour is answered.
    """
    look = body_record(body).payload.get("look") or {}
    accent = f"#{colour}"
    if not colour or look.get("accent") != accent:
        raise Http404
    return lasting(HttpResponse(f":root{{--accent:{accent}}}\n", content_type="text/css"))


@public
def logo(request: HttpRequest, body: str, name: str) -> HttpResponseBase:
    """The logo, as it was made anew for the public."""
    return stream(request, released_file(body_record(body), name), name=name, is_counted=False)
