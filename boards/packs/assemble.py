"""From the facts of a meeting to one finished PDF: sheets rendered, papers checked, all merged.

Nothing here reads the tables or keeps anything: it works in a folder that the caller gives and
throws away. The same facts and the same files give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from boards.packs import sheets
from boards.packs.certificate import certificate
from boards.packs.manifest import (
    OPENING,
    Made,
    Manifest,
    PackPaper,
    Part,
    as_payload,
    build_manifest,
    parts_of,
    placed,
)
from boards.packs.meeting_facts import MeetingFacts
from boards.packs.papers import (
    PackRefused,
    Stored,
    check_files,
    file_of,
    refuse_what_is_missing,
    sha256_of,
)
from boards.packs.proving import proof_of
from boards.packs.treatment import PUBLIC, Audience
from portal.pdf.child import ChildError
from portal.pdf.merging import MergePart, MergeRefusedError, MergeReport, MergeRequest, merge_pdfs
from portal.pdf.render import render_pages

#: Called with steps done, steps in all, and what is being done.
Progress = Callable[[int, int, str], None]


def unheard(done: int, total: int, label: str) -> None:
    """Progress that nobody waits for."""


#: How often the opening is set until its length agrees with the page numbers it prints.
PATIENCE: Final = 5
ITEMS_A_PAGE: Final = 10


@dataclass(frozen=True)
class Assembled:
    """A finished pack in its folder.

    `sources` holds the file of each paper that is in it and of each background paper, by key.
    """

    path: Path
    made: Made
    manifest: dict[str, Any]
    certificate: dict[str, Any]
    proof: dict[str, Any]
    sources: dict[str, Path]


class Assembly:
    """One run: collects the file of every part in a folder, then merges them in their order."""

    def __init__(self, manifest: Manifest, folder: Path, on_progress: Progress) -> None:
        self.manifest = manifest
        self.folder = folder
        self.files: dict[str, Path] = {}
        self.made: dict[str, Made] = {}
        self._on_progress = on_progress
        self._done = 0
        self._total = len(manifest.papers_in) + 3

    def step(self, label: str) -> None:
        """Say what comes next."""
        self._on_progress(self._done, self._total, label)
        self._done += 1

    def collect(self) -> None:
        """Check every stored file; set the papers, notices and the certificate of our own.

        Raises PackRefused with every paper that stands in the way, not the first alone.
        """
        parts = parts_of(self.manifest)
        stored = [one for one in map(_stored, parts) if one]
        self.made.update(
            check_files(
                stored, self.manifest.audience, lambda at: self._step_paper(stored[at].paper)
            )
        )
        self.files.update({one.key: Path(one.file.path) for one in stored})
        for part in parts:
            if part.key == OPENING or part.key in self.files:
                continue
            if part.paper and part.paper.is_in:
                self._step_paper(part.paper)
            self._set(part.key, sheets.part_sheet(part, self.manifest))

    def _step_paper(self, paper: PackPaper) -> None:
        words = _("Paper %(number)d of %(of)d: %(title)s")
        of = len(self.manifest.papers_in)
        self.step(words % {"number": self._done + 1, "of": of, "title": paper.title})

    def set_opening(self) -> None:
        """Front sheet, contents and agenda, set until the page numbers they print are true."""
        self.step(_("Front sheet, contents and agenda"))
        guess = 2 + len(self.manifest.items) // ITEMS_A_PAGE
        for _again in range(PATIENCE):
            self.made[OPENING] = Made(pages=guess)
            manifest = placed(self.manifest, self.made)
            pages = self._set(OPENING, sheets.opening(manifest)).pages
            if pages == guess:
                self.manifest = manifest
                return
            guess = pages
        raise RuntimeError("the front sheet has no length that agrees with its page numbers")

    def _set(self, key: str, sheet: sheets.Sheet) -> Made:
        """Set one sheet of ours as an accessible PDF."""
        rendered = render_pages(
            sheet.html,
            title=sheet.title,
            language=sheets.PAGE_LANGUAGE,
            stylesheets=sheets.STYLES,
        )
        path = self.folder / f"{key}.pdf"
        path.write_bytes(rendered.content)
        self.files[key] = path
        self.made[key] = Made(
            pages=rendered.pages,
            size=len(rendered.content),
            sha256=sha256_of(path),
            is_tagged=True,
        )
        return self.made[key]

    def merge(self) -> tuple[Path, MergeReport]:
        """Put all parts into one file. Raises PackRefused naming the part that stood in the way."""
        self.step(_("Putting the pack together"))
        out = self.folder / "merged.pdf"
        request = MergeRequest(
            out=out,
            parts=tuple(self._merge_parts()),
            title=sheets.file_title(self.manifest),
            language=sheets.PAGE_LANGUAGE,
            first_page=self.manifest.first_page,
        )
        try:
            report = merge_pdfs(request)
        except (MergeRefusedError, ChildError) as error:
            raise PackRefused(str(error)) from error
        if report.pages != self.manifest.pages:
            raise PackRefused(
                _("The finished pack has %(found)d pages instead of %(wanted)d. Build it again.")
                % {"found": report.pages, "wanted": self.manifest.pages}
            )
        return out, report

    def _merge_parts(self) -> list[MergePart]:
        parts: list[MergePart] = []
        begun: set[str] = set()
        for part in parts_of(self.manifest):
            title, level = sheets.part_title(part, self.manifest), 0
            banner = sheets.opening_banner(self.manifest)
            if part.item:
                is_first = part.item.facts.key not in begun
                begun.add(part.item.facts.key)
                title, level = _outline(part, is_first=is_first)
                banner = (
                    sheets.banner(part.paper, part.item, self.manifest) if part.paper else banner
                )
            parts.append(
                MergePart(
                    path=self.files[part.key],
                    title=title,
                    level=level,
                    key=part.key,
                    language=sheets.PAGE_LANGUAGE,
                    banner=banner,
                    is_own=self.files[part.key].parent == self.folder,
                )
            )
        return parts


def assemble(
    facts: MeetingFacts,
    *,
    audience: Audience,
    kind: str,
    number: int,
    first_page: int,
    folder: Path,
    on_progress: Progress = unheard,
) -> Assembled:
    """Make the pack of one audience in a folder.

    Args:
        facts: the meeting.
        audience: `public` or `restricted`.
        kind: `edition` or `supplement`.
        number: of the pack among those of the meeting.
        first_page: the number on its first page.
        folder: where to work; the finished file lies there too.
        on_progress: told what is being done, paper by paper.

    Raises:
        PackRefused: a paper is missing, damaged, changed or not fit; each is named.
        PdfUnavailableError: this machine cannot make a PDF.
        OSError: there is no room in the folder.
    """
    manifest = build_manifest(
        facts, audience=audience, kind=kind, number=number, first_page=first_page
    )
    refuse_what_is_missing(manifest)
    work = Assembly(manifest, folder, on_progress)
    work.collect()
    work.set_opening()
    path, report = work.merge()
    made = Made(
        pages=report.pages,
        size=path.stat().st_size,
        sha256=sha256_of(path),
        is_tagged=report.tagged,
    )
    sources = {one.facts.key: work.files[one.facts.key] for one in work.manifest.papers_in}
    work.step(_("Making sure that nothing leaked") if audience == PUBLIC else _("Closing"))
    proof = proof_of(path, work.manifest, sources) if audience == PUBLIC else {}
    said = certificate(work.manifest)
    payload = as_payload(
        work.manifest, certificate=said, made=made, notes=_notes(work.manifest, report)
    )
    return Assembled(path, made, payload, said, proof, {**sources, **_background(work.manifest)})


def _stored(part: Part) -> Stored | None:
    """The part as a stored file; None for a sheet of ours."""
    file = file_of(part.paper) if part.paper and part.paper.is_in else None
    if part.item is None or part.paper is None or file is None:
        return None
    return Stored(part.item, part.paper, file)


def _outline(part: Part, *, is_first: bool) -> tuple[str, int]:
    """The bookmark of a part and its level: an item first, its further papers below it."""
    assert part.item is not None
    if part.paper is None:
        return sheets.bookmark(part.item, None), 0
    if not is_first:
        return sheets.bookmark(part.item, part.paper), 1
    if len([one for one in part.item.papers if one.pages_from]) == 1:
        return sheets.bookmark(part.item, None), 0
    return f"{sheets.bookmark(part.item, None)}: {part.paper.title}", 0


def _background(manifest: Manifest) -> Mapping[str, Path]:
    """The files of the background papers. Raises PackRefused for one that is missing."""
    found: dict[str, Path] = {}
    for item in manifest.items:
        for one in item.background:
            if one.file is None:
                continue
            path = Path(one.file.path)
            if not path.is_file() or not path.stat().st_size:
                words = _("The file of the background paper “%(title)s” is missing or empty.")
                raise PackRefused(words % {"title": one.title})
            found[one.key] = path
    return found


def _notes(manifest: Manifest, report: MergeReport) -> list[dict[str, Any]]:
    """What the merge left out of files or could not keep, by paper; for the clerk."""
    notes = []
    for part, merged in zip(parts_of(manifest), report.parts, strict=True):
        if part.paper and merged.codes:
            notes.append({"key": part.key, "codes": list(merged.codes)})
    return notes
