"""What the proof of a public pack is told, and its result as it is kept.

What is withheld comes from the facts of the meeting and the files themselves, what is cleared from
cleared papers and titles; neither comes from the finished pack or from its sheets, so that a fault
in the assembly cannot excuse itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from django.utils import translation
from django.utils.html import strip_tags

from boards.packs import sheet_words as words
from boards.packs.facts import LANGUAGE
from boards.packs.manifest import Manifest, PackPaper
from boards.packs.meeting_facts import ItemFacts, MeetingFacts, PaperFacts
from boards.packs.proof import Cleared, Proof, Withheld, prove
from boards.packs.treatment import PART
from boards.packs.withheld import metadata_of, words_of
from boards.rules.exemptions import WITHHELD, ground_words, paragraphs_of
from boards.rules.legal_texts import NAMES, default_text
from portal.pdf.reading import read_everything

NOTHING_WITHHELD: Final = {"holds": True, "withheld": 0, "hits": [], "cleared_hits": []}


def proof_of(path: Path, manifest: Manifest, sources: Mapping[str, Path]) -> dict[str, Any]:
    """Search a finished public pack for all that is withheld from the public.

    Args:
        path: the finished file.
        manifest: its contents.
        sources: the file of each paper that is in it, by key.

    Returns:
        plain JSON for `PackFile.proof`: `holds`, `hits` and `cleared_hits` (each with `ref`,
        `kind`, `place`, `page`, `shown`, `digest`), what was looked for, and what could not be
        read. The words of a hit are for the proper officer alone.

    Raises:
        ChildError: a file could not be read.
    """
    withheld = list(_withheld(manifest))
    if not withheld:
        return dict(NOTHING_WITHHELD)
    document = read_everything(path)
    allowed = manifest.facts.allowed_hits
    cleared = list(_cleared_texts(manifest))
    proof = prove(document, withheld, cleared, allowed)
    if proof.hits:
        # Only now are the cleared papers worth reading: what they say can excuse a hit, and never
        # make one.
        proof = prove(document, withheld, [*cleared, *_cleared_papers(manifest, sources)], allowed)
    return {"withheld": len(withheld), **as_json(proof)}


def as_json(proof: Proof) -> dict[str, Any]:
    """A proof as plain JSON values."""
    return {
        "holds": proof.holds,
        "hits": [asdict(hit) for hit in proof.hits],
        "cleared_hits": [asdict(hit) for hit in proof.cleared_hits],
        "checked": dict(proof.checked),
        "runs": proof.runs,
        "unread": list(proof.unread),
        "unsearchable": list(proof.unsearchable),
    }


def _withheld(manifest: Manifest) -> Iterator[Withheld]:
    """Items and papers of which the public may know less than the officers, in their order.

    Of the whole agenda, also where a supplement shows only a part of it.
    """
    shown = {paper.facts.key: paper for item in manifest.items for paper in item.papers}
    for item in manifest.facts.items:
        if item.access not in ("open", "part_exempt"):
            text = "\n".join((item.text, item.lead, item.state_reason))
            yield Withheld(ref=item.key, titles=_known(item.title, item.title_cy), text=text)
        for paper in item.papers:
            is_item_withheld = item.access not in ("open", "part_exempt")
            if paper.access != "open" or is_item_withheld:
                yield _withheld_paper(paper, shown.get(paper.key), is_item_withheld)


def _withheld_paper(paper: PaperFacts, shown: PackPaper | None, is_item_withheld: bool) -> Withheld:
    is_title_private = is_item_withheld or paper.access != "part_exempt" or bool(paper.public_title)
    titles = _known(paper.title, paper.title_cy) if is_title_private else ()
    text = strip_tags(paper.text) + strip_tags(dict(paper.records).get("restricted", ""))
    names: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    metadata: tuple[str, ...] = () if shown and shown.is_in else _known(paper.author)
    if paper.file:
        names = _known(paper.file.name, *paper.file.other_names)
        hashes = (paper.file.sha256,)
        if Path(paper.file.path).exists():
            read = read_everything(Path(paper.file.path))
            text += words_of(read)
            images = read.images
            metadata += metadata_of(read)
    return Withheld(
        ref=paper.key,
        titles=titles,
        file_names=names,
        sha256=hashes,
        text=text,
        metadata=metadata,
        images=images,
    )


def _cleared_texts(manifest: Manifest) -> Iterator[Cleared]:
    """Titles, names and sentences that the public may read."""
    facts = manifest.facts
    with translation.override(LANGUAGE):
        yield Cleared("sentences", "\f".join(_sentences(facts)))
        yield Cleared("meeting", "\n".join(_of_the_meeting(facts)))
    for item in facts.items:
        if item.access in ("open", "part_exempt"):
            told = (item.title, item.title_cy, item.text, item.lead, item.state_reason)
            yield Cleared(item.key, "\n".join(one for one in told if one))
        public = (item.public_title, item.public_title_cy, item.urgency_reason)
        yield Cleared(item.key, "\n".join(one for one in public if one))
        for paper in item.papers:
            yield Cleared(paper.key, "\n".join(_public_titles(paper, item.access)))


def _public_titles(paper: PaperFacts, item_access: str) -> Iterator[str]:
    yield paper.public_title
    yield paper.public_title_cy
    if (paper.access == "open" and item_access in ("open", "part_exempt")) or (
        paper.access == "part_exempt" and not paper.public_title
    ):
        yield from (paper.title, paper.title_cy, paper.author)


def _cleared_papers(manifest: Manifest, sources: Mapping[str, Path]) -> Iterator[Cleared]:
    """What the papers say that are cleared: read from their files, one by one."""
    for paper in manifest.papers_in:
        if not is_cleared(paper):
            continue
        read = read_everything(sources[paper.facts.key])
        yield Cleared(paper.facts.key, words_of(read), images=read.images)


def is_cleared(paper: PackPaper) -> bool:
    """Whether the public may read the file that goes in for a paper, by its access alone."""
    return paper.facts.access == "open" or paper.treatment == "public_version"


def _sentences(facts: MeetingFacts) -> Iterator[str]:
    """Legal sentences: the body's own, the defaults, every paragraph, every ground given."""
    regime = facts.body.regime
    yield from (facts.said.attendance, facts.said.questions, facts.said.filming)
    yield from (default_text(name=name, regime=regime) for name in NAMES)
    for number in paragraphs_of(regime):
        yield ground_words(access="exempt", regime=regime, paragraphs=[number], ground="")
    for item in facts.items:
        things: tuple[ItemFacts | PaperFacts, ...] = (item, *item.papers)
        for thing in things:
            if thing.ground:
                yield words.ground_line(thing.ground.as_payload())
            if thing.ground and thing.access == PART and item.access not in WITHHELD:
                yield thing.ground.which_part
    yield facts.notice.authority


def _of_the_meeting(facts: MeetingFacts) -> Iterator[str]:
    yield from (facts.title, facts.title_cy, facts.place, facts.kind_words, facts.address)
    yield from (facts.body.name, facts.body.name_cy, facts.body.short_name)
    yield from (facts.body.contact, facts.body.concern_contact)
    yield from (facts.said.neutral_item, facts.said.neutral_paper)
    for one in facts.members:
        yield from (one.name, one.filled_by, one.party)


def _known(*values: str) -> tuple[str, ...]:
    return tuple(value for value in values if value)
