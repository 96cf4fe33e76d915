"""Looks at every file before it goes into a pack: is it there, unchanged, and fit to be merged?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from boards.packs.manifest import Made, Manifest, PackItem, PackPaper
from boards.packs.meeting_facts import FileFacts
from boards.packs.treatment import PUBLIC, Audience
from portal.operations import Refused
from portal.pdf.inspecting import Inspection, inspect_files

CHUNK: Final = 1024 * 1024
#: Codes of an inspection that keep a file out of a pack, and are no mere note.
KEEPS_OUT: Final = frozenset(
    {"hidden_text", "unapplied_redaction", "password_needed", "not_a_pdf", "empty", "damaged"}
    | {"over_limits", "assembly_forbidden"}
)


class PackRefused(Refused):
    """The pack cannot be built; each reason names the paper and says what to do."""


def refuse_what_is_missing(manifest: Manifest) -> None:
    """Raise PackRefused for papers that are neither there nor marked as to follow."""
    reasons = [_missing(item, paper) for item, paper in manifest.missing]
    if reasons:
        raise PackRefused(*reasons)


def file_of(paper: PackPaper) -> FileFacts | None:
    """The stored file that goes into the pack for this paper; None for one of our own making."""
    if paper.treatment == "public_version":
        return paper.facts.public_file
    return paper.facts.file if paper.facts.source == "uploaded" else None


@dataclass(frozen=True)
class Stored:
    """A paper whose pages come from a stored file."""

    item: PackItem
    paper: PackPaper
    file: FileFacts

    @property
    def key(self) -> str:
        """The permanent key of the paper."""
        return self.paper.facts.key


def check_files(
    papers: Sequence[Stored], audience: Audience, on_each: Callable[[int], None]
) -> dict[str, Made]:
    """Verify the hash of every stored file and look into it again; by the keys of the papers.

    Args:
        papers: in the order of the pack.
        audience: for the public, words under a box that nobody has cleared keep a file out.
        on_each: told the place of each paper, from 0, before it is looked into.

    Raises:
        PackRefused: files are missing, empty, changed or broken; every one is named.
    """
    sizes = {}
    reasons = []
    for one in papers:
        try:
            sizes[one.key] = _unchanged_size(one)
        except PackRefused as refused:
            reasons += refused.reasons
    if reasons:
        raise PackRefused(*reasons)
    if papers:
        on_each(0)
    found = inspect_files(
        [one.file.path for one in papers],
        on_each=lambda done: on_each(done) if done < len(papers) else None,
        personal_data=False,  # the gate looks for it
    )
    for one, inspection in zip(papers, found, strict=True):
        reasons += _refusals(one, inspection, audience)
    if reasons:
        raise PackRefused(*reasons)
    return {
        one.key: Made(
            pages=inspection.pages or 0,
            size=sizes[one.key],
            sha256=one.file.sha256,
            is_tagged=inspection.tagged,
            has_text=inspection.has_text,
        )
        for one, inspection in zip(papers, found, strict=True)
    }


def _unchanged_size(one: Stored) -> int:
    """The size of a file that is the one that was uploaded. Raises PackRefused otherwise."""
    path = Path(one.file.path)
    what = _named(one.paper, one.item)
    try:
        size = path.stat().st_size
        digest = sha256_of(path) if size else ""
    except OSError as error:
        raise PackRefused(
            _("The file of %(paper)s is missing from the store. Upload it again.") % what
        ) from error
    if not size:
        raise PackRefused(_("The file of %(paper)s is empty. Upload it again.") % what)
    if digest != one.file.sha256:
        raise PackRefused(
            _("The file of %(paper)s is no longer the one that was uploaded. Upload it again.")
            % what
        )
    return size


def _refusals(one: Stored, found: Inspection, audience: Audience) -> list[str]:
    if found.verdict not in ("refuse", "block"):
        return []
    if found.verdict == "block" and audience != PUBLIC:
        return []
    why = " ".join(reason.message for reason in found.reasons if reason.code in KEEPS_OUT)
    words = _("%(paper)s cannot go into the pack. %(why)s")
    said = words % {**_named(one.paper, one.item), "why": why}
    return [f"{said[0].upper()}{said[1:]}".strip()]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as stored:
        while piece := stored.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _missing(item: PackItem, paper: PackPaper) -> str:
    what = _named(paper, item)
    if paper.facts.source == "records":
        words = _("%(paper)s is made from records that this portal does not offer. Choose others.")
    elif paper.facts.source == "written":
        words = _("%(paper)s has no text yet. Write it, or mark it as to follow.")
    else:
        words = _("%(paper)s has no file. Upload it, or mark it as to follow.")
    said = words % what
    return f"{said[0].upper()}{said[1:]}"


def _named(paper: PackPaper, item: PackItem) -> dict[str, str]:
    """The paper as the clerk knows it, for a sentence that the clerk alone reads."""
    words = _("the paper “%(title)s” of item %(number)d")
    values = {"title": paper.facts.title, "number": item.facts.number}
    return {"paper": words % values}
