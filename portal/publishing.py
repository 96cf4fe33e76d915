"""The one way anything becomes public, is replaced, or is taken back.

Publishing is a copy. An app builds the public fields of a record (`public.py`), hands them over
as `Copy` values, and in one transaction this module writes them beside a `Release` which is
chained by hash to the release before it. Nothing public reads anything else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.dispatch import Signal

from portal import clock
from portal.models import PublicRecord, Release, ReleasedFile

if TYPE_CHECKING:
    from portal.models import User

#: Sent once the transaction has been committed; for caches and notices only, never for a rule.
#: Arguments: `release`.
released = Signal()

#: The hash that the very first release points back to.
FIRST_LINK = "0" * 64


@dataclass(frozen=True)
class File:
    """A file that goes out with a record: its public name, media type and bytes."""

    name: str
    media_type: str
    content: bytes


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


class PublishingError(Exception):
    """Something stands in the way of publishing; the message says what."""


def canonical_json(value: object) -> str:
    """JSON in one form only (sorted keys, no spaces), so that equal values have equal hashes."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, cls=DjangoJSONEncoder
    )


def hash_text(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def chain_hash(release: Release) -> str:
    """The hash of a release: over its own fields and the hash of the one before it."""
    return hash_text(
        canonical_json(
            {
                "number": release.number,
                "act": release.act,
                "body": release.body,
                "subject": release.subject,
                "released_at": instant(release.released_at),
                "reason": release.reason,
                "contents": release.contents,
                "previous": release.previous_hash,
            }
        )
    )


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


def instant(moment: datetime) -> str:
    """An instant in UTC to the microsecond, the same on every database."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def release(
    *, copies: Sequence[Copy], body: str, subject: str, by: User | None, reason: str = ""
) -> Release:
    """Make public copies of records, as one act.

    Each copy becomes the newest version of its record; the version before it stays at its own
    address. Copies equal to what is public already are left out, so that saving without a change
    publishes nothing; with nothing left the newest release is returned unchanged.

    `body` is the permanent slug, `subject` one line for the log (no personal text).
    Raises PublishingError when there is nothing to publish at all.
    """
    if not copies:
        raise PublishingError("There is nothing to publish.")
    with transaction.atomic():
        link = _next_link()
        changed = [one for one in copies if not _is_public_already(one)]
        if not changed and link is not None:
            return link
        act = Release.Act.RELEASE
        new = _new_release(link, act=act, body=body, subject=subject, by=by, reason=reason)
        rows = [_prepare(one, new) for one in changed]
        for one, row in zip(changed, rows, strict=True):
            new.contents.append(
                {
                    "kind": row.kind,
                    "key": row.key,
                    "version": row.version,
                    "copy": copy_hash(row),
                    "files": {
                        file.name: hashlib.sha256(file.content).hexdigest() for file in one.files
                    },
                }
            )
        new.hash = chain_hash(new)
        new.save()
        for one, row in zip(changed, rows, strict=True):
            PublicRecord.objects.filter(kind=row.kind, key=row.key, is_current=True).update(
                is_current=False
            )
            row.release = new
            row.save()
            for file in one.files:
                _store(file, row)
        transaction.on_commit(lambda: released.send(Release, release=new))
        return new


def withdraw(
    *, kind: str, key: str, body: str, by: User | None, reason: str, version: int | None = None
) -> Release:
    """Take a record back: its payload and files go, its key, address and the reason stay.

    Without `version` every version goes. Raises PublishingError when there is no reason, or
    nothing public of that key.
    """
    if not reason.strip():
        raise PublishingError("Say why it is withdrawn. The reason is shown at its address.")
    with transaction.atomic():
        link = _next_link()
        rows = PublicRecord.objects.select_for_update().filter(
            kind=kind, key=key, body=body, withdrawn_at__isnull=True
        )
        if version is not None:
            rows = rows.filter(version=version)
        found = list(rows)
        if not found:
            raise PublishingError("Nothing of this is public, so nothing can be withdrawn.")
        new = _new_release(
            link,
            act=Release.Act.WITHDRAW,
            body=body,
            subject=f"{kind} withdrawn",
            by=by,
            reason=reason,
        )
        new.contents = [
            {"kind": row.kind, "key": row.key, "version": row.version, "withdrawn": True}
            for row in found
        ]
        new.hash = chain_hash(new)
        new.save()
        for row in found:
            row.payload = {}
            row.title = ""
            row.withdrawn_at = new.released_at
            row.withdrawn_reason = reason
            row.save()
            for file in row.files.all():
                file.withdrawn_at = new.released_at
                file.save(update_fields=["withdrawn_at"])
                transaction.on_commit(partial(_remove, file.storage_name))
        transaction.on_commit(lambda: released.send(Release, release=new))
        return new


def _next_link() -> Release | None:
    """The newest release, locked so that the chain grows one link at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('portal.release'))")
    return Release.objects.order_by("-number").first()


def _new_release(
    link: Release | None, *, act: str, body: str, subject: str, by: User | None, reason: str
) -> Release:
    return Release(
        number=link.number + 1 if link else 1,
        act=act,
        body=body,
        subject=subject,
        released_at=clock.now(),
        released_by=by,
        reason=reason,
        contents=[],
        previous_hash=link.hash if link else FIRST_LINK,
    )


def _is_public_already(copy: Copy) -> bool:
    if copy.files:
        return False
    current = PublicRecord.objects.current().filter(kind=copy.kind, key=copy.key).first()
    if current is None:
        return False
    same_place = (current.path, current.title, current.happened_on) == (
        copy.path,
        copy.title,
        copy.happened_on,
    )
    return same_place and current.payload_hash == hash_text(canonical_json(copy.payload))


def _prepare(copy: Copy, release: Release) -> PublicRecord:
    newest = PublicRecord.objects.filter(kind=copy.kind, key=copy.key).order_by("-version").first()
    text = canonical_json(copy.payload)
    return PublicRecord(
        kind=copy.kind,
        key=copy.key,
        version=newest.version + 1 if newest else 1,
        body=copy.body,
        path=copy.path,
        title=copy.title[:500],
        happened_on=copy.happened_on,
        payload=json.loads(text),
        payload_hash=hash_text(text),
        released_at=release.released_at,
    )


def _store(file: File, record: PublicRecord) -> ReleasedFile:
    """Keep the bytes under their own hash: the same bytes are stored once and never replaced."""
    digest = hashlib.sha256(file.content).hexdigest()
    name = f"{digest[:2]}/{digest}"
    public = storages["public"]
    if not public.exists(name):
        name = public.save(name, ContentFile(file.content))
    return ReleasedFile.objects.create(
        record=record,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=digest,
        storage_name=name,
    )


def _remove(storage_name: str) -> None:
    """Remove withdrawn bytes, unless a record that is still public has the same ones."""
    still_public = ReleasedFile.objects.filter(
        storage_name=storage_name, withdrawn_at__isnull=True
    ).exists()
    if not still_public:
        storages["public"].delete(storage_name)
