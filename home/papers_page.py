"""All papers that somebody may read in private: packs to come with what changed, and older ones."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.models import Meeting, PackFile
from home.landing.meetings import coming
from home.landing.papers import restricted
from home.landing.reader import Reader
from portal.viewing import asks


@login_required
@require_safe
@asks(Meeting, PackFile)
def papers(request: HttpRequest) -> HttpResponse:
    """The next meetings and every restricted pack; somebody without papers is told so."""
    reader = Reader.of(request)
    found = [part for part in (coming(reader), restricted(reader, most=None)) if part]
    parts = [part for part in found if part.lines]
    return render(request, "home/papers.html", {"parts": parts})
