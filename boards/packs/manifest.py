"""Who gets what: from the facts of a meeting to the contents of one pack. Pure.

A manifest holds what its audience may know and nothing else. The public one is frozen with the
pack, and public pages are made from it. What the assembly needs besides (the files) hangs on
`PackPaper.facts` and never enters the payload.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from boards.packs.file_names import FileNames
from boards.packs.meeting_facts import (
    BackgroundFacts,
    Ground,
    ItemFacts,
    MeetingFacts,
    PaperFacts,
)
from boards.packs.treatment import (
    PUBLIC,
    Audience,
    Treatment,
    is_hidden,
    keeps_its_title,
    treatment_of,
)
from boards.rules.agenda import LEFT
from boards.rules.exemptions import WITHHELD

IN_THE_PACK: Final = frozenset({"include", "public_version"})
OPENING: Final = "front"
CERTIFICATE: Final = "certificate"


@dataclass(frozen=True)
class Made:
    """What a file turned out to be: known once it was inspected or made."""

    pages: int = 0
    size: int = 0
    sha256: str = ""
    is_tagged: bool = False
    has_text: bool = True


@dataclass(frozen=True)
class PackPaper:
    """One paper as this audience meets it; `facts` are for the assembly only."""

    facts: PaperFacts
    title: str
    title_cy: str
    author: str
    treatment: Treatment
    ground: Ground | None
    reason: str
    file_name: str
    made: Made = Made()
    pages_from: int = 0

    @property
    def is_in(self) -> bool:
        """Whether pages of it are in the pack."""
        return self.treatment in IN_THE_PACK

    @property
    def pages_to(self) -> int:
        """Its last page in the numbering of the pack; 0 without pages."""
        return self.pages_from + self.made.pages - 1 if self.pages_from else 0

    @property
    def is_restricted(self) -> bool:
        """Whether every page of it is headed as not for publication."""
        return self.treatment == "include" and self.facts.access != "open"

    def as_payload(self) -> dict[str, Any]:
        """The paper as plain JSON values."""
        return {
            "key": self.facts.key,
            "kind": self.facts.kind,
            "title": self.title,
            "title_cy": self.title_cy,
            "author": self.author,
            "treatment": self.treatment,
            "access": self.facts.access,
            "ground": self.ground.as_payload() if self.ground else None,
            "reason": self.reason,
            "pages_from": self.pages_from,
            "pages_to": self.pages_to,
            "pages": self.made.pages,
            "size": self.made.size,
            "sha256": self.made.sha256,
            "is_tagged": self.made.is_tagged,
            "has_text": self.made.has_text,
            "file_name": self.file_name,
        }


@dataclass(frozen=True)
class PackItem:
    """One item of business as this audience meets it."""

    facts: ItemFacts
    is_hidden: bool
    title: str
    title_cy: str
    ground: Ground | None
    papers: tuple[PackPaper, ...]
    background: tuple[BackgroundFacts, ...]
    background_names: tuple[str, ...]
    page: int = 0

    @property
    def has_notice(self) -> bool:
        """Whether one notice page stands in place of the whole item."""
        return self.is_hidden and self.facts.state not in LEFT

    def as_payload(self) -> dict[str, Any]:
        """The item as plain JSON values; of a withheld one no more than title and ground."""
        facts, hidden = self.facts, self.is_hidden
        return {
            "key": facts.key,
            "number": facts.number,
            "title": self.title,
            "title_cy": self.title_cy,
            "purpose": facts.purpose,
            "lead": "" if hidden else facts.lead,
            "minutes": facts.minutes,
            "text": "" if hidden else facts.text,
            "function": "" if hidden else facts.function,
            "state": facts.state,
            "is_late": bool(facts.urgency_reason),
            "urgency_reason": facts.urgency_reason,
            "state_reason": "" if hidden else facts.state_reason,
            "access": facts.access,
            "ground": self.ground.as_payload() if self.ground else None,
            "page": self.page,
            "papers": [paper.as_payload() for paper in self.papers],
            "background": [
                {
                    "key": one.key,
                    "title": one.title,
                    "title_cy": one.title_cy,
                    "link": one.link,
                    "file_name": name,
                    "sha256": one.file.sha256 if one.file else "",
                }
                for one, name in zip(self.background, self.background_names, strict=True)
            ],
        }


@dataclass(frozen=True)
class Manifest:
    """The contents of one pack for one audience, before or after its pages are known."""

    facts: MeetingFacts
    audience: Audience
    kind: str
    number: int
    first_page: int
    items: tuple[PackItem, ...]
    opening_pages: int = 0
    certificate_page: int = 0
    pages: int = 0

    @property
    def missing(self) -> list[tuple[PackItem, PackPaper]]:
        """The papers without which there can be no pack."""
        return [
            (item, paper)
            for item in self.items
            for paper in item.papers
            if paper.treatment == "missing"
        ]

    @property
    def papers_in(self) -> list[PackPaper]:
        """The papers that are in it with pages, in their order."""
        return [paper for item in self.items for paper in item.papers if paper.is_in]

    @property
    def last_page(self) -> int:
        """The number on its last page."""
        return self.first_page + self.pages - 1


def build_manifest(
    facts: MeetingFacts, *, audience: Audience, kind: str, number: int, first_page: int
) -> Manifest:
    """Decide what this audience gets, and under which titles.

    Args:
        facts: the meeting.
        audience: `public` or `restricted`.
        kind: `edition` (everything) or `supplement` (what no published pack of the meeting has).
        number: the number of the pack among those of the meeting, from 1.
        first_page: the number on its first page; a supplement continues.
    """
    names = FileNames()
    items = [_item(item, facts, audience, names) for item in facts.items]
    if kind == "supplement":
        items = [one for item in items for one in _additions(item, facts)]
    return Manifest(
        facts=facts,
        audience=audience,
        kind=kind,
        number=number,
        first_page=first_page,
        items=tuple(items),
    )


def _item(item: ItemFacts, facts: MeetingFacts, audience: Audience, names: FileNames) -> PackItem:
    hidden = is_hidden(item, audience)
    title, title_cy = item.title, item.title_cy
    if audience == PUBLIC and item.public_title:
        title, title_cy = item.public_title, item.public_title_cy
    elif hidden:
        title, title_cy = facts.said.neutral_item, ""
    background = () if hidden else item.background
    return PackItem(
        facts=item,
        is_hidden=hidden,
        title=title,
        title_cy=title_cy,
        ground=_ground(item.ground, is_withheld=hidden),
        papers=tuple(_paper(one, item, facts, audience, names) for one in item.papers),
        background=background,
        background_names=tuple(
            names.give(item.number, one.title) if one.file else "" for one in background
        ),
    )


def _paper(
    paper: PaperFacts,
    item: ItemFacts,
    facts: MeetingFacts,
    audience: Audience,
    names: FileNames,
) -> PackPaper:
    treatment = treatment_of(paper, item, audience)
    withheld = audience == PUBLIC and (paper.access in WITHHELD or item.access in WITHHELD)
    title, title_cy = paper.title, paper.title_cy
    if not keeps_its_title(paper, item, audience):
        if paper.public_title:
            title, title_cy = paper.public_title, paper.public_title_cy
        else:
            title, title_cy = facts.said.neutral_paper, ""
    ground = paper.ground or (item.ground if paper.access != "open" else None)
    # A name is given to what is left out too: no other paper ever takes over its address.
    name = names.give(item.number, title)
    return PackPaper(
        facts=paper,
        title=title,
        title_cy=title_cy,
        author="" if withheld else paper.author,
        treatment=treatment,
        ground=_ground(ground, is_withheld=withheld),
        reason="" if withheld else paper.withdrawn_reason,
        file_name=name if treatment in IN_THE_PACK else "",
    )


def _ground(ground: Ground | None, *, is_withheld: bool) -> Ground | None:
    """The ground as the audience reads it: of what is withheld whole no part is described."""
    return replace(ground, which_part="") if ground and is_withheld else ground


def _additions(item: PackItem, facts: MeetingFacts) -> Iterable[PackItem]:
    """What of an item no published pack has: nothing, some papers, or the whole item."""
    if item.facts.key not in facts.published_items:
        yield item
        return
    new = tuple(
        paper
        for paper in item.papers
        if paper.facts.key not in facts.published_papers
        and paper.treatment not in ("to_follow", "withdrawn")
    )
    if new:
        yield replace(item, papers=new, background=(), background_names=())


@dataclass(frozen=True)
class Part:
    """One stretch of pages of the pack, in its order: a sheet of ours or a paper."""

    key: str
    item: PackItem | None = None
    paper: PackPaper | None = None


def parts_of(manifest: Manifest) -> list[Part]:
    """The parts of the pack in their order, whether their pages are known or not."""
    parts = [Part(OPENING)]
    for item in manifest.items:
        if item.has_notice:
            parts.append(Part(item.facts.key, item))
            continue
        parts += [
            Part(paper.facts.key, item, paper)
            for paper in item.papers
            if paper.is_in or paper.treatment == "notice"
        ]
    return [*parts, Part(CERTIFICATE)]


def placed(manifest: Manifest, made: Mapping[str, Made]) -> Manifest:
    """The manifest with its page numbers, once the pages of every part are known.

    `made` has an entry for the key of every part.
    """
    starts: dict[str, int] = {}
    page = manifest.first_page
    for part in parts_of(manifest):
        starts[part.key] = page
        page += made[part.key].pages
    items = tuple(_placed_item(item, starts, made) for item in manifest.items)
    return replace(
        manifest,
        items=items,
        opening_pages=made[OPENING].pages,
        certificate_page=starts[CERTIFICATE],
        pages=page - manifest.first_page,
    )


def _placed_item(item: PackItem, starts: Mapping[str, int], made: Mapping[str, Made]) -> PackItem:
    if item.has_notice:
        start = starts[item.facts.key]
        notice = Made(pages=made[item.facts.key].pages)
        papers = tuple(
            replace(paper, pages_from=start, made=notice) if paper.treatment == "notice" else paper
            for paper in item.papers
        )
        return replace(item, page=start, papers=papers)
    papers = tuple(
        replace(paper, pages_from=starts[paper.facts.key], made=made[paper.facts.key])
        if paper.facts.key in starts
        else paper
        for paper in item.papers
    )
    first = next((paper.pages_from for paper in papers if paper.pages_from), 0)
    return replace(item, page=first, papers=papers)


def untagged(manifest: Manifest) -> list[dict[str, Any]]:
    """The papers that a screen reader cannot follow: scans first of all, and files without tags."""
    return [
        {
            "number": item.facts.number,
            "key": paper.facts.key,
            "title": paper.title,
            "pages_from": paper.pages_from,
            "pages_to": paper.pages_to,
            "why": "untagged" if paper.made.has_text else "scan",
        }
        for item in manifest.items
        for paper in item.papers
        if paper.is_in and not (paper.made.is_tagged and paper.made.has_text)
    ]


def as_payload(
    manifest: Manifest,
    *,
    certificate: Mapping[str, Any],
    made: Made = Made(),
    notes: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The manifest as plain JSON values: what is frozen with a pack.

    Args:
        manifest: with its pages placed.
        certificate: what `boards.packs.certificate` says.
        made: the finished file.
        notes: what was taken out of the files on the way, for the clerk.
    """
    facts = manifest.facts
    return {
        "body": {
            "slug": facts.body.slug,
            "name": facts.body.name,
            "name_cy": facts.body.name_cy,
        },
        "meeting": {
            "key": facts.key,
            "title": facts.title,
            "title_cy": facts.title_cy,
            "kind": facts.kind,
            "held_on": facts.held_on.isoformat(),
            "starts_at": facts.starts_at.strftime("%H:%M") if facts.starts_at else None,
            "place": facts.place,
            "online_link": facts.online_link,
            "webcast_link": facts.webcast_link,
            "questions_due_on": facts.questions_due_on.isoformat()
            if facts.questions_due_on
            else None,
            "questions_due_at": facts.questions_due_at.strftime("%H:%M")
            if facts.questions_due_at
            else None,
        },
        "audience": manifest.audience,
        "kind": manifest.kind,
        "number": manifest.number,
        "language": "en-GB",
        "first_page": manifest.first_page,
        "last_page": manifest.last_page,
        "pages": manifest.pages,
        "is_tagged": made.is_tagged,
        "sha256": made.sha256,
        "size": made.size,
        "items": [item.as_payload() for item in manifest.items],
        "untagged": untagged(manifest),
        "notes": [dict(note) for note in notes],
        "certificate": dict(certificate),
    }
