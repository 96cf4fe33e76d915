"""Goes through a finished pack and tells every place where something withheld shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from boards.packs import needles as kinds
from boards.packs.alone import INNER, alone
from boards.packs.clearance import Clearance
from boards.packs.hits import Hit, hit_in
from boards.packs.needles import Needle
from boards.packs.runs import Runs
from boards.packs.searched import Row, rows
from boards.packs.withheld import Cleared, Withheld
from portal.pdf.read import document as place
from portal.pdf.read.document import Passage, ReadDocument

#: What was found, on which page and whose: told once, though a page is read twice.
Key: TypeAlias = tuple[int | None, str, str]


def find_hits(
    document: ReadDocument,
    sought: Sequence[Needle],
    runs: Runs,
    clearance: Clearance,
    withheld: Sequence[Withheld],
    cleared: Sequence[Cleared],
) -> Iterator[Hit]:
    """Search a document place by place, the pages first.

    Args:
        document: the finished pack.
        sought: titles, file names, hashes and particulars.
        runs: the runs of words that are in no cleared text.
        clearance: the cleared texts.
        withheld: for what is known of files and images.
        cleared: for the images that are public.
    """
    on_pages: set[Key] = set()
    laid_out = sorted(rows(document), key=lambda row: row.place != place.PAGE)
    secret = [one for one in sought if one.kind == kinds.HASH or not clearance.is_public_title(one)]
    for row in laid_out:
        hits = [*_needles_in(row, secret, clearance), *_runs_in(row, runs, clearance, on_pages)]
        for hit, key in hits:
            if row.place == place.PAGE:
                on_pages.add(key)
            if row.place != place.DRAWN or key not in on_pages:
                yield hit
    yield from _files_in(document, withheld, cleared)


def _needles_in(
    row: Row, sought: Iterable[Needle], clearance: Clearance
) -> Iterator[tuple[Hit, Key]]:
    plain = {one.letters: one for one in sought if one.is_plain}
    for letters, passage in alone(row, plain):
        yield _needle_hit(plain[letters], passage)
    row_text = row.letters.text
    for needle in sought:
        is_noise = needle.is_plain or (needle.is_word and row.place in INNER)
        start = -1 if is_noise else row_text.find(needle.letters)
        while start >= 0:
            end = start + len(needle.letters)
            is_here = len(needle.letters) >= kinds.DISTINCT or row.letters.is_whole(start, end)
            if is_here and not clearance.is_cleared(needle, row, start):
                yield _needle_hit(needle, row.passage_at(start)[0])
            start = row_text.find(needle.letters, start + 1)


def _needle_hit(needle: Needle, passage: Passage) -> tuple[Hit, Key]:
    hit = hit_in(
        passage, ref=needle.ref, kind=needle.kind, shown=needle.shown, letters=needle.letters
    )
    return hit, (passage.page, needle.ref, needle.letters)


def _runs_in(
    row: Row, runs: Runs, clearance: Clearance, on_pages: set[Key]
) -> Iterator[tuple[Hit, Key]]:
    """Runs that overlap are one hit, as far as they stand in one passage."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    for start, run, refs in sorted(runs.find(row.letters)):
        page = row.passage_at(start)[0].page
        for ref in refs:
            key = (page, ref, run)
            if row.place == place.PAGE:
                on_pages.add(key)
            elif row.place == place.DRAWN and key in on_pages:
                continue
            _join(stretches.setdefault(ref, []), start, start + len(run), row)
    for ref, joined in stretches.items():
        for start, end in joined:
            own = row.letters.words_between(start, end)
            if clearance.is_sentence_and_word(own):
                continue
            passage = row.passage_at(start)[0]
            letters = row.letters.text[start:end]
            hit = hit_in(passage, ref=ref, kind=kinds.WORDS, shown=" ".join(own), letters=letters)
            yield hit, (passage.page, ref, letters)


def _join(joined: list[tuple[int, int]], start: int, end: int, row: Row) -> None:
    if joined and start <= joined[-1][1]:
        first, last = joined[-1]
        if row.passage_at(first)[1] == row.passage_at(start)[1]:
            joined[-1] = (first, max(last, end))
            return
    joined.append((start, end))


def _files_in(
    document: ReadDocument, withheld: Sequence[Withheld], cleared: Sequence[Cleared]
) -> Iterator[Hit]:
    """Attached files and images that are those of something withheld."""
    public = {image for one in cleared for image in one.images}
    attached = Passage(place.ATTACHMENT, None, "")
    pictured = Passage(place.IMAGE, None, "")
    for one in withheld:
        for digest in {*map(str.lower, one.sha256)}.intersection(document.attachments):
            yield hit_in(attached, ref=one.ref, kind=kinds.ATTACHMENT, shown=digest, letters=digest)
        for digest in sorted({*one.images}.intersection(document.images) - public):
            yield hit_in(pictured, ref=one.ref, kind=kinds.IMAGE, shown=digest, letters=digest)
