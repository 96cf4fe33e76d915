"""`/verify/`: whoever holds a file learns whether it was published here, and what became of it.

The file stays on the reader's computer: its fingerprint is made in the page, or by a tool of the
reader's own, and only that is sent.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from home.verified_files import verified_files
from portal.addresses import main_url
from portal.published_files import read_fingerprint
from portal.responses import public

_UNPROCESSABLE = 422


@public
def verify(request: HttpRequest) -> HttpResponse:
    """The form, and with a fingerprint (`?sha256=`) the answer; the same for everybody."""
    typed = request.GET.get("sha256", "").strip()[:500]
    is_asked = "sha256" in request.GET
    fingerprint = read_fingerprint(typed)
    mistakes: list[tuple[str, str]] = []
    if is_asked and not typed:
        mistakes = [("sha256", _("Choose a file, or enter its fingerprint"))]
    elif is_asked and not fingerprint:
        mistakes = [("sha256", _("A SHA-256 fingerprint has 64 characters: 0 to 9 and a to f"))]
    context = {
        "canonical": main_url("verify/", request=request),
        "typed": typed,
        "fingerprint": fingerprint,
        "found": verified_files(fingerprint) if fingerprint else [],
        "mistakes": mistakes,
    }
    return render(request, "home/verify.html", context, status=_UNPROCESSABLE if mistakes else 200)
