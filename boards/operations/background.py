"""Background papers of an item: listed, obtainable, and never exempt or confidential ones.

Source: Local Government Act 1972, section 100D: (1) a list and a copy, (4) nothing that discloses
exempt or confidential information, (5) what a background paper is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem, BackgroundPaper
from boards.operations.agenda_state import (
    locked,
    refuse_unless_open,
    refuse_unless_standing,
    touched,
    was_published,
)
from boards.operations.paper_files import discard, received, stored
from boards.operations.uploads import announce_upload
from boards.rules.exemptions import WITHHELD
from portal import audit
from portal.operations import Conflict, Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User


def add_background_paper(
    *,
    item: AgendaItem,
    title: str,
    by: User | None,
    file: File[Any] | None = None,
    link: str = "",
    title_cy: str = "",
) -> BackgroundPaper:
    """List a background paper: its file, or the address where it is published.

    Raises Refused for an item that is withheld, and when it could not be obtained.
    """
    with transaction.atomic():
        _refuse_withheld(item, by)
    if file is None and not link.strip():
        raise Refused(_("Upload the background paper, or say where it is published."))
    paper = BackgroundPaper(item=item, title=title, title_cy=title_cy, link=link.strip())
    if file is None:
        with transaction.atomic():
            return _enter(paper, by=by)
    with (
        received(file, title=title, needs_pdf=False, by=by) as found,
        stored(found, body=item.meeting.body, title=title, by=by) as kept,
    ):
        if found.inspection.get("verdict") == "block":
            hidden = [str(one["message"]) for one in found.inspection["reasons"]]
            raise Refused(_("Everybody could read what this file hides."), *hidden)
        paper.document = kept.pdf or kept.document
        entered = _enter(paper, by=by)
        if paper.document != kept.document:
            discard(kept.document)
        announce_upload(item.meeting)
        return entered


@transaction.atomic
def update_background_paper(
    paper: BackgroundPaper,
    *,
    title: str,
    by: User | None,
    expected_version: int,
    link: str = "",
    title_cy: str = "",
) -> BackgroundPaper:
    """Change the title or the address of a background paper. Raises Refused, Conflict."""
    _refuse_withheld(paper.item, by)
    if paper.document_id is None and not link.strip():
        raise Refused(_("Say where the background paper is published."))
    saved = save_changed(
        paper,
        by=by,
        values={"title": title, "title_cy": title_cy, "link": link.strip()},
        expected_version=expected_version,
        sentence=_said(paper, _("was changed")),
    )
    touched(paper.item.meeting, by=by)
    return saved


@transaction.atomic
def remove_background_paper(
    paper: BackgroundPaper, *, by: User | None, expected_version: int
) -> None:
    """Take a background paper off the list, before the public has read it. Raises Refused."""
    meeting = locked(paper.item.meeting)
    refuse_unless_open(meeting, by)
    current = BackgroundPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if current.version != expected_version:
        raise Conflict(current)
    if was_published(current, meeting) and current.item.access not in WITHHELD:
        raise Refused(_("The public has this background paper, so it stays open to them."))
    audit.record(current, act=audit.REMOVE, by=by, sentence=_said(current, _("was removed")))
    document = current.document
    current.delete()
    discard(document)
    touched(meeting, by=by)


def _enter(paper: BackgroundPaper, *, by: User | None) -> BackgroundPaper:
    _refuse_withheld(paper.item, by)
    save_new(paper, by=by, sentence=_said(paper, _("was listed")))
    touched(paper.item.meeting, by=by)
    return paper


def _refuse_withheld(item: AgendaItem, by: User | None) -> None:
    refuse_unless_standing(item, by)
    if AgendaItem.objects.get(pk=item.pk).access in WITHHELD:
        raise Refused(
            _("This item is withheld. Background papers that would disclose it are not listed.")
        )


def _said(paper: BackgroundPaper, said: str) -> str:
    sentence = _("Background paper “%(title)s” of item “%(item)s” %(said)s.")
    return sentence % {"title": paper.title, "item": paper.item.title, "said": said}
