"""What a newer agenda says differently from the one before it, and how a paper was rewritten. Pure.

Both sides are agendas as the public reads them (`boards.packs.editions.public_agenda`), so that
what is said of a change never goes beyond what is public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from boards.packs.editions import IN_THE_PACK

#: Beyond so many words on one side two texts are not compared word by word.
MOST_WORDS: Final = 30_000
#: So many words of what stayed are shown around what changed.
AROUND: Final = 12
#: What stands in place of a comparison that would be too long to read.
TOO_LONG: Final[Mapping[str, str]] = {"op": "too_long", "text": ""}
#: So many stretches are shown of one paper.
MOST_STRETCHES: Final = 600
_COMPARED_AT_ONCE: Final = 400


def compare(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[dict[str, Any]]:
    """The changes from one agenda to the next, in the order of the newer one.

    Each has `what` (`item_added`, `item_withdrawn`, `item_deferred`, `item_moved`, `item_withheld`,
    `item_released`, `added`, `replaced`, `withdrawn`, `withheld`, `released`), the number and title
    of the item, and the key and title of the paper where it is about one. Without an agenda before
    there is nothing to compare.
    """
    if before is None or after is None:
        return []
    old = {item["key"]: item for item in before["items"]}
    new = {item["key"]: item for item in after["items"]}
    moved = _moved(list(old), list(new))
    found: list[dict[str, Any]] = []
    for key, item in new.items():
        found += _of_item(old.get(key), item, is_moved=key in moved)
    for key, item in old.items():
        if key not in new:
            found.append(_change("item_withdrawn", item))
    return found


def replaced_papers(changes: Sequence[Mapping[str, Any]]) -> list[str]:
    """The keys of the papers that stand in the place of an older text."""
    return [one["key"] for one in changes if one["what"] == "replaced"]


def compare_texts(before: str, after: str) -> list[dict[str, str]]:
    """Two texts word by word: stretches with `op` `same`, `removed` or `added`, and their `text`.

    Of what stayed only a few words around each change are given (`gap` stands for the rest). Too
    long or too different texts give one stretch `too_long`. Equal texts give none.
    """
    old, new = before.split(), after.split()
    if old == new:
        return []
    if max(len(old), len(new)) > MOST_WORDS:
        return [dict(TOO_LONG)]
    stretches = list(_shortened(list(_stretches(before, after))))
    if len(stretches) > MOST_STRETCHES:
        return [dict(TOO_LONG)]
    return stretches


def _of_item(
    old: Mapping[str, Any] | None, item: Mapping[str, Any], *, is_moved: bool
) -> Iterator[dict[str, Any]]:
    if old is None:
        yield _change("item_added", item)
        return
    if item["state"] != old["state"] and item["state"] in ("withdrawn", "deferred"):
        yield _change(f"item_{item['state']}", item, reason=item["state_reason"])
    if item["is_withheld"] != old["is_withheld"]:
        yield _change("item_withheld" if item["is_withheld"] else "item_released", item)
    if is_moved:
        yield _change("item_moved", item)
    papers = {paper["key"]: paper for paper in old["papers"]}
    here = {paper["key"] for paper in item["papers"]}
    for paper in item["papers"]:
        what = _of_paper(papers.get(paper["key"]), paper)
        if what:
            yield _change(what, item, paper, reason=paper["reason"])
    for key, paper in papers.items():
        if key not in here and paper["treatment"] in IN_THE_PACK:
            yield _change("withdrawn", item, paper)


def _of_paper(old: Mapping[str, Any] | None, paper: Mapping[str, Any]) -> str:
    """What became of a paper, as one word; empty when nothing did."""
    is_in = paper["treatment"] in IN_THE_PACK
    was = old["treatment"] if old else "nothing"
    if is_in and was in IN_THE_PACK and old:
        return "replaced" if paper["sha256"] != old["sha256"] else ""
    if is_in:
        return "released" if was == "notice" else "added"
    if paper["treatment"] == was:
        return ""
    return {"notice": "withheld", "withdrawn": "withdrawn"}.get(paper["treatment"], "")


def _change(
    what: str,
    item: Mapping[str, Any],
    paper: Mapping[str, Any] | None = None,
    *,
    reason: str = "",
) -> dict[str, Any]:
    return {
        "what": what,
        "number": item["number"],
        "item": item["title"],
        "item_cy": item["title_cy"],
        "item_key": item["key"],
        "key": paper["key"] if paper else "",
        "title": paper["title"] if paper else "",
        "title_cy": paper["title_cy"] if paper else "",
        "reason": reason,
    }


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The items that changed places among those on both agendas; the fewest that explain it."""
    both = set(old) & set(new)
    before = [key for key in old if key in both]
    after = [key for key in new if key in both]
    kept: set[str] = set()
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        kept.update(before[block.a : block.a + block.size])
    return both - kept


def _stretches(before: str, after: str) -> Iterator[tuple[str, list[str]]]:
    """Lines first, then words within the lines that differ: long texts stay quick."""
    old = [line.split() for line in before.splitlines() if line.strip()]
    new = [line.split() for line in after.splitlines() if line.strip()]
    lines = SequenceMatcher(
        None, [tuple(line) for line in old], [tuple(line) for line in new], autojunk=False
    )
    for op, a, b, c, d in lines.get_opcodes():
        removed = [word for line in old[a:b] for word in line]
        added = [word for line in new[c:d] for word in line]
        if op == "equal":
            yield "same", removed
        elif max(len(removed), len(added)) > _COMPARED_AT_ONCE * 5:
            yield from (("removed", removed), ("added", added))
        else:
            yield from _words(removed, added)


def _words(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str]]]:
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield "same", old[a:b]
            continue
        yield "removed", old[a:b]
        yield "added", new[c:d]


def _shortened(stretches: list[tuple[str, list[str]]]) -> Iterator[dict[str, str]]:
    """Neighbours of one kind joined, and long stretches that stayed cut down to their ends."""
    joined: list[tuple[str, list[str]]] = []
    for op, words in stretches:
        if not words:
            continue
        if joined and joined[-1][0] == op:
            joined[-1][1].extend(words)
        else:
            joined.append((op, list(words)))
    last = len(joined) - 1
    for place, (op, words) in enumerate(joined):
        if op != "same" or len(words) <= AROUND * 2:
            yield {"op": op, "text": " ".join(words)}
            continue
        if place:
            yield {"op": "same", "text": " ".join(words[:AROUND])}
        yield {"op": "gap", "text": ""}
        if place < last:
            yield {"op": "same", "text": " ".join(words[-AROUND:])}
