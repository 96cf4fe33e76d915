"""Filling the public tables from released records: one by one with each release, or all anew.

Both ways read payloads alone and give the same rows; a release calls `write_released` inside its
own transaction, under the lock of the chain, so no two of them meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import F

from portal.models import PublicRecord
from portal.released_rows import register_writer
from scrutiny import kinds
from scrutiny.public_tables import PublicLink, TrackedRecord, TrackedTag, TrackedValue
from scrutiny.tracking.links import links
from scrutiny.tracking.values import Tag, tracked

__all__ = ["TRACKED_KINDS", "fill", "rebuild", "register_tracking", "row_of", "write_released"]

#: Kinds whose payloads are listed, or state a step of the thread.
TRACKED_KINDS: Final = (
    kinds.RECOMMENDATION,
    kinds.RESPONSE,
    kinds.FINDING,
    kinds.EXTERNAL_FINDING,
    kinds.ACTION,
    kinds.LINE,
)
#: Columns of a record that a filter offers as its values.
COLUMN_FACETS: Final = ("body", "addressee", "status", "decision", "year")
_AT_ONCE: Final = 500

#: Tracker, body, facet, value, label: one row of the values that a filter offers.
Place = tuple[str, str, str, str, str]


def register_tracking() -> None:
    """Have the tables written with every release; called once at start-up."""
    register_writer(write_released)


def write_released(rows: Sequence[PublicRecord]) -> None:
    """Bring the tables up to date with rows that a release has just written."""
    for row in rows:
        if row.kind in TRACKED_KINDS and row.is_current:
            _forget(row.kind, row.key)
            if row.withdrawn_at is None:
                _write(row)


@transaction.atomic
def rebuild() -> int:
    """Throw the tables away and make them again from what is public; how many records are listed.

    Nobody sees them empty: readers keep the old rows until the new ones are complete.
    """
    for model in (TrackedTag, TrackedValue, PublicLink, TrackedRecord):
        model._default_manager.all().delete()
    current = PublicRecord.objects.current().filter(kind__in=TRACKED_KINDS)
    ordered = current.order_by(F("happened_on").asc(nulls_first=True), "pk")
    return fill(ordered.iterator(chunk_size=_AT_ONCE))


def fill(records: Iterable[PublicRecord]) -> int:
    """Write the rows of records into empty tables; how many are listed."""
    counted: Counter[Place] = Counter()
    total = 0
    for batch in _batches(records):
        found = [pair for one in batch if (pair := row_of(one)) is not None]
        total += len(found)
        TrackedRecord.objects.bulk_create([row for row, _tags in found])
        TrackedTag.objects.bulk_create(_tag_rows(found))
        PublicLink.objects.bulk_create([link for one in batch for link in _link_rows(one)])
        counted.update(place for row, tags in found for place in _places(row, tags))
    _create_values(counted)
    return total


def row_of(record: PublicRecord) -> tuple[TrackedRecord, tuple[Tag, ...]] | None:
    """The unsaved row of a released record and its tags; None for a kind that is not listed."""
    found = tracked(record.kind, record.payload, record.happened_on)
    if found is None:
        return None
    tracker, values = found
    row = TrackedRecord(
        tracker=tracker,
        kind=record.kind,
        key=record.key,
        body=record.body,
        path=record.path,
        number=values.number,
        reference=values.reference,
        text=values.text,
        about=values.about,
        about_path=values.about_path,
        addressee=values.addressee,
        addressee_name=values.addressee_name,
        status=values.status,
        decision=values.decision,
        year=values.year,
        asked_on=values.asked_on,
        due_on=values.due_on,
        met_on=values.met_on,
        date_words=values.date_words,
        awaits_on=values.awaits_on,
        was_late=values.was_late,
        sort_on=values.asked_on or date.min,
        place=f"{record.body}/{values.about_path}/{values.number or 0:06d}/{record.key}",
        words=values.words,
    )
    return row, values.tags


def _write(record: PublicRecord) -> None:
    PublicLink.objects.bulk_create(_link_rows(record))
    found = row_of(record)
    if found is None:
        return
    row, tags = found
    row.save()
    TrackedTag.objects.bulk_create(_tag_rows([found]))
    for tracker, body, facet, value, label in _places(row, tags):
        counted, _is_new = TrackedValue.objects.get_or_create(
            tracker=tracker, body=body, facet=facet, value=value, label=label
        )
        TrackedValue.objects.filter(pk=counted.pk).update(count=F("count") + 1)


def _forget(kind: str, key: str) -> None:
    PublicLink.objects.filter(stated_kind=kind, stated_key=key).delete()
    row = TrackedRecord.objects.prefetch_related("tags").filter(kind=kind, key=key).first()
    if row is None:
        return
    tags = tuple(Tag(one.facet, one.value, one.label) for one in row.tags.all())
    for tracker, body, facet, value, label in _places(row, tags):
        counted = TrackedValue.objects.filter(
            tracker=tracker, body=body, facet=facet, value=value, label=label
        )
        counted.filter(count__lte=1).delete()
        counted.update(count=F("count") - 1)
    row.delete()


def _places(row: TrackedRecord, tags: Iterable[Tag]) -> list[Place]:
    """Where a record is counted: under each of its values, for its body and for all bodies."""
    values = [(facet, str(getattr(row, facet)), "") for facet in COLUMN_FACETS]
    values = [
        (facet, value, row.addressee_name if facet == "addressee" else "")
        for facet, value, _label in values
        if value
    ]
    values += [(tag.facet, tag.value, tag.label) for tag in tags]
    return [
        (row.tracker, body, facet, value, label)
        for body in ("", row.body)
        for facet, value, label in values
    ]


def _tag_rows(found: Iterable[tuple[TrackedRecord, Sequence[Tag]]]) -> list[TrackedTag]:
    return [
        TrackedTag(
            record=row,
            tracker=row.tracker,
            facet=tag.facet,
            value=tag.value,
            label=tag.label[:300],
            sort_on=row.sort_on,
            place=row.place,
        )
        for row, tags in found
        for tag in tags
    ]


def _link_rows(record: PublicRecord) -> list[PublicLink]:
    return [
        PublicLink(
            from_kind=one.from_kind,
            from_key=one.from_key,
            to_kind=one.to_kind,
            to_key=one.to_key,
            relation=one.relation,
            stated_kind=record.kind,
            stated_key=record.key,
        )
        for one in links(record.kind, record.key, record.payload)
    ]


def _create_values(counted: Counter[Place]) -> None:
    TrackedValue.objects.bulk_create(
        [
            TrackedValue(
                tracker=tracker, body=body, facet=facet, value=value, label=label, count=count
            )
            for (tracker, body, facet, value, label), count in sorted(counted.items())
        ],
        batch_size=_AT_ONCE,
    )


def _batches(records: Iterable[PublicRecord]) -> Iterator[list[PublicRecord]]:
    waiting = iter(records)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch
