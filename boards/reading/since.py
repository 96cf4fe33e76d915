"""What changed in the packs of a meeting since somebody read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from boards.models import Pack, PackFile
from boards.packs.changes import compare
from boards.packs.editions import Payload, public_agenda

#: What counts as a new paper for somebody who has read the rest.
NEW: Final = frozenset({"added", "released"})


@dataclass(frozen=True)
class Changes:
    """How many papers are new, and how many stand in the place of an older text."""

    added: int = 0
    replaced: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything to read again."""
        return bool(self.added or self.replaced)


def read_before(files: Sequence[PackFile], read: frozenset[int]) -> list[PackFile]:
    """The newest edition that was read, and those of its supplements that were.

    Args:
        files: of all packs of the meeting that have gone out, those of older editions too.
        read: the packs, by number in the database, that the person opened.
    """
    ordered = sorted(files, key=lambda one: one.pack.number)
    editions = [one for one in ordered if one.pack.kind == Pack.Kind.EDITION]
    mine = [one for one in editions if one.pack_id in read]
    if not mine:
        return []
    start = mine[-1].pack.number
    end = min(
        (one.pack.number for one in editions if one.pack.number > start), default=float("inf")
    )
    supplements = [
        one
        for one in ordered
        if one.pack.kind == Pack.Kind.SUPPLEMENT
        and start < one.pack.number < end
        and one.pack_id in read
    ]
    return [mine[-1], *supplements]


def changes_between(before: Sequence[PackFile], after: Sequence[PackFile]) -> Changes:
    """The papers that came or were replaced, counted once each.

    Files for the public and the others hash their papers at different stages. A paper that was
    read in the one and stands in the other now is not counted as replaced.
    """
    found = compare(*_comparable(before, after))
    brought = {one["key"] for one in found if one["what"] in NEW and one["key"]}
    of_new_items = {one["item_key"] for one in found if one["what"] == "item_added"}
    for file in after:
        for item in file.manifest.get("items", ()):
            if item["key"] in of_new_items:
                brought |= {one["key"] for one in item["papers"] if one["pages_from"]}
    replaced = {one["key"] for one in found if one["what"] == "replaced"}
    return Changes(added=len(brought), replaced=len(replaced - brought))


def _comparable(
    before: Sequence[PackFile], after: Sequence[PackFile]
) -> tuple[Payload | None, Payload | None]:
    """Both agendas, without the hashes of papers that were read in a file of another kind."""
    old, new = (public_agenda([one.manifest for one in files]) for files in (before, after))
    read_in, stands_in = _kinds(old, before), _kinds(new, after)
    for agenda in (old, new):
        for paper in _papers(agenda):
            if read_in.get(paper["key"]) != stands_in.get(paper["key"]):
                paper["sha256"] = ""
    return old, new


def _kinds(agenda: Payload | None, files: Sequence[PackFile]) -> dict[str, str]:
    """For each paper the audience of the file in which it stands."""
    of_pack = {one.manifest["number"]: str(one.audience) for one in files}
    return {paper["key"]: of_pack[paper["pack"]] for paper in _papers(agenda)}


def _papers(agenda: Payload | None) -> list[Payload]:
    return [paper for item in (agenda or {}).get("items", ()) for paper in item["papers"]]
