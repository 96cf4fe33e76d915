"""Papers of an item: uploaded, promised, written here or made from records; replaced, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem, Meeting, Paper
from boards.operations.agenda_state import (
    locked,
    refuse_unless_open,
    refuse_unless_standing,
    touched,
    was_published,
)
from boards.operations.paper_files import Received, Stored, discard, received, stored
from boards.operations.redactions import without_stale_version
from boards.operations.uploads import announce_upload
from boards.packs.sources import source_called
from boards.rules.agenda import order_refusals
from portal import audit
from portal.operations import Conflict, Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

PAPER_VALUES: Final = frozenset(
    {"kind", "title", "title_cy", "public_title", "public_title_cy", "author"}
)


def upload_paper(
    *,
    item: AgendaItem,
    title: str,
    file: File[Any],
    by: User | None,
    kind: str = Paper.Kind.REPORT,
    **values: Any,
) -> Paper:
    """Enter a paper with its file. Raises Refused with a sentence that names the file."""
    _check(values)
    refuse_unless_standing_now(item, by)
    body = item.meeting.body
    with (
        received(file, title=title, by=by) as found,
        stored(found, body=body, title=title, by=by) as kept,
    ):
        paper = Paper(title=title, kind=kind, **values, **_file_values(found, kept))
        entered = _enter(paper, item, by=by, said=_("was uploaded"))
        announce_upload(item.meeting)
        return entered


@transaction.atomic
def promise_paper(
    *, item: AgendaItem, title: str, by: User | None, kind: str = Paper.Kind.REPORT, **values: Any
) -> Paper:
    """Announce a paper that is to follow: the item is on time. Raises Refused."""
    _check(values)
    paper = Paper(title=title, kind=kind, is_to_follow=True, **values)
    return _enter(paper, item, by=by, said=_("is to follow"))


@transaction.atomic
def write_paper(
    *,
    item: AgendaItem,
    title: str,
    text: str,
    by: User | None,
    kind: str = Paper.Kind.REPORT,
    **values: Any,
) -> Paper:
    """Enter a paper that is written here. Raises Refused without a text."""
    _check(values)
    if not text.strip():
        raise Refused(_("Write the text of the paper."))
    paper = Paper(title=title, kind=kind, text=text, source=Paper.Source.WRITTEN, **values)
    return _enter(paper, item, by=by, said=_("was written"))


@transaction.atomic
def add_records_paper(
    *,
    item: AgendaItem,
    title: str,
    source: str,
    by: User | None,
    kind: str = Paper.Kind.REPORT,
    **values: Any,
) -> Paper:
    """Enter a paper that is made from records when a pack is built (`boards.packs.sources`).

    Raises Refused when there are no such records.
    """
    _check(values)
    if source_called(source) is None:
        raise Refused(_("There are no records of this kind that a paper could be made from."))
    paper = Paper(
        title=title, kind=kind, source=Paper.Source.RECORDS, records_source=source, **values
    )
    return _enter(paper, item, by=by, said=_("is made from records"))


@transaction.atomic
def update_paper(
    paper: Paper, *, by: User | None, expected_version: int | None, **values: Any
) -> Paper:
    """Change what is known about a paper, and the text of one written here.

    Raises Refused, Conflict.
    """
    text = values.pop("text", None)
    _check(values)
    current, meeting = _current(paper, by)
    if text is not None and text != current.text:
        if current.source != Paper.Source.WRITTEN:
            raise Refused(_("This paper is not written here. Replace its file instead."))
        if not text.strip():
            raise Refused(_("Write the text of the paper."))
        values["text"] = text
    return _save(current, meeting, values, by=by, version=expected_version, said=_("was changed"))


def replace_file(
    paper: Paper, *, file: File[Any], by: User | None, expected_version: int | None
) -> Paper:
    """Give a paper another file; a paper that was to follow is there now. Raises Refused, Conflict.

    Published packs keep the file that they were built from.
    """
    refuse_unless_standing_now(paper.item, by)
    body = paper.item.meeting.body
    with received(file, title=paper.title, by=by) as found:
        _refuse_stale(paper, expected_version)
        with stored(found, body=body, title=paper.title, by=by) as kept:
            current, meeting = _current(paper, by)
            if current.source != Paper.Source.UPLOADED:
                raise Refused(_("This paper is made here, so it has no file to replace."))
            stale = without_stale_version(current)
            old = (current.document, current.pdf, current.public_pdf if stale else None)
            said = _("has arrived") if current.is_to_follow else _("has a new file")
            values = {**_file_values(found, kept), "is_to_follow": False, **stale}
            saved = _save(current, meeting, values, by=by, version=expected_version, said=said)
            discard(*old)
            announce_upload(meeting)
            return saved


def attach_public_version(
    paper: Paper, *, file: File[Any], by: User | None, expected_version: int | None
) -> Paper:
    """Give a paper the version that the public reads while the paper is exempt in part.

    Raises Refused, Conflict.
    """
    refuse_unless_standing_now(paper.item, by)
    body = paper.item.meeting.body
    title = paper.public_title or _("Version for the public")
    with received(file, title=title, by=by) as found:
        _refuse_stale(paper, expected_version)
        with stored(found, body=body, title=title, by=by) as kept:
            current, meeting = _current(paper, by)
            old = current.public_pdf
            values: dict[str, Any] = {
                "public_pdf": kept.pdf,
                "public_sha256": found.sha256,
                "public_inspection": found.inspection,
            }
            said = _("has a version for the public")
            saved = _save(current, meeting, values, by=by, version=expected_version, said=said)
            discard(old, None if kept.document == kept.pdf else kept.document)
            announce_upload(meeting)
            return saved


@transaction.atomic
def remove_public_version(paper: Paper, *, by: User | None, expected_version: int | None) -> Paper:
    """Take back the version for the public; a notice stands in its place. Raises Refused."""
    current, meeting = _current(paper, by)
    old = current.public_pdf
    values: dict[str, Any] = {"public_pdf": None, "public_sha256": "", "public_inspection": {}}
    said = _("has no version for the public any more")
    saved = _save(current, meeting, values, by=by, version=expected_version, said=said)
    discard(old)
    return saved


@transaction.atomic
def reorder_papers(
    item: AgendaItem, *, order: Sequence[int], by: User | None, expected_version: int
) -> AgendaItem:
    """Put the papers of an item into an order: each once, by primary key.

    `expected_version` is that of the item. Raises Refused, Conflict.
    """
    meeting = refuse_unless_standing(item, by)
    papers = {paper.pk: paper for paper in Paper.objects.filter(item=item)}
    reasons = order_refusals(order=order, movable=list(papers))
    if reasons:
        raise Refused(*reasons)
    saved = save_changed(
        item,
        by=by,
        values={},
        expected_version=expected_version,
        sentence=_("The order of the papers of item “%s” was changed.") % item.title,
        links_changed=True,
    )
    for place, key in enumerate(order, start=1):
        papers[key].position = place
    Paper.objects.bulk_update(papers.values(), ["position"])
    touched(meeting, by=by)
    return saved


@transaction.atomic
def withdraw_paper(
    paper: Paper, *, reason: str, by: User | None, expected_version: int | None = None
) -> Paper:
    """Take a paper back, and say why: from the next pack on, its place says so.

    What is published already goes by `boards.packs.withdrawing`. Raises Refused, Conflict.
    """
    current, meeting = _current(paper, by)
    if not reason.strip():
        raise Refused(_("Give a reason. It is kept with the record."))
    values = {"withdrawn_reason": reason.strip()}
    said = _("was withdrawn")
    return _save(
        current, meeting, values, by=by, version=expected_version, said=said, reason=reason
    )


@transaction.atomic
def remove_paper(paper: Paper, *, by: User | None, expected_version: int) -> None:
    """Remove a paper that nobody outside has read, with its files. Raises Refused, Conflict."""
    meeting = locked(paper.item.meeting)
    refuse_unless_open(meeting, by)
    _refuse_stale(paper, expected_version)
    current = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if was_published(current, meeting):
        raise Refused(_("The public has read of this paper. Withdraw it instead, with a reason."))
    if current.restrictions.exists():
        raise Refused(_("A decision on this paper is kept. Withdraw it instead, with a reason."))
    sentence = _said(current, _("was removed"))
    audit.record(current, act=audit.REMOVE, by=by, sentence=sentence)
    files = (current.document, current.pdf, current.public_pdf)
    current.delete()
    discard(*files)
    touched(meeting, by=by)


def refuse_unless_standing_now(item: AgendaItem, by: User | None) -> None:
    """Refuse before a file is looked at, which takes a while; the writer asks again."""
    with transaction.atomic():
        refuse_unless_standing(item, by)


def _enter(paper: Paper, item: AgendaItem, *, by: User | None, said: str) -> Paper:
    meeting = refuse_unless_standing(item, by)
    paper.item = item
    places = Paper.objects.filter(item=item).values_list("position", flat=True)
    paper.position = max(places, default=0) + 1
    save_new(paper, by=by, sentence=_said(paper, said))
    touched(meeting, by=by)
    return paper


def _current(paper: Paper, by: User | None) -> tuple[Paper, Meeting]:
    """The paper as it is stored, and its meeting; Refused where it may not be changed."""
    current = Paper.objects.select_related("item__meeting__body").get(pk=paper.pk)
    meeting = refuse_unless_standing(current.item, by)
    if current.is_withdrawn:
        raise Refused(_("This paper was withdrawn, so it stays as it is."))
    return current, meeting


def _save(
    current: Paper,
    meeting: Meeting,
    values: Mapping[str, Any],
    *,
    by: User | None,
    version: int | None,
    said: str,
    reason: str = "",
) -> Paper:
    sentence = _said(current, said)
    saved = save_changed(
        current,
        by=by,
        values=values,
        expected_version=current.version if version is None else version,
        sentence=f"{sentence} {reason}".strip(),
    )
    touched(meeting, by=by)
    return saved


def _refuse_stale(paper: Paper, version: int | None) -> None:
    current = Paper.objects.get(pk=paper.pk)
    if version is not None and current.version != version:
        raise Conflict(current)


def _file_values(found: Received, kept: Stored) -> dict[str, Any]:
    return {
        "document": kept.document,
        "pdf": kept.pdf,
        "sha256": found.sha256,
        "inspection": found.inspection,
    }


def _said(paper: Paper, said: str) -> str:
    sentence = _("Paper “%(title)s” of item “%(item)s” %(said)s.")
    return sentence % {"title": paper.title, "item": paper.item.title, "said": said}


def _check(values: Mapping[str, Any]) -> None:
    unknown = values.keys() - PAPER_VALUES
    if unknown:
        raise TypeError(f"A paper has no such values: {', '.join(sorted(unknown))}")
