"""The agenda of a meeting as a reader has it: from the frozen manifests of its packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse

from boards.models import ItemAccess, Pack, PackFile
from boards.packs.editions import IN_THE_PACK

RESTRICTED: Final = PackFile.Audience.RESTRICTED


@dataclass(frozen=True)
class ReadPaper:
    """A paper as its reader finds it; `address` leads to its first page in the reader's pack."""

    key: str
    title: str
    pages: int
    pages_from: int
    pages_to: int
    is_withheld: bool
    is_in: bool
    address: str


@dataclass
class ReadItem:
    """An item of business with its papers."""

    key: str
    number: int | None
    title: str
    is_withheld: bool
    address: str
    papers: dict[str, ReadPaper] = field(default_factory=dict)


def files_to_read(files: Sequence[PackFile]) -> list[PackFile]:
    """Of the files that somebody may read: for each pack the one that holds most.

    `files` are of one meeting, in any order. The answer is in the order of the packs.
    """
    best: dict[int, PackFile] = {}
    for file in files:
        known = best.get(file.pack_id)
        if known is None or file.audience == RESTRICTED:
            best[file.pack_id] = file
    return sorted(best.values(), key=lambda one: one.pack.number)


def in_force(files: Sequence[PackFile]) -> list[PackFile]:
    """The newest edition that is published with its supplements; a reader's agenda is theirs."""
    standing = [one for one in files if one.pack.state == Pack.State.PUBLISHED]
    editions = [one for one in standing if one.pack.kind == Pack.Kind.EDITION]
    if not editions:
        return []
    newest = max(editions, key=lambda one: one.pack.number)
    later = [
        one
        for one in standing
        if one.pack.kind == Pack.Kind.SUPPLEMENT and one.pack.number > newest.pack.number
    ]
    return [newest, *later]


def address_of(file: PackFile, page: int = 0) -> str:
    """Where a reader opens a file of a pack; `page` is the number that stands on the page.

    The page is said twice: after `#` for the browser, and before it for the page on which the
    reader waits where their copy is still to be made.
    """
    address = reverse("boards_pack_file", args=[file.pack.key, file.audience])
    place = page - int(file.manifest.get("first_page") or 1) + 1
    if not page or place < 1:
        return address
    return f"{address}?page={place}#page={place}"


def agenda_of(files: Sequence[PackFile]) -> list[ReadItem]:
    """The items with their papers; what a supplement brings stands with its item.

    Args:
        files: the newest edition, then its supplements (`in_force`).
    """
    items: dict[str, ReadItem] = {}
    for file in files:
        for one in file.manifest.get("items", ()):
            item = items.setdefault(one["key"], _item(one, file))
            for paper in one["papers"]:
                known = item.papers.get(paper["key"])
                if known is None or not known.is_in:
                    item.papers[paper["key"]] = _paper(paper, file)
    return sorted(items.values(), key=lambda one: one.number or 0)


def _item(one: Mapping[str, Any], file: PackFile) -> ReadItem:
    return ReadItem(
        key=one["key"],
        number=one["number"],
        title=one["title"],
        is_withheld=_is_withheld(one),
        address=address_of(file, int(one.get("page") or 0)),
    )


def _paper(one: Mapping[str, Any], file: PackFile) -> ReadPaper:
    is_in = one["treatment"] in IN_THE_PACK
    return ReadPaper(
        key=one["key"],
        title=one["title"],
        pages=one["pages"] if is_in else 0,
        pages_from=one["pages_from"] if is_in else 0,
        pages_to=one["pages_to"] if is_in else 0,
        is_withheld=_is_withheld(one),
        is_in=is_in,
        address=address_of(file, one["pages_from"]) if is_in else "",
    )


def _is_withheld(one: Mapping[str, Any]) -> bool:
    return bool(one.get("access", ItemAccess.OPEN) != ItemAccess.OPEN)
