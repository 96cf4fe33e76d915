"""Built packs from private storage, for those who may read them and for nobody else.

A pack in preparation is for the officers and the chair, who check the very file that is to go
out. Once it is out, the restricted pack is read by everybody, officers too, in a copy with their
own name on each page (`boards.reading.copies`), and in no other way. Everybody else gets the
answer of a pack that does not exist.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from boards.media_views import keep_private
from boards.models import PackFile, ReaderCopy
from boards.reading.copies import ask_for_copy, current_copy, is_marked
from boards.reading.openings import note_opening
from boards.viewing import ISSUED
from portal.operations import Refused
from portal.viewing import asks, find

_log = logging.getLogger("portal.media")


@require_safe
@asks(PackFile)
def pack_file(request: HttpRequest, key: UUID, audience: str) -> HttpResponseBase:
    """Stream the built file of a pack for one audience; who opens a restricted one is logged.

    Where the reader's copy is still to be made, the answer leads to the page on which they wait.
    Raises Http404 for everybody who may not read it, and for no pack at all.
    """
    found = find(request, PackFile, pack__key=key, audience=audience)
    stored = found.storage_name
    if is_marked(found):
        copy = current_copy(request.user, found) or _made_at_once(request, found)
        if copy is None:
            return _to_waiting(request, found)
        stored = copy.storage_name
    try:
        content = default_storage.open(stored, "rb")
    except FileNotFoundError as error:
        _log.error("A stored file is missing: %s", stored)
        raise Http404 from error
    if request.method == "GET" and found.pack.state in ISSUED:
        note_opening(request.user, found.pack)
    name = f"{found.pack.meeting.held_on.isoformat()}-pack-{found.pack.number}-{audience}.pdf"
    response = FileResponse(content, filename=name, content_type="application/pdf")
    return keep_private(response)


def _made_at_once(request: HttpRequest, file: PackFile) -> ReaderCopy | None:
    """Ask for the copy; where there is no worker it is made within the request."""
    if request.method != "GET" or not request.user.is_authenticated:
        return None
    try:
        ask_for_copy(request.user, file)
    except Refused:
        return None  # the page on which they wait says why
    return current_copy(request.user, file)


def _to_waiting(request: HttpRequest, file: PackFile) -> HttpResponseRedirect:
    page = request.GET.get("page", "")
    place = f"?page={page}" if page.isascii() and page.isdigit() else ""
    response = HttpResponseRedirect(reverse("workspace_pack_copy", args=[file.pack.key]) + place)
    response["Cache-Control"] = "private, no-store"
    return response


urlpatterns: list[URLPattern] = [
    path("documents/packs/<uuid:key>/<slug:audience>.pdf", pack_file, name="boards_pack_file"),
]
