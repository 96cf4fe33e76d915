"""`/find/`: from the name of a council, a county or a police force to the bodies of the area."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards import kinds
from boards.shown import shown_body
from home.finding.answers import Found, find
from home.finding.names import folded, is_postcode
from portal import clock
from portal.addresses import host_body, main_url
from portal.public import records
from portal.responses import public

_MOST_TYPED: Final = 100
_NOT_UNDERSTOOD: Final = 400


@public
def find_body(request: HttpRequest) -> HttpResponseBase:
    """The field, and with words in it (`?q=`) the answer.

    A body's own host knows that body alone, so there the reader is led to the main host.
    """
    typed = " ".join(request.GET.get("q", "").split())[:_MOST_TYPED]
    is_asked = "q" in request.GET
    if host_body(request):
        return redirect(main_url("find/") + (f"?{urlencode({'q': typed})}" if typed else ""))
    mistakes = _mistakes(typed) if is_asked else []
    return render(
        request,
        "home/find.html",
        {
            "canonical": main_url("find/", request=request),
            "typed": typed,
            "is_asked": is_asked and not mistakes,
            "found": _found(typed) if is_asked and not mistakes else Found(),
            "mistakes": mistakes,
        },
        status=_NOT_UNDERSTOOD if mistakes else HttpResponse.status_code,
    )


def _found(typed: str) -> Found:
    today = clock.today()
    rows = records(kinds.BODY)
    bodies = sorted(
        (shown_body(one.payload, today=today) for one in rows), key=lambda one: one.name
    )
    return find(typed, bodies)


def _mistakes(typed: str) -> list[tuple[str, str]]:
    if not folded(typed):
        return [("place", _("Enter the name of a council, a county or a police force"))]
    if is_postcode(typed):
        return [("place", _("Enter the name of your council; postcodes are not known here"))]
    return []
