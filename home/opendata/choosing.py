"""Which released records stand in a data set: all of them row by row, or one page of them.

Records are read kind by kind in the order of their permanent keys, which is an index that both
databases have. So a page costs the same wherever it begins, and nothing is skipped or told twice
when something is published between two pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from django.db.models import Q, Subquery

from home.opendata.building import Building, first_columns, last_columns, tombstone
from home.opendata.columns import Row, tidy
from home.opendata.data_set import DataSet
from portal import clock
from portal.models import PublicRecord
from portal.models.releases import PublicRecordQuerySet
from scrutiny import kinds
from scrutiny.public_tables import TrackedRecord, TrackedTag

_AT_ONCE: Final = 500
#: Days outside these mean “everything” and “nothing”; they keep databases from overflowing.
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class Wanted:
    """What is asked for: of one body or all, released or withdrawn since a civil day, filtered."""

    body: str = ""
    since: date | None = None
    asked: Mapping[str, str] = field(default_factory=dict)


def records_of(one: DataSet, kind: str, wanted: Wanted, today: date) -> PublicRecordQuerySet:
    """The records of one kind in a set, in the order of their keys.

    With `since`, what was withdrawn since then stands among them, emptied.
    """
    rows = PublicRecord.objects.filter(kind=kind, is_current=True).of_body(wanted.body)
    since = _instant(wanted.since) if wanted.since else None
    if one.is_of_withdrawn:
        rows = rows.filter(withdrawn_at__isnull=False)
        rows = rows.filter(withdrawn_at__gte=since) if since else rows
    elif since:
        changed = Q(withdrawn_at__isnull=True, released_at__gte=since)
        rows = rows.filter(changed | Q(withdrawn_at__gte=since))
    else:
        rows = rows.filter(withdrawn_at__isnull=True)
    for name, value in wanted.asked.items():
        rows = _filtered(rows, one, name, value, today)
    rows = rows.order_by("key")
    return rows.prefetch_related("files") if one.has_files else rows


def every_row(one: DataSet, wanted: Wanted, at: Building) -> Iterator[Row]:
    """Every row of a set, read in batches, so that memory does not grow with it."""
    for kind in one.kinds:
        for record in records_of(one, kind, wanted, at.today).iterator(chunk_size=_AT_ONCE):
            yield from rows_of(one, record, at)


def rows_of(one: DataSet, record: PublicRecord, at: Building) -> Iterator[Row]:
    """The rows of one record, complete: the same in files, interface and schema."""
    if record.withdrawn_at is not None and not one.is_of_withdrawn:
        yield tombstone(record, one.names)
        return
    last = {} if one.is_of_withdrawn else last_columns(record, at)
    for own in one.own_rows(record, at):
        found = {**first_columns(record, at), **own, **last}
        yield tidy({name: found[name] for name in one.names})


def _filtered(
    rows: PublicRecordQuerySet, one: DataSet, name: str, value: str, today: date
) -> PublicRecordQuerySet:
    finds = next(each.finds for each in one.filters if each.name == name)
    if finds == "kind":
        return rows.filter(kind=value)
    if finds == "state":
        return rows.filter(payload__state=value)
    if finds == "theme":
        if one.kinds == (kinds.LINE,):
            return rows.filter(payload__theme__slug=value)
        tagged = TrackedTag.objects.filter(facet="theme", value=value).values("record__key")
        return rows.filter(key__in=Subquery(tagged))
    tracked = TrackedRecord.objects.filter(kind__in=one.kinds)
    if value == "now":
        tracked = tracked.filter(awaits_on__lt=today)
    else:
        tracked = tracked.filter(was_late__in=[True])
    return rows.filter(key__in=Subquery(tracked.values("key")))


def _instant(day: date) -> datetime:
    """The beginning of a civil day."""
    within = min(max(day, _FIRST_DAY), _LAST_DAY)
    return datetime.combine(within, time.min, tzinfo=clock.CIVIL_ZONE)
