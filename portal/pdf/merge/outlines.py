"""Bookmarks: those of each file, read; and those of the whole, written (12.3.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from portal.pdf.merge.destinations import Destinations
from portal.pdf.merge.objects import dictionary, find, text_of
from portal.pdf.merge.opening import Source

DEEPEST: Final = 24
MOST: Final = 20_000


@dataclass
class Bookmark:
    """A bookmark: its title, where it leads (`[page number, view …]`) or an address, its kids."""

    title: str
    target: Any = None
    address: str = ""
    kids: list[Bookmark] = field(default_factory=list)
    is_open: bool = False


def read_bookmarks(source: Source, destinations: Destinations, first_page: int) -> list[Bookmark]:
    """The bookmarks of a file, with pages counted in the merged file.

    Args:
        source: the opened file.
        destinations: of the same file.
        first_page: how many pages stand before it.
    """
    top: list[Bookmark] = []
    root = dictionary(find(source.root, "/Outlines"))
    waiting = [(find(root, "/First"), top, 1)] if root is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        entry, siblings, depth = waiting.pop()
        entry = dictionary(entry)
        if entry is None or entry.objgen in seen or len(seen) >= MOST:
            continue
        seen.add(entry.objgen)
        mark = _read(entry, source, destinations, first_page)
        siblings.append(mark)
        count = find(entry, "/Count")
        mark.is_open = isinstance(count, int) and count > 0
        waiting.append((find(entry, "/Next"), siblings, depth))
        waiting.append(
            (find(entry, "/First"), mark.kids if depth < DEEPEST else siblings, depth + 1)
        )
    return top


def _read(entry: Any, source: Source, destinations: Destinations, first_page: int) -> Bookmark:
    mark = Bookmark(text_of(find(entry, "/Title")))
    if "/Dest" in entry:
        mark.target = destinations.resolved(find(entry, "/Dest"))
    elif "/A" in entry:
        mark.target, mark.address, code = destinations.of_action(find(entry, "/A"))
        if code:
            source.codes.add(code)
    if mark.target is not None:
        mark.target = [mark.target[0] + first_page, *list(mark.target)[1:]]
    return mark


def write_bookmarks(out: pikepdf.Pdf, marks: list[Bookmark], pages: list[Any]) -> Any:
    """The bookmarks as the outline of the merged file, or nothing where there are none."""
    if not marks:
        return None
    root = out.make_indirect(Dictionary(Type=Name.Outlines))
    waiting = [(root, marks)]
    while waiting:
        parent, kids = waiting.pop()
        entries = [out.make_indirect(_entry(kid, parent, pages)) for kid in kids]
        for before, after in pairwise(entries):
            before["/Next"], after["/Prev"] = after, before
        parent["/First"], parent["/Last"] = entries[0], entries[-1]
        waiting.extend(
            (entry, kid.kids) for entry, kid in zip(entries, kids, strict=True) if kid.kids
        )
        for entry, kid in zip(entries, kids, strict=True):
            if kid.kids:
                shown = _shown(kid.kids)
                entry["/Count"] = shown if kid.is_open else -shown
    root["/Count"] = _shown(marks)
    return root


def _entry(mark: Bookmark, parent: Any, pages: list[Any]) -> Any:
    entry = Dictionary(Title=String(mark.title), Parent=parent)
    if mark.target is not None and mark.target[0] < len(pages):
        entry["/Dest"] = Array([pages[mark.target[0]], *mark.target[1:]])
    elif mark.address:
        entry["/A"] = Dictionary(S=Name.URI, URI=String(mark.address))
    return entry


def _shown(marks: list[Bookmark]) -> int:
    """How many bookmarks are seen when these are."""
    return len(marks) + sum(_shown(mark.kids) for mark in marks if mark.is_open)
