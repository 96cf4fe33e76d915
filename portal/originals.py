"""The private files whose hash was taken when they came: apps say which, `verify_record` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Original:
    """A file in private storage, the SHA-256 that it had, and words that say which it is."""

    storage_name: str
    sha256: str
    words: str


OriginalSource = Callable[[], Iterable[Original]]

_sources: dict[str, OriginalSource] = {}


def register_originals(name: str, source: OriginalSource) -> None:
    """Say which originals an app keeps; from `ready()`. The words hold no personal text."""
    _sources[name] = source


def all_originals() -> Iterable[Original]:
    """Every original of every app."""
    for source in _sources.values():
        yield from source()
