"""The page on which a reader waits while their copy of a pack is made."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.models import PackFile, ReaderCopy
from boards.reading.copies import ask_for_copy, current_copy, is_marked, newest_job
from portal.models import JobState
from portal.operations import Refused
from portal.viewing import asks, visible

#: Seconds after which the browser looks again by itself, without scripting.
LOOK_AGAIN: Final = 2
_ENDED: Final = frozenset({JobState.FAILED, JobState.CANCELLED})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(PackFile, ReaderCopy)
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lead to the copy once it is there; until then say how far it is, and look again.

    Opening is logged where the copy is streamed and not here. Raises Http404 for everybody who
    may not read the pack.
    """
    rows = visible(request.user, PackFile).select_related("pack__meeting__body")
    file = rows.filter(pack__key=key, audience=PackFile.Audience.RESTRICTED).first()
    if file is None or not request.user.is_authenticated:
        raise Http404
    if not is_marked(file) or current_copy(request.user, file) is not None:
        return HttpResponseRedirect(_way_to(file, request))
    problem = ""
    job = newest_job(request.user, file)
    if job is None or request.method == "POST" or job.state == JobState.DONE:
        try:
            job = ask_for_copy(request.user, file)
        except Refused as refused:
            problem = " ".join(refused.reasons)
        if current_copy(request.user, file) is not None or (
            request.method == "POST" and not problem
        ):
            return HttpResponseRedirect(request.get_full_path())
    if not problem and job is not None and job.state in _ENDED:
        problem = job.error or _("Your copy could not be made.")
    context = {"meeting": file.pack.meeting, "pack": file.pack, "job": job, "problem": problem}
    answer = render(request, "boards/workspace/pack_copy.html", context)
    answer["Cache-Control"] = "private, no-store"
    if not problem:
        # With the address, which has no fragment: the place in the pack that stands behind the one
        # in the window would otherwise make it a jump within the page.
        answer["Refresh"] = f"{LOOK_AGAIN}; url={request.get_full_path()}"
    return answer


def _way_to(file: PackFile, request: HttpRequest) -> str:
    """The copy, at the page that the reader asked for."""
    address = reverse("boards_pack_file", args=[file.pack.key, file.audience])
    number = request.GET.get("page", "")
    return f"{address}#page={number}" if number.isascii() and number.isdigit() else address
