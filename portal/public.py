"""Reading what has been released. Public pages read this and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import Http404

from portal.chain import address_kept
from portal.models import PublicRecord
from portal.models.releases import PublicRecordQuerySet

__all__ = [
    "Gone",
    "Moved",
    "bodies_by_slug",
    "body_record",
    "numbered",
    "one_page",
    "record_at",
    "record_of",
    "records",
    "version_of",
]

#: The kind under which the registers of bodies are released.
BODY_KIND = "body"


class Gone(Exception):
    """A record was withdrawn: its address answers 410 with the reason."""

    def __init__(self, record: PublicRecord) -> None:
        self.body = record.body
        self.reason = record.withdrawn_reason
        self.withdrawn_at: datetime | None = record.withdrawn_at
        super().__init__(self.reason)

    def as_context(self) -> dict[str, Any]:
        """What the page of a withdrawn record shows."""
        return {
            "body_slug": self.body,
            "reason": self.reason,
            "withdrawn_at": self.withdrawn_at,
        }


class Moved(Exception):
    """A record has another address now."""

    def __init__(self, record: PublicRecord) -> None:
        self.body = record.body
        self.path = record.path
        super().__init__(self.path)


def records(kind: str, *, body: str = "") -> PublicRecordQuerySet:
    """The current records of a kind, newest first; of one body, or of all when `body` is empty."""
    return (
        PublicRecord.objects.current()
        .of_kind(kind)
        .of_body(body)
        .order_by(F("happened_on").desc(nulls_last=True), "-released_at", "-pk")
    )


def numbered(kind: str, *, body: str = "") -> PublicRecordQuerySet:
    """Records that bear a number in a review: newest review first, then in their own order."""
    return records(kind, body=body).order_by(
        F("happened_on").desc(nulls_last=True),
        "body",
        "payload__review__path",
        "payload__number",
        "pk",
    )


def record_at(kind: str, *, body: str, path: str) -> PublicRecord:
    """The current record at an address below a body.

    Raises Http404 when nothing was ever released there, Gone when it was withdrawn, Moved when
    the record has another address now. What is public comes before what was withdrawn there.
    """
    found = (
        PublicRecord.objects.filter(kind=kind, body=body, path__in=[path, address_kept(path)])
        .order_by("-is_current", F("withdrawn_at").asc(nulls_first=True), "-version")
        .first()
    )
    if found is None:
        raise Http404
    if found.is_current:
        return _unless_gone(found)
    current = PublicRecord.objects.filter(kind=kind, key=found.key, is_current=True).first()
    if current is None or current.withdrawn_at is not None:
        raise Gone(current or found)
    raise Moved(current)


def record_of(kind: str, key: object, *, body: str = "") -> PublicRecord:
    """The current record of a permanent key; with `body`, only if it is of that body.

    Raises Http404 when there is none, Gone when it was withdrawn.
    """
    rows = PublicRecord.objects.of_kind(kind).of_body(body)
    found = rows.filter(key=str(key), is_current=True).first()
    if found is None:
        raise Http404
    return _unless_gone(found)


def version_of(kind: str, key: object, version: int) -> PublicRecord:
    """One version of a record, newest or older. Raises Http404 or Gone."""
    found = PublicRecord.objects.filter(kind=kind, key=str(key), version=version).first()
    if found is None:
        raise Http404
    return _unless_gone(found)


def body_record(slug: str) -> PublicRecord:
    """The released register of one body.

    Raises Http404 when the body is not public, Gone when it was withdrawn.
    """
    return record_at(BODY_KIND, body=slug, path="")


def bodies_by_slug(slugs: Iterable[str]) -> dict[str, PublicRecord]:
    """The released registers of several bodies in one query; those not public are left out."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return {}
    found = PublicRecord.objects.current().of_kind(BODY_KIND).filter(body__in=wanted)
    return {record.body: record for record in found}


def one_page(rows: PublicRecordQuerySet, number: str, *, size: int = 25) -> Page[PublicRecord]:
    """One page of a list; a number that is none, or too high, gives the first or last page."""
    return Paginator(rows, size).get_page(number)


def _unless_gone(record: PublicRecord) -> PublicRecord:
    if record.withdrawn_at is not None:
        raise Gone(record)
    return record
