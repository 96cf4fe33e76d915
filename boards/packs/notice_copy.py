"""The public copy of a notice: that a meeting is held, called off or put off."""

from __future__ import annotations

import json

from boards import kinds
from boards.models import Meeting
from boards.packs.copies import PDF, manifests_in_force
from boards.packs.editions import public_agenda
from boards.packs.notices import notice_payload, notice_pdf
from boards.packs.public_meeting import PUT_OFF, is_told
from boards.public import meeting_path
from portal.models import PublicRecord
from portal.pdf.render import PdfUnavailableError
from portal.publishing import Copy, File, canonical_json


def notice_copy(meeting: Meeting) -> Copy | None:
    """The notice of a meeting with its sheet for the door, as the meeting stands now.

    None while there is nothing to give notice of (the agenda is not out), for meetings that the
    public is not told of, and when the same notice is public already: so the sheet is drawn only
    when something in it changed. On a machine that cannot make a PDF there is the page alone.
    """
    is_due = meeting.agenda_published_on is not None or meeting.state in PUT_OFF
    if not is_due or not is_told(meeting):
        return None
    agenda = public_agenda(manifests_in_force(meeting)) if meeting.agenda_published_on else None
    payload = notice_payload(meeting, agenda=agenda["items"] if agenda else ())
    path = f"{meeting_path(meeting)}notice/"
    key = str(meeting.key)
    known = PublicRecord.objects.current().filter(kind=kinds.NOTICE, key=key, path=path).first()
    if known is not None and known.payload == json.loads(canonical_json(payload)):
        return None
    try:
        files: tuple[File, ...] = (File("notice.pdf", PDF, notice_pdf(payload)),)
    except PdfUnavailableError:
        files = ()
    return Copy(
        kind=kinds.NOTICE,
        key=key,
        body=meeting.body.slug,
        path=path,
        title=meeting.title,
        happened_on=meeting.held_on,
        payload=payload,
        files=files,
    )
