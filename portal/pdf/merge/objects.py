"""Readers of objects whose writers cannot be trusted: each gives the kind asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Stream

MOST_NODES: Final = 100_000


def find(holder: Any, key: str) -> Any:
    """The entry of a dictionary, or nothing; asking first is four times faster than `get`."""
    return holder[key] if key in holder else None  # noqa: SIM401


def dictionary(value: Any) -> Any:
    """The value, if it is a dictionary or a stream with one; else nothing."""
    return value if isinstance(value, Dictionary | Stream) else None


def items(value: Any) -> list[Any]:
    """The items of an array; of anything else, itself alone; of nothing, none."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def name_of(value: Any) -> str:
    """A name with its solidus, or an empty text."""
    return str(value) if isinstance(value, pikepdf.Name) else ""


def text_of(value: Any) -> str:
    """A text string, or an empty one."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def tree_pairs(root: Any, leaf: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of a name tree (leaf `/Names`) or number tree (`/Nums`), loops left out (7.9.6)."""
    waiting = [root]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < MOST_NODES:
        node = dictionary(waiting.pop())
        if node is None or (node.objgen != (0, 0) and node.objgen in seen):
            continue
        seen.add(node.objgen)
        values = items(node.get(leaf))
        yield from zip(values[::2], values[1::2], strict=False)
        waiting.extend(reversed(items(node.get("/Kids"))))
