"""One meeting for its readers: the agenda with its papers, and a private note on each."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards import kinds
from boards.models import PackFile, PackReading, PaperNote
from boards.operations.paper_notes import MOST_LETTERS
from boards.reader_viewing import substituted_meetings
from boards.reading.agenda import ReadItem, address_of, agenda_of, files_to_read, in_force
from boards.viewing import OPEN_TO_READERS
from boards.workspace.note_fields import NoteField, Notes, notes_on, save_notes
from portal.addresses import body_url
from portal.models import PublicRecord, User
from portal.viewing import asks, visible

_CONFLICT = 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(PackFile, PaperNote, PackReading)
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the agenda as the person reads it; save what they wrote.

    The page names titles that are not for publication, to those alone who may read the pack in
    which they stand. Raises Http404 for everybody else, and where no pack is in force.
    """
    user = cast("User", request.user)
    rows = visible(user, PackFile).filter(pack__meeting__key=key, pack__state__in=OPEN_TO_READERS)
    files = in_force(files_to_read(list(rows.select_related("pack__meeting__body"))))
    if not files:
        raise Http404
    meeting = files[0].pack.meeting
    items = agenda_of(files)
    mine = visible(user, PaperNote).filter(item__meeting=meeting).select_related("item", "paper")
    notes = notes_on(items, list(mine))
    if request.method == "POST":
        done = save_notes(notes, request.POST.dict(), by=user)
        if not notes.mistakes:
            return _return(request, done)
    readings = visible(user, PackReading).filter(pack__meeting=meeting)
    read = dict(readings.values_list("pack_id", "last_opened"))
    context = {
        "meeting": meeting,
        "rows": [_row(item, notes) for item in items],
        "packs": [
            {"file": one, "address": address_of(one), "read_at": read.get(one.pack_id)}
            for one in files
        ],
        "is_restricted": any(one.audience == PackFile.Audience.RESTRICTED for one in files),
        "stands_in": substituted_meetings(user).filter(meeting=meeting).exists(),
        "public": _public_addresses(request, meeting.body.slug, items),
        "mistakes": notes.mistakes,
        "most": MOST_LETTERS,
    }
    status = _CONFLICT if notes.mistakes else 200
    answer = render(request, "boards/workspace/meeting.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _row(item: ReadItem, notes: Notes) -> dict[str, Any]:
    papers: list[tuple[Any, NoteField]] = [
        (paper, notes.fields[f"note-{paper.key}"]) for paper in item.papers.values()
    ]
    return {"item": item, "note": notes.fields[f"note-{item.key}"], "papers": papers}


def _public_addresses(request: HttpRequest, body: str, items: list[ReadItem]) -> dict[str, str]:
    """Where the public reads each paper, whole or the part that is open, by the paper's key."""
    keys = [paper.key for item in items for paper in item.papers.values()]
    rows = PublicRecord.objects.current().filter(kind=kinds.PAPER, key__in=keys)
    return {
        key: body_url(body, path, request=request) for key, path in rows.values_list("key", "path")
    }


def _return(request: HttpRequest, done: int) -> HttpResponseRedirect:
    if done:
        messages.success(request, _("Saved. Nobody but you can read your notes."))
    place = request.POST.get("save", "")
    is_place = (
        place.startswith("about-") and place.removeprefix("about-").replace("-", "").isalnum()
    )
    return HttpResponseRedirect(f"{request.path}#{place}" if is_place else request.path)
