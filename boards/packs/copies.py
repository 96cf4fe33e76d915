"""The public copies that go out with a pack: the pack, its papers, its background papers.

Everything comes from the frozen public manifest of the pack (`PackFile.manifest`), never from the
rows of items and papers, which may have changed since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from boards import kinds
from boards.models import Meeting, Pack, PackFile
from boards.packs.changes import compare
from boards.packs.editions import background_in, papers_in, public_agenda
from boards.packs.places import paper_storage_name, text_storage_name
from boards.public import meeting_path
from boards.rules.file_kinds import MEDIA_TYPES
from portal.publishing import Copy, File

PDF: Final = "application/pdf"
#: The mark in the manifest of a pack that was withdrawn with everything in it.
WHOLLY_WITHDRAWN: Final = "is_wholly_withdrawn"


def public_file(pack: Pack) -> PackFile | None:
    """The built public file of a pack; None where there is none."""
    return pack.files.filter(audience=PackFile.Audience.PUBLIC).first()


def copies_of_pack(pack: Pack, file: PackFile) -> list[Copy]:
    """The pack itself, each of its papers, and the background papers that the portal holds."""
    return [pack_copy(pack, file), *paper_copies(pack, file), *background_copies(pack, file)]


def pack_copy(pack: Pack, file: PackFile) -> Copy:
    """A pack with its PDF, at an address that it keeps for ever."""
    meeting = pack.meeting
    return Copy(
        kind=kinds.PACK,
        key=str(pack.key),
        body=meeting.body.slug,
        path=f"{meeting_path(meeting)}packs/{pack.number}.pdf",
        title=meeting.title,
        happened_on=meeting.held_on,
        payload={
            "kind": str(pack.kind),
            "number": pack.number,
            "reason": pack.reason,
            "meeting": str(meeting.key),
            "held_on": meeting.held_on.isoformat(),
            "pages": file.pages,
            "is_tagged": file.is_tagged,
        },
        files=(File("pack.pdf", PDF, stored=file.storage_name, sha256=file.sha256),),
    )


def paper_copies(pack: Pack, file: PackFile) -> list[Copy]:
    """Each paper whose pages are in the pack, as a file of its own."""
    meeting = pack.meeting
    return [
        Copy(
            kind=kinds.PAPER,
            key=key,
            body=meeting.body.slug,
            path=f"{meeting_path(meeting)}papers/{paper['file_name']}",
            title=paper["title"],
            happened_on=meeting.held_on,
            payload={
                "title": paper["title"],
                "title_cy": paper["title_cy"],
                "meeting": str(meeting.key),
                "pages": paper["pages"],
                "is_tagged": paper["is_tagged"],
            },
            files=_paper_files(pack, key, paper),
        )
        for key, paper in papers_in(file.manifest).items()
    ]


def _paper_files(pack: Pack, key: str, paper: Mapping[str, Any]) -> tuple[File, ...]:
    """The PDF of a paper, and the text version that the portal made with it, if any."""
    stored = paper_storage_name(pack, key)
    pdf = File(paper["file_name"], PDF, stored=stored, sha256=paper["sha256"])
    if not paper.get("text_name"):
        return (pdf,)
    stored = text_storage_name(pack, key)
    text = File(paper["text_name"], MEDIA_TYPES["txt"], stored=stored, sha256=paper["text_sha256"])
    return (pdf, text)


def background_copies(pack: Pack, file: PackFile) -> list[Copy]:
    """The background papers of which the portal holds the file (LGA 1972, section 100D)."""
    meeting = pack.meeting
    return [
        Copy(
            kind=kinds.BACKGROUND,
            key=key,
            body=meeting.body.slug,
            path=f"{meeting_path(meeting)}background/{one['file_name']}",
            title=one["title"],
            happened_on=meeting.held_on,
            payload={"title": one["title"], "title_cy": one["title_cy"]},
            files=(
                File(
                    one["file_name"],
                    MEDIA_TYPES[one["file_name"].rpartition(".")[2]],
                    stored=paper_storage_name(pack, key),
                    sha256=one["sha256"],
                ),
            ),
        )
        for key, one in background_in(file.manifest).items()
        if one["file_name"]
    ]


def changes_copy(
    pack: Pack,
    changes: Sequence[Mapping[str, Any]],
    texts: Mapping[str, Sequence[Mapping[str, str]]],
) -> Copy:
    """What a pack changed, with the texts of replaced papers compared, on a page of its own."""
    meeting = pack.meeting
    return Copy(
        kind=kinds.CHANGES,
        key=str(pack.key),
        body=meeting.body.slug,
        path=f"{meeting_path(meeting)}packs/{pack.number}/changes/",
        title=meeting.title,
        happened_on=meeting.held_on,
        payload={
            "number": pack.number,
            "kind": str(pack.kind),
            "reason": pack.reason,
            "title": meeting.title,
            "title_cy": meeting.title_cy,
            "held_on": meeting.held_on.isoformat(),
            "meeting_path": meeting_path(meeting),
            "changes": [dict(one) for one in changes],
            "texts": {key: [dict(one) for one in text] for key, text in texts.items()},
        },
    )


def manifests_in_force(meeting: Meeting) -> list[Mapping[str, Any]]:
    """The manifests that make up the public agenda now: the newest edition, then its supplements.

    An edition of which one paper was withdrawn everywhere still gives the agenda, in which that
    paper is said to be withdrawn; one that was withdrawn whole gives none.
    """
    rows = (
        PackFile.objects.filter(pack__meeting=meeting, audience=PackFile.Audience.PUBLIC)
        .filter(pack__state__in=[Pack.State.PUBLISHED, Pack.State.WITHDRAWN])
        .exclude(pack__published_at=None)
        .select_related("pack")
        .order_by("pack__number")
    )
    files = list(rows)
    editions = [one for one in files if one.pack.kind == Pack.Kind.EDITION]
    if not editions or is_wholly_withdrawn(editions[-1]):
        return []
    newest = editions[-1]
    later = [
        one.manifest
        for one in files
        if one.pack.kind == Pack.Kind.SUPPLEMENT
        and one.pack.number > newest.pack.number
        and not is_wholly_withdrawn(one)
    ]
    return [newest.manifest, *later]


def is_wholly_withdrawn(file: PackFile) -> bool:
    """Whether a pack was withdrawn with its agenda, and not for one paper in it."""
    return bool(file.manifest.get(WHOLLY_WITHDRAWN))


def changes_of(pack: Pack) -> list[dict[str, Any]]:
    """What a pack that is not published yet would change of the public agenda."""
    file = public_file(pack)
    if file is None:
        return []
    before = manifests_in_force(pack.meeting)
    after = [*before, file.manifest] if pack.kind == Pack.Kind.SUPPLEMENT else [file.manifest]
    return compare(public_agenda(before), public_agenda(after))
