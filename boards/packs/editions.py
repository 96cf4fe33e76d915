"""What the packs of a meeting say to the public, put together from their frozen manifests. Pure.

An edition has everything; a supplement adds to the edition before it. The public reads one agenda:
that of the newest edition with what its supplements brought. Each field that goes out is named
here, so a manifest may hold more than the public is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

Payload = dict[str, Any]

#: Papers whose pages are in a pack.
IN_THE_PACK: Final = frozenset({"include", "public_version"})
#: States of access in which the public is told no more than the ground.
WITHHELD: Final = frozenset({"proposed_exempt", "exempt", "confidential"})


def public_agenda(manifests: Sequence[Mapping[str, Any]]) -> Payload | None:
    """The agenda as the public reads it now.

    Args:
        manifests: the newest edition first, then its supplements in the order of their numbers.

    Returns:
        `items` with their papers and `untagged` parts, or None where there is no edition.
    """
    if not manifests:
        return None
    items: dict[str, Payload] = {}
    for manifest in manifests:
        for item in manifest["items"]:
            shown = _item(item, manifest)
            known = items.get(shown["key"])
            items[shown["key"]] = _joined(known, shown) if known else shown
    return {
        "items": sorted(items.values(), key=lambda one: one["number"] or 0),
        "untagged": [
            _untagged(one, manifest) for manifest in manifests for one in _parts(manifest)
        ],
    }


def papers_in(manifest: Mapping[str, Any]) -> dict[str, Payload]:
    """The papers whose pages are in a pack, by their permanent key."""
    return {
        paper["key"]: paper
        for item in manifest.get("items", ())
        for paper in item["papers"]
        if paper["treatment"] in IN_THE_PACK
    }


def background_in(manifest: Mapping[str, Any]) -> dict[str, Payload]:
    """The background papers that a pack lists, by their permanent key."""
    return {
        one["key"]: one for item in manifest.get("items", ()) for one in item.get("background", ())
    }


def withheld_keys(manifest: Mapping[str, Any]) -> frozenset[str]:
    """The papers in whose place a pack has a notice."""
    return frozenset(
        paper["key"]
        for item in manifest.get("items", ())
        for paper in item["papers"]
        if paper["treatment"] == "notice"
    )


def names(payload: Any, key: str) -> bool:
    """Whether a payload speaks of the thing with a permanent key, however deep."""
    if isinstance(payload, Mapping):
        here = key in (payload.get("key"), payload.get("item_key"))
        return here or any(names(one, key) for one in payload.values())
    return isinstance(payload, list | tuple) and any(names(one, key) for one in payload)


def says(payload: Any, key: str, title: str) -> bool:
    """Whether a payload tells a title of the thing with a permanent key, however deep."""
    if isinstance(payload, Mapping):
        is_it = key in (payload.get("key"), payload.get("item_key"))
        here = is_it and title in payload.values()
        return here or any(says(one, key, title) for one in payload.values())
    return isinstance(payload, list | tuple) and any(says(one, key, title) for one in payload)


def tells_of_item(manifest: Mapping[str, Any], key: str) -> bool:
    """Whether a manifest tells more of an item than that it is withheld, and why."""
    return any(
        item["key"] == key and item["access"] not in WITHHELD for item in manifest.get("items", ())
    )


def without_paper(manifest: Mapping[str, Any], *, key: str, title: str, reason: str) -> Payload:
    """A manifest in which one paper is said to be withdrawn, and why, and no more of it is told."""
    return {
        **manifest,
        "items": [
            {
                **item,
                "papers": [
                    _withdrawn(paper, title, reason) if paper["key"] == key else paper
                    for paper in item["papers"]
                ],
            }
            for item in manifest["items"]
        ],
        "untagged": [one for one in manifest.get("untagged", ()) if one.get("key") != key],
    }


def without_item(manifest: Mapping[str, Any], *, key: str, title: str, reason: str) -> Payload:
    """A manifest in which one item with all its papers is said to be withdrawn, and why."""
    gone = {
        paper["key"] for item in manifest["items"] if item["key"] == key for paper in item["papers"]
    }
    return {
        **manifest,
        "items": [
            {
                **item,
                "title": title,
                "title_cy": "",
                "lead": "",
                "text": "",
                "function": "",
                "ground": None,
                "state": "withdrawn",
                "state_reason": reason,
                "urgency_reason": "",
                "papers": [],
                "background": [],
            }
            if item["key"] == key
            else item
            for item in manifest["items"]
        ],
        "untagged": [one for one in manifest.get("untagged", ()) if one.get("key") not in gone],
    }


def _joined(known: Payload, more: Payload) -> Payload:
    """An item with the papers that a supplement brings: those that were to follow, and new ones."""
    papers = {paper["key"]: paper for paper in known["papers"]}
    papers.update({paper["key"]: paper for paper in more["papers"]})
    background = {one["key"]: one for one in [*known["background"], *more["background"]]}
    return {**known, "papers": list(papers.values()), "background": list(background.values())}


def _item(item: Mapping[str, Any], manifest: Mapping[str, Any]) -> Payload:
    is_withheld = item["access"] in WITHHELD
    return {
        "key": item["key"],
        "number": item["number"],
        "title": item["title"],
        "title_cy": item["title_cy"],
        "purpose": item["purpose"],
        "lead": item["lead"],
        "minutes": item["minutes"],
        "text": item["text"],
        "function": item["function"],
        "state": item["state"],
        "state_reason": item["state_reason"],
        "is_late": item["is_late"],
        "urgency_reason": item["urgency_reason"],
        "is_withheld": is_withheld,
        "ground": _ground(item["ground"]),
        "papers": [_paper(one, manifest) for one in item["papers"]],
        "background": [_background(one) for one in item.get("background", ())],
    }


def _paper(paper: Mapping[str, Any], manifest: Mapping[str, Any]) -> Payload:
    is_in = paper["treatment"] in IN_THE_PACK
    return {
        "key": paper["key"],
        "kind": paper["kind"],
        "title": paper["title"],
        "title_cy": paper["title_cy"],
        "author": paper["author"],
        "treatment": paper["treatment"],
        "reason": paper.get("reason", ""),
        "ground": _ground(paper["ground"]),
        "pack": manifest["number"],
        "pages_from": paper["pages_from"] if is_in else 0,
        "pages_to": paper["pages_to"] if is_in else 0,
        "pages": paper["pages"] if is_in else 0,
        "size": paper["size"] if is_in else 0,
        "sha256": paper["sha256"] if is_in else "",
        "is_tagged": paper["is_tagged"] if is_in else False,
        "has_text": paper["has_text"] if is_in else False,
        "file_name": paper["file_name"] if is_in else "",
        **_text_version(paper if is_in else {}),
    }


def _text_version(paper: Mapping[str, Any]) -> Payload:
    """The text beside a version for the public; most papers have none, and say nothing of it."""
    name = paper.get("text_name")
    return {"text_name": name, "text_size": paper["text_size"]} if name else {}


def _background(one: Mapping[str, Any]) -> Payload:
    return {name: one[name] for name in ("key", "title", "title_cy", "link", "file_name", "sha256")}


def _ground(ground: Mapping[str, Any] | None) -> Payload | None:
    if not ground:
        return None
    return {name: ground[name] for name in ("paragraphs", "words", "which_part")}


def _untagged(one: Mapping[str, Any], manifest: Mapping[str, Any]) -> Payload:
    names = ("number", "title", "pages_from", "pages_to", "why")
    return {**{name: one[name] for name in names}, "pack": manifest["number"]}


def _parts(manifest: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = manifest.get("untagged", ())
    return found


def _withdrawn(paper: Mapping[str, Any], title: str, reason: str) -> Payload:
    return {
        **paper,
        "title": title,
        "title_cy": "",
        "author": "",
        "treatment": "withdrawn",
        "reason": reason,
        "ground": None,
        "pages_from": 0,
        "pages_to": 0,
        "pages": 0,
        "size": 0,
        "sha256": "",
        "file_name": "",
    }
