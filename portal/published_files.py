"""What was published under a fingerprint: the answer to whoever holds a downloaded file.

A fingerprint is the SHA-256 of the bytes (FIPS 180-4), as the portal writes it beside each file.
Only released copies are asked, so that what was never published is not told from what is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F

from portal.chain import DISPOSED
from portal.models import PublicRecord, ReleasedFile

#: How many records are named that hold the same bytes; nothing of ours comes near.
AT_MOST: Final = 20
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
#: What tools write before the digits: `SHA256 (name) = `, `sha256:`.
_BEFORE: Final = re.compile(r"^(?:sha-?256\s*)?(?:\(.*\)\s*)?[=:]?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class PublishedFile:
    """One place at which bytes were published: the version of the record, and what became of it."""

    file: ReleasedFile
    record: PublicRecord
    #: The version that took its place; None while it is the newest.
    newer: PublicRecord | None

    @property
    def withdrawn_at(self) -> datetime | None:
        """When the file was taken back."""
        return self.file.withdrawn_at or self.record.withdrawn_at

    @property
    def is_disposed_of(self) -> bool:
        """Whether it was destroyed after its time, by the law of retention."""
        return self.record.path.startswith(DISPOSED)


def read_fingerprint(typed: str) -> str:
    """The 64 digits in what somebody typed or a tool wrote, in lower case; empty if there are none.

    `sha256sum` writes the name of the file behind the digits, Windows' `certutil` parts them by
    spaces, others write the method before them.
    """
    text = _BEFORE.sub("", typed.strip())
    first = text.split(maxsplit=1)[0].lower() if text else ""
    if _FINGERPRINT.fullmatch(first):
        return first
    together = re.sub(r"\s+", "", text).lower()
    return together if _FINGERPRINT.fullmatch(together) else ""


def published_as(fingerprint: str) -> list[PublishedFile]:
    """Every place at which these bytes were published, what stands today first; two queries."""
    rows = ReleasedFile.objects.filter(sha256=fingerprint).select_related("record")
    in_order = F("withdrawn_at").asc(nulls_first=True)
    found = list(rows.order_by(in_order, "-record__is_current", "-record__released_at")[:AT_MOST])
    keys = {one.record.key for one in found if not one.record.is_current}
    newest = PublicRecord.objects.filter(key__in=keys, is_current=True) if keys else ()
    current = {(one.kind, one.key): one for one in newest}
    return [
        PublishedFile(
            file=one,
            record=one.record,
            newer=None if one.record.is_current else current.get((one.record.kind, one.record.key)),
        )
        for one in found
    ]
