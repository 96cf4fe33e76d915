"""What each data set amounts to: how many records, when it last changed, and its checksum.

The checksum is SHA-256 over one line a record that stands: kind, key, version and the SHA-256 of
its published copy, parted by spaces and ended by a line feed, in the order of kind and key. All
four are columns of the set, so a reader counts it again from a file (docs/open-data.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.core.cache import cache

from home.opendata.data_set import DataSet
from home.opendata.sets import SETS
from portal.models import PublicRecord, Release

_AT_ONCE: Final = 2_000
_KEPT_SECONDS: Final = 24 * 3600
_COLUMNS: Final = ("kind", "key", "version", "payload_hash", "released_at", "withdrawn_at")
#: Stands for the hash of a copy that is gone.
_GONE: Final = "-"


@dataclass(frozen=True)
class Sum:
    """`records` in the set; `changed_at` its last release or withdrawal, None before the first."""

    records: int
    changed_at: datetime | None
    sha256: str


@dataclass
class _Counting:
    records: int = 0
    changed_at: datetime | None = None
    digest: Any = field(default_factory=hashlib.sha256)

    def see(self, moment: datetime) -> None:
        self.changed_at = max(self.changed_at or moment, moment)

    def count(self, *said: object) -> None:
        self.records += 1
        self.digest.update(f"{' '.join(map(str, said))}\n".encode())


def sums(body: str = "") -> Mapping[str, Sum]:
    """The sum of every set, of one body or of all: counted once after each release.

    What is kept in the cache is named by the hash of the newest release, so that no process can be
    told of an earlier state. At most two queries.
    """
    newest = Release.objects.order_by("-number").values_list("hash", flat=True).first() or "none"
    name = f"opendata.sums.{body}.{newest}"
    kept: Any = cache.get(name)
    if isinstance(kept, dict):
        return kept
    found = _counted(body)
    cache.set(name, found, _KEPT_SECONDS)
    return found


def _counted(body: str) -> dict[str, Sum]:
    """All sets in one look at the records that are current, in the order of an index."""
    counting = {name: _Counting() for name in SETS}
    of_kind: dict[str, list[DataSet]] = {}
    for one in SETS.values():
        for kind in one.kinds:
            of_kind.setdefault(kind, []).append(one)
    rows = PublicRecord.objects.filter(kind__in=of_kind, is_current=True).of_body(body)
    # Keys are of one length and made of digits, a to f and hyphens: in the same order everywhere.
    for row in rows.order_by("kind", "key").values_list(*_COLUMNS).iterator(chunk_size=_AT_ONCE):
        kind, key, version, sha256, released_at, withdrawn_at = row
        for one in of_kind[kind]:
            here = counting[one.name]
            if withdrawn_at is None and not one.is_of_withdrawn:
                here.count(kind, key, version, sha256)
                here.see(released_at)
            elif withdrawn_at is not None:
                here.see(withdrawn_at)
                if one.is_of_withdrawn:
                    here.count(kind, key, version, _GONE)
    return {
        name: Sum(one.records, one.changed_at, one.digest.hexdigest())
        for name, one in counting.items()
    }
