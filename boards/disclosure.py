"""Meetings and bodies as matters of the disclosure gate: what of them waits to go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import Q
from django.urls import reverse

from boards import kinds
from boards.models import Document, Meeting, Pack, PackFile, ScrutinyBody
from boards.operations.paper_files import sha256_of
from boards.operations.uploads import uploaded
from boards.packs.build import IN_PREPARATION
from boards.packs.copies import changes_copy, changes_of, copies_of_pack, public_file
from boards.packs.facts import meeting_facts
from boards.packs.meeting_facts import FileFacts, ItemFacts, PaperFacts
from boards.packs.rewritten import rewritten_texts
from boards.packs.treatment import PUBLIC, is_hidden, treatment_of
from boards.public import body_copy, members_copy
from portal import clock
from portal.disclosure.gate import concerns_of_files, concerns_of_matter
from portal.disclosure.known import register_contacts
from portal.disclosure.matters import Matter, MatterFile, matter_key, register_matter
from portal.disclosure.watching import register_relatives
from portal.operations import Refused
from portal.publishing import Copy

#: What the pages of a paper lose when a pack is made from them.
CLEANED_PDF: Final = frozenset({"author", "software", "attachment", "comments"})
#: What a converted file loses: who wrote it and with what. What it hides counts.
CLEANED_OFFICE: Final = frozenset({"author", "software"})
"""An office file becomes a PDF, in which its author no longer stands."""


def meeting_matter(meeting: Meeting) -> str:
    """The name of a meeting as a matter."""
    return matter_key(kinds.MEETING, meeting.key)


def body_matter(body: ScrutinyBody) -> str:
    """The name of a body as a matter: what is said of it, its members and offices."""
    return matter_key(kinds.BODY, body.key)


def register_disclosure() -> None:
    """Tell the gate about them; called once at start-up."""
    register_contacts(office_contacts)
    register_relatives(relatives)
    uploaded.connect(look_at_uploads, dispatch_uid="boards.disclosure")
    register_matter(kinds.MEETING, _find_meeting, _waiting_meetings)
    register_matter(kinds.BODY, _find_body, _the_body_itself)


def relatives(body: str) -> Iterable[str]:
    """The parent of a body, its sub-committees, and the other sub-committees of its parent."""
    rows = ScrutinyBody.objects.filter(
        Q(sub_committees__slug=body) | Q(parent__slug=body) | Q(parent__sub_committees__slug=body)
    )
    return rows.values_list("slug", flat=True)


def office_contacts(body: str) -> Iterable[str]:
    """The texts of a body in which contacts stand that are public already."""
    rows = ScrutinyBody.objects.filter(slug=body)
    for found in rows.select_related("parent"):
        for one in (found, found.parent):
            if one is not None:
                yield from (one.contact, one.concern_contact, one.office_contacts)


def look_at_uploads(sender: object, *, meeting: Meeting, **kwargs: object) -> None:
    """Read what was uploaded for a meeting and is not known yet; the desk shows what was found.

    What cannot be read now is read again before it goes out.
    """
    with suppress(Refused):
        files = files_of_meeting(meeting) if meeting.is_public else ()
        concerns_of_files(files, matter=meeting_matter(meeting), body=meeting.body.slug)


def look_ahead(meeting: Meeting) -> None:
    """Read everything that waits to go out with a meeting, so that publishing need not wait."""
    with suppress(Refused):
        concerns_of_matter(_matter_of(meeting))


def files_of_meeting(meeting: Meeting) -> list[MatterFile]:
    """The uploads from which the next public pack of a meeting would be made."""
    facts = meeting_facts(meeting, kind=Pack.Kind.EDITION, publish_on=clock.today())
    open_items = [item for item in facts.items if not is_hidden(item, PUBLIC)]
    files = [file for item in open_items for file in _files_of_item(item)]
    return list({(file.stored, file.sha256): file for file in files}.values())


def _files_of_item(item: ItemFacts) -> Iterator[MatterFile]:
    for paper in item.papers:
        treatment = treatment_of(paper, item, PUBLIC)
        if treatment == "public_version" and paper.public_file:
            yield _matter_file(paper.public_file, paper.title, CLEANED_PDF)
        elif treatment == "include" and paper.file:
            yield _matter_file(paper.file, paper.title, CLEANED_PDF)
            yield from _original(paper)
    for one in item.background:
        if one.file:
            path = Path(one.file.path)
            if path.is_file():
                fresh = replace(one.file, sha256=sha256_of(path))
                yield _matter_file(fresh, one.title, frozenset())


def _original(paper: PaperFacts) -> Iterator[MatterFile]:
    """The office file that a paper's PDF was made from: it hides more than its pages show."""
    rows = Document.objects.filter(papers__pk=paper.pk).exclude(papers_as_pdf__pk=paper.pk)
    for document in rows:
        if not Path(document.file.path).is_file():
            continue
        yield MatterFile(
            stored=document.file.name,
            sha256=sha256_of(Path(document.file.path)),
            label=paper.title,
            name=document.filename,
            cleaned=CLEANED_OFFICE,
        )


def _matter_file(file: FileFacts, label: str, cleaned: frozenset[str]) -> MatterFile:
    stored = str(Path(file.path).relative_to(default_storage.path("")))
    return MatterFile(stored, file.sha256, label, file.name, cleaned)


def _find_meeting(key: str) -> Matter | None:
    try:
        meeting = Meeting.objects.select_related("body").filter(key=key).first()
    except ValidationError:
        return None
    return _matter_of(meeting) if meeting else None


def _matter_of(meeting: Meeting) -> Matter:
    return Matter(
        key=meeting_matter(meeting),
        body=meeting.body.slug,
        title=str(meeting),
        url=reverse("meetings:desk", args=[meeting.pk]),
        files=files_of_meeting(meeting) if meeting.is_public else (),
        copies=lambda: _copies_of_meeting(meeting) if meeting.is_public else (),
    )


def _copies_of_meeting(meeting: Meeting) -> Sequence[Copy]:
    """What the pack in preparation would make public, as far as it has been built."""
    pack = meeting.packs.filter(state__in=IN_PREPARATION).select_related("meeting__body").first()
    file = public_file(pack) if pack else None
    if pack is None or file is None or not _is_there(file):
        return ()
    changes = changes_of(pack)
    said = [changes_copy(pack, changes, rewritten_texts(pack))] if changes else []
    return [*copies_of_pack(pack, file), *said]


def _is_there(file: PackFile) -> bool:
    return default_storage.exists(file.storage_name)


def _waiting_meetings(body: str) -> list[str]:
    rows = Meeting.objects.filter(body__slug=body).exclude(
        state__in=[Meeting.State.CANCELLED, Meeting.State.MINUTES_CONFIRMED]
    )
    rows = rows.filter(held_on__gte=clock.today()) | rows.filter(packs__state__in=IN_PREPARATION)
    return [str(key) for key in rows.distinct().values_list("key", flat=True)]


def _find_body(key: str) -> Matter | None:
    try:
        body = ScrutinyBody.objects.filter(key=key).first()
    except ValidationError:
        return None
    if body is None:
        return None
    today = clock.today()
    return Matter(
        key=body_matter(body),
        body=body.slug,
        title=body.name,
        url=reverse("bodies:desk", args=[body.slug]),
        copies=lambda: [body_copy(body, on=today), members_copy(body, on=today)],
    )


def _the_body_itself(body: str) -> list[str]:
    """What is known about a body goes out when it is saved; what held a save back waits here."""
    return [
        str(key) for key in ScrutinyBody.objects.filter(slug=body).values_list("key", flat=True)
    ]
