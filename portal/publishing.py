"""The one way anything becomes public, is replaced, or is taken back.

Publishing is a copy. An app builds the public fields of a record (`public.py`), hands them over
as `Copy` values, and in one transaction this module writes them beside a `Release` which is
chained by hash to the release before it. Nothing public reads anything else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.dispatch import Signal

from portal import clock, public_storage, released_rows
from portal.chain import (
    DISPOSAL,
    DISPOSED,
    FIRST_LINK,
    FORM,
    address_kept,
    canonical_json,
    chain_hash,
    copy_hash,
    file_entry,
    hash_text,
    kept_hash,
)
from portal.disclosure.gate import refuse_reason, refuse_unless_clear
from portal.disclosure.matters import matter_key
from portal.models import PublicRecord, Release, ReleasedFile
from portal.protection import Purpose, rewriting
from portal.public_storage import File, Measured, PublishingError
from portal.publishing_values import Copy, Target

if TYPE_CHECKING:
    from portal.models import User

__all__ = [
    "FIRST_LINK",
    "Copy",
    "File",
    "PublishingError",
    "Target",
    "canonical_json",
    "chain_hash",
    "copy_hash",
    "dispose_all",
    "hash_text",
    "hold_chain",
    "release",
    "released",
    "withdraw",
    "withdraw_all",
]

#: Sent once the transaction has been committed; for caches and notices only, never for a rule.
#: Arguments: `release`.
released = Signal()


def release(
    *,
    copies: Sequence[Copy],
    body: str,
    subject: str,
    by: User | None,
    matter: str = "",
    reason: str = "",
    takes_back: bool = False,
) -> Release:
    """Make public copies of records, as one act.

    Each copy becomes the newest version of its record; the version before it stays at its own
    address. Copies equal to what is public already are left out, so that saving without a change
    publishes nothing; with nothing left the newest release is returned unchanged.

    Everything that is new in them passes the disclosure gate (`portal.disclosure.gate`).

    `body` is the permanent slug, `subject` one line for the log (no personal text), `matter` the
    matter in which concerns are cleared (by default the first record itself). `takes_back` says
    that these copies say less than the public ones: taking back is never held up.

    Raises Withheld when a concern has not been cleared; PublishingError when there is nothing to
    publish at all, or a file is missing or was changed; OSError when there is no room for a file.
    Nothing is public then.
    """
    if not copies:
        raise PublishingError("There is nothing to publish.")
    with transaction.atomic():
        measured = {
            id(one): {file.name: public_storage.measure(file) for file in one.files}
            for one in copies
        }
        looked_at: Sequence[Copy] = copies
        if not takes_back:  # before the lock of the chain: reading files takes its time
            looked_at = [one for one in copies if not _is_public_already(one, measured[id(one)])]
            matter = matter or matter_key(copies[0].kind, copies[0].key)
            refuse_unless_clear(looked_at, matter=matter, body=body, measured=measured)
        link = _next_link()
        changed = [one for one in copies if not _is_public_already(one, measured[id(one)])]
        if any(one not in looked_at for one in changed):
            raise PublishingError("Somebody took something of this back meanwhile. Look again.")
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
                        hash_text(file.name): file_entry(
                            sha256=measured[id(one)][file.name].sha256,
                            size=measured[id(one)][file.name].size,
                            media_type=file.media_type,
                        )
                        for file in one.files
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
                _store(file, row, measured[id(one)][file.name])
        released_rows.tell(rows)
        transaction.on_commit(lambda: released.send(Release, release=new))
        return new


def withdraw(
    *, kind: str, key: str, body: str, by: User | None, reason: str, version: int | None = None
) -> Release:
    """Take a record back: its payload and files go, its key, address and the reason stay.

    Without `version` every version goes. Raises PublishingError when there is no reason, or
    nothing public of that key.
    """
    return withdraw_all(
        targets=[Target(kind, key, version)],
        body=body,
        by=by,
        reason=reason,
        subject=f"{kind} withdrawn",
    )


def withdraw_all(
    *, targets: Sequence[Target], body: str, by: User | None, reason: str, subject: str
) -> Release:
    """Take several records back as one act; those that are not public are left out.

    Raises PublishingError when there is no reason, or none of them is public; Refused when the
    reason itself would give somebody away.
    """
    if not reason.strip():
        raise PublishingError("Say why it is withdrawn. The reason is shown at its address.")
    refuse_reason(reason, body=body)
    with transaction.atomic():
        link = _next_link()
        found = [row for target in dict.fromkeys(targets) for row in _still_public(target, body)]
        if not found:
            raise PublishingError("Nothing of this is public, so nothing can be withdrawn.")
        act = Release.Act.WITHDRAW
        new = _new_release(link, act=act, body=body, subject=subject, by=by, reason=reason)
        for row in found:
            row.payload = {}
            row.title = ""
            row.withdrawn_at = new.released_at
            row.withdrawn_reason = reason
            files = list(row.files.all())
            new.contents.append(
                {
                    "kind": row.kind,
                    "key": row.key,
                    "version": row.version,
                    "withdrawn": True,
                    "kept": kept_hash(row, files),
                }
            )
            _empty(row, files, new.released_at)
        new.hash = chain_hash(new)
        new.save()
        released_rows.tell(found)
        transaction.on_commit(lambda: released.send(Release, release=new))
        return new


def dispose_all(
    *,
    targets: Sequence[Target],
    body: str,
    by: User | None,
    reason: str,
    subject: str,
    certificate: Mapping[str, Any],
) -> Release:
    """Dispose of every version of records, withdrawn ones too: a person's act with a certificate.

    Titles, copies, files and what their addresses and file names say are erased; keys, hashes and
    times stay, and each address answers 410 with `reason`. `certificate` is what the chain keeps
    of the act: a key, hashes and counts, no text (`boards.operations.disposal` writes it).
    """
    with rewriting(Purpose.DISPOSAL):
        new = _new_release(
            _next_link(), act=Release.Act.DISPOSE, body=body, subject=subject, by=by, reason=reason
        )
        new.contents.append({**certificate, "kind": DISPOSAL, "disposed": True})
        disposed: list[PublicRecord] = []
        for target in dict.fromkeys(targets):
            rows = PublicRecord.objects.filter(kind=target.kind, key=target.key, body=body)
            for row in rows.exclude(path__startswith=DISPOSED).order_by("version"):
                new.contents.append(_dispose_of(row, new, reason))
                disposed.append(row)
        new.hash = chain_hash(new)
        new.save()
        released_rows.tell(disposed)
        transaction.on_commit(lambda: released.send(Release, release=new))
        return new


def _dispose_of(row: PublicRecord, act: Release, reason: str) -> dict[str, Any]:
    files = list(row.files.all())
    row.payload = {}
    row.title = ""
    row.path = address_kept(row.path)
    row.withdrawn_at = row.withdrawn_at or act.released_at
    row.withdrawn_reason = reason
    for file in files:
        file.name = address_kept(file.name)
        file.save(update_fields=["name"])
    _empty(row, files, row.withdrawn_at)
    return {
        "kind": row.kind,
        "key": row.key,
        "version": row.version,
        "disposed": True,
        "kept": kept_hash(row, files),
    }


def _empty(row: PublicRecord, files: Sequence[ReleasedFile], moment: datetime) -> None:
    """Write an emptied record, and take its files out of public storage once that is certain."""
    row.save()
    for file in files:
        if file.withdrawn_at is None:
            file.withdrawn_at = moment
            file.save(update_fields=["withdrawn_at"])
        transaction.on_commit(partial(_remove, file.storage_name))


def _still_public(target: Target, body: str) -> list[PublicRecord]:
    rows = PublicRecord.objects.select_for_update().filter(
        kind=target.kind, key=target.key, body=body, withdrawn_at__isnull=True
    )
    if target.version is not None:
        rows = rows.filter(version=target.version)
    return list(rows)


def hold_chain() -> None:
    """Keep everybody from releasing and withdrawing until the transaction at hand ends.

    For what is written beside the record and must not come after its withdrawal. On SQLite the
    transaction alone does that.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('portal.release'))")


def _next_link() -> Release | None:
    """The newest release, locked so that the chain grows one link at a time."""
    hold_chain()
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
        form=FORM,
    )


def _is_public_already(copy: Copy, files: Mapping[str, Measured]) -> bool:
    current = PublicRecord.objects.current().filter(kind=copy.kind, key=copy.key).first()
    if current is None:
        return False
    same_place = (current.path, current.title, current.happened_on) == (
        copy.path,
        copy.title,
        copy.happened_on,
    )
    if not same_place or current.payload_hash != hash_text(canonical_json(copy.payload)):
        return False
    kept = {file.name: file.sha256 for file in current.files.all()}
    return kept == {name: found.sha256 for name, found in files.items()}


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


def _store(file: File, record: PublicRecord, measured: Measured) -> ReleasedFile:
    """Keep the bytes under their own hash: the same bytes are stored once and never replaced."""
    return ReleasedFile.objects.create(
        record=record,
        name=file.name,
        media_type=file.media_type,
        size=measured.size,
        sha256=measured.sha256,
        storage_name=public_storage.keep(file, measured),
    )


def _remove(storage_name: str) -> None:
    """Remove withdrawn bytes, unless a record that is still public has the same ones.

    Under the lock of the chain, so that nobody publishes the same bytes between look and removal.
    """
    with transaction.atomic():
        _next_link()
        rows = ReleasedFile.objects.filter(storage_name=storage_name, withdrawn_at__isnull=True)
        if not rows.exists():
            public_storage.remove(storage_name)
