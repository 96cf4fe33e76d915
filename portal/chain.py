"""The hashes of the chain of releases: what each is made over, and in which form.

Releases of form 1 were hashed before everything about a copy and a file was in the hash; theirs
stay as they are. In form 2 a file stands under the hash of its name, so that the name, which may
come from a title, can be erased.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.core.serializers.json import DjangoJSONEncoder

if TYPE_CHECKING:
    from portal.models import PublicRecord, Release, ReleasedFile

#: The hash that the very first release points back to.
FIRST_LINK: Final = "0" * 64
#: The kind of the entry in a release that stands for a certificate of disposal.
DISPOSAL: Final = "disposal"
#: How an address or a file name begins that was erased.
DISPOSED: Final = "disposed:"
#: The form of the hashes that are made now.
FORM: Final = 2


def canonical_json(value: object) -> str:
    """JSON in one form only (sorted keys, no spaces), so that equal values have equal hashes."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, cls=DjangoJSONEncoder
    )


def hash_text(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def instant(moment: datetime) -> str:
    """An instant in UTC to the microsecond, the same on every database."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chain_hash(release: Release) -> str:
    """The hash of a release: over its own fields and the hash of the one before it."""
    said: dict[str, Any] = {
        "number": release.number,
        "act": release.act,
        "body": release.body,
        "subject": release.subject,
        "released_at": instant(release.released_at),
        "reason": release.reason,
        "contents": release.contents,
        "previous": release.previous_hash,
    }
    if release.form > 1:
        said |= {"by": release.released_by_id, "form": release.form}
    return hash_text(canonical_json(said))


def copy_hash(record: PublicRecord) -> str:
    """The hash of a public copy: over everything of it that a reader can see."""
    return hash_text(
        canonical_json(
            {
                "kind": record.kind,
                "key": record.key,
                "version": record.version,
                "body": record.body,
                "path": record.path,
                "title": record.title,
                "happened_on": record.happened_on,
                "payload": record.payload,
            }
        )
    )


def kept_hash(record: PublicRecord, files: Iterable[ReleasedFile]) -> str:
    """The hash of what stays of a copy that was withdrawn or disposed of: all of row and files."""
    return hash_text(
        canonical_json(
            {
                "kind": record.kind,
                "key": record.key,
                "version": record.version,
                "body": record.body,
                "path": record.path,
                "happened_on": record.happened_on,
                "payload": record.payload_hash,
                "released_at": instant(record.released_at),
                "withdrawn_at": instant(record.withdrawn_at) if record.withdrawn_at else None,
                "reason": record.withdrawn_reason,
                "files": sorted(
                    [one.name, one.media_type, one.size, one.sha256, one.storage_name]
                    for one in files
                ),
            }
        )
    )


def file_entry(*, sha256: str, size: int, media_type: str) -> dict[str, Any]:
    """What a release of form 2 says of a file, under the hash of its name."""
    return {"sha256": sha256, "size": size, "media_type": media_type}


def address_kept(path: str) -> str:
    """What stays of an address after disposal: enough to answer there, and nothing to read."""
    return f"{DISPOSED}{hash_text(path)}"
