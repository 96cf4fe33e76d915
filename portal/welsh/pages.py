"""The pages that can be read in Welsh, by the name of their address. Apps fill the list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.urls import Resolver404, resolve

__all__ = ["is_welsh_name", "is_welsh_path", "register_welsh_pages"]

_names: set[str] = set()


def register_welsh_pages(names: Iterable[str]) -> None:
    """Let the pages with these names be read below the prefix; from `ready()`.

    They are whole pages that are read: no files, nothing that is sent in, nobody's own.
    """
    _names.update(names)


def is_welsh_name(name: str) -> bool:
    """Whether the view with this name can be read in Welsh."""
    return name in _names


@lru_cache(maxsize=2048)
def is_welsh_path(path: str) -> bool:
    """Whether there is a Welsh page behind the prefix at a path without query."""
    try:
        return is_welsh_name(resolve(path).view_name)
    except Resolver404:
        return False
