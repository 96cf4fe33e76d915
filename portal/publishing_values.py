"""What is handed over for publishing: the public copy of one record, and what is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.public_storage import File


@dataclass(frozen=True)
class Copy:
    """The public copy of one record: only what may be public.

    `path` is the address below the body without its slug (`reviews/missing-children/`), `key` the
    permanent key, `happened_on` the civil date by which lists are sorted.
    """

    kind: str
    key: str
    body: str
    path: str
    title: str
    payload: Mapping[str, Any]
    happened_on: date | None = None
    files: Sequence[File] = field(default=())


@dataclass(frozen=True)
class Target:
    """What is to be taken back: one version of a record, or with None every version."""

    kind: str
    key: str
    version: int | None = None
