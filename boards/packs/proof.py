"""The proof that nothing leaked: a finished pack searched for all that is withheld.

Pure: it takes what was read of the pack, what is withheld and what is cleared, and returns every
place where something withheld shows. See docs/leak-proof.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from boards.packs import needles as kinds
from boards.packs.clearance import Clearance
from boards.packs.hits import Hit
from boards.packs.needles import Needle, needles
from boards.packs.runs import LEAST, Runs
from boards.packs.search import find_hits
from boards.packs.withheld import Cleared, Withheld
from portal.pdf.read.document import ReadDocument

__all__ = ["Cleared", "Hit", "Proof", "Withheld", "prove"]


@dataclass(frozen=True)
class Proof:
    """What the search found.

    Attributes:
        hits: that nobody has cleared.
        cleared_hits: that the proper officer has cleared before.
        checked: how many titles, file names, hashes, particulars, pages and passages.
        runs: how many runs of words were looked for.
        unread: what of the pack could not be read.
        unsearchable: refs of files that have neither words nor images to look for.
    """

    hits: tuple[Hit, ...]
    cleared_hits: tuple[Hit, ...]
    checked: Mapping[str, int]
    runs: int
    unread: tuple[str, ...] = ()
    unsearchable: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing leaked, and everything could be read."""
        return not self.hits and not self.unread


def prove(
    document: ReadDocument,
    withheld: Sequence[Withheld],
    cleared: Sequence[Cleared],
    allowed: Collection[str] = (),
) -> Proof:
    """Search a finished pack for everything that is withheld from its readers.

    Args:
        document: the finished file (`portal.pdf.reading.read_everything`).
        withheld: what must not show.
        cleared: every text that may: cleared papers, public titles, the portal's own sheets.
        allowed: digests of the hits that the proper officer has cleared.
    """
    clearance = Clearance(cleared)
    runs = Runs()
    counts = {one.ref: 0 for one in withheld}
    for one in withheld:
        counts[one.ref] += runs.add(one.ref, one.text)
    for letters in clearance.rows:
        runs.forget(letters)
    sought = needles(withheld)
    found: dict[tuple[str, int | None], Hit] = {}
    for hit in find_hits(document, sought, runs, clearance, withheld, cleared):
        found.setdefault((hit.digest, hit.page), hit)
    return Proof(
        hits=tuple(hit for hit in found.values() if hit.digest not in allowed),
        cleared_hits=tuple(hit for hit in found.values() if hit.digest in allowed),
        checked=_checked(document, sought),
        runs=len(runs),
        unread=document.unread,
        unsearchable=tuple(
            dict.fromkeys(
                one.ref
                for one in withheld
                if (one.sha256 or one.file_names) and counts[one.ref] < LEAST and not one.images
            )
        ),
    )


def _checked(document: ReadDocument, sought: Iterable[Needle]) -> dict[str, int]:
    """What was looked for and where, in numbers."""
    names = {
        kinds.TITLE: "titles",
        kinds.FILE_NAME: "file_names",
        kinds.HASH: "hashes",
        kinds.METADATA: "metadata",
    }
    counts = dict.fromkeys(names.values(), 0)
    for shown in {(one.ref, one.kind, one.shown) for one in sought}:
        counts[names[shown[1]]] += 1
    return {**counts, "pages": document.pages, "passages": len(document.passages)}
