"""Who got it: when it was public, how often it was fetched, who opened it, who was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Sum

from portal import audit
from portal.incidents.registry import mail_told, subjects_of
from portal.models import DownloadTally, Incident, LogEntry, PublicRecord, Release

#: The acts by which somebody who was signed in read it; built packs are downloaded.
OPENED: Final = (audit.VIEW, audit.DOWNLOAD)


@dataclass(frozen=True)
class Exposure:
    """One version of a record while it was public. `fetched` counts its files, by whole hours.

    `words` name it by kind, key and version: never by its title.
    """

    words: str
    since: datetime
    until: datetime | None
    minutes: int
    fetched: int


@dataclass(frozen=True)
class Opening:
    """Somebody who was signed in opened it."""

    person: str
    at: datetime
    what: str


@dataclass(frozen=True)
class Reach:
    """All that is known. `mail` is None where the portal has sent none."""

    exposures: Sequence[Exposure]
    openings: Sequence[Opening]
    mail: Sequence[tuple[datetime, int]] | None

    @property
    def fetched(self) -> int:
        """How often files of it were fetched by anybody."""
        return sum(one.fetched for one in self.exposures)

    @property
    def since(self) -> datetime | None:
        """When the first of it became public."""
        return min((one.since for one in self.exposures), default=None)

    @property
    def until(self) -> datetime | None:
        """When the last of it was taken back; None while any is public."""
        ends = [one.until for one in self.exposures]
        return max((one for one in ends if one), default=None) if all(ends) else None

    @property
    def minutes(self) -> int | None:
        """The minutes between; None while any of it is public."""
        if self.since is None or self.until is None:
            return None
        return (self.until - self.since) // timedelta(minutes=1)


def records_of_releases(numbers: Sequence[int], *, body: str) -> list[dict[str, object]]:
    """What releases of a body are about: kind, key and version of each record."""
    return [
        {"kind": one["kind"], "key": one["key"], "version": one["version"]}
        for release in Release.objects.filter(number__in=numbers, body=body)
        for one in release.contents
        if "version" in one
    ]


def reach_of(incident: Incident, *, now: datetime) -> Reach:
    """Who got what an incident is about, as far as the portal knows at a moment."""
    records = _records(incident)
    return Reach(
        exposures=[_exposure(one, now) for one in records],
        openings=_openings(records),
        mail=mail_told(sorted({one.release.number for one in records})),
    )


def _records(incident: Incident) -> list[PublicRecord]:
    rows = PublicRecord.objects.filter(body=incident.body).select_related("release")
    found: list[PublicRecord] = []
    for one in incident.records:
        found += rows.filter(kind=one["kind"], key=one["key"], version=one["version"])
    return found


def _exposure(record: PublicRecord, now: datetime) -> Exposure:
    tallies = DownloadTally.objects.filter(file__record=record)
    until = record.withdrawn_at
    return Exposure(
        words=f"{record.kind} {record.key}, {record.version}",
        since=record.released_at,
        until=until,
        minutes=((until or now) - record.released_at) // timedelta(minutes=1),
        fetched=tallies.aggregate(all=Sum("count"))["all"] or 0,
    )


def _openings(records: Sequence[PublicRecord]) -> list[Opening]:
    found: dict[int, Opening] = {}
    for record in records:
        for subject in subjects_of(record.kind, record.key):
            about = ContentType.objects.get_for_model(subject)
            entries = LogEntry.objects.filter(
                content_type=about, object_id=str(subject.pk), action__in=OPENED
            )
            for entry in entries.select_related("user"):
                what = f"{subject._meta.verbose_name} {subject.pk}"
                found[entry.pk] = Opening(str(entry.user or ""), entry.timestamp, what)
    return sorted(found.values(), key=lambda one: one.at)
