"""Telling apps which public records a release changed, inside its own transaction.

An app may keep columns beside the public copies, for lists that filter and sort. What it writes
must stand or fall with the release, so it is called before the commit, under the lock of the
chain: one release after the other. News for caches and people goes by `portal.publishing.released`,
after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from portal.models import PublicRecord

__all__ = ["Writer", "register_writer", "tell"]

#: Gets the rows that a release wrote: new versions, and what was withdrawn or disposed of.
Writer = Callable[[Sequence[PublicRecord]], None]

_writers: Final[list[Writer]] = []


def register_writer(writer: Writer) -> None:
    """Have `writer` called with the rows of every release. From `ready()`.

    It looks at `is_current` and `withdrawn_at` of each row; what it raises undoes the release.
    """
    if writer not in _writers:
        _writers.append(writer)


def tell(rows: Sequence[PublicRecord]) -> None:
    """Hand the rows that a release has just written to everybody who asked for them."""
    for writer in _writers:
        writer(rows)
