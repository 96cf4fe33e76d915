"""What rows are built with: names of bodies, their calendars, permanent addresses, the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from boards import kinds as board_kinds
from home.opendata.columns import Row
from portal import clock
from portal.addresses import canonical_url
from portal.models import PublicRecord
from portal.public import records
from portal.rules.calendars import Calendar, CalendarError
from scrutiny.public_tables import NEVER
from scrutiny.rules.lateness import lateness
from scrutiny.shown.trackers import calendars_of
from scrutiny.tracking.values import Tracked, tracked


@dataclass
class Building:
    """Everything that rows share, read once for a whole file: two queries."""

    today: date
    bodies: Mapping[str, Mapping[str, Any]]
    calendars: Mapping[str, Calendar]
    _beginnings: dict[tuple[str, str], str] = field(default_factory=dict)

    def address(self, body: str, path: str) -> str:
        """The permanent address of a path below a body, as `canonical_url` gives it."""
        section, slash, rest = path.partition("/")
        if not slash or not rest:
            return canonical_url(body, path)
        known = self._beginnings.get((body, section))
        if known is None:  # hosts are looked up once, not once a row
            known = canonical_url(body, f"{section}/x").removesuffix("x")
            self._beginnings[body, section] = known
        return f"{known}{rest}"

    def name_of(self, body: str, column: str) -> str | None:
        """A name of a body out of its released register."""
        return str(self.bodies.get(body, {}).get(column) or "") or None

    def days_late(self, body: str, due_on: date | None, met_on: date | None) -> int | None:
        """Working days from the last day to the day that met it, or to today; None in time."""
        calendar = self.calendars.get(body)
        if calendar is None:
            return None
        try:
            late = lateness(due_on, met_on, self.today, calendar)
        except CalendarError:
            return None
        return late.working_days if late.is_late else None

    def late(self, record: PublicRecord, payload: Mapping[str, Any]) -> Row:
        """The columns `late` and `working_days_late`, as the trackers count them."""
        found = tracked(record.kind, payload, record.happened_on)
        if found is None:
            return {"late": None, "working_days_late": None}
        return self._late(record.body, found[1])

    def _late(self, body: str, one: Tracked) -> Row:
        if one.awaits_on != NEVER:
            is_late = one.awaits_on < self.today
            days = self.days_late(body, one.due_on, None) if is_late else None
            return {"late": "now" if is_late else None, "working_days_late": days}
        days = self.days_late(body, one.due_on, one.met_on) if one.was_late else None
        return {"late": "met" if one.was_late else None, "working_days_late": days}


def building(body: str = "") -> Building:
    """What rows of one body, or of all, are built with."""
    bodies = {one.body: one.payload for one in records(board_kinds.BODY, body=body)}
    return Building(today=clock.today(), bodies=bodies, calendars=calendars_of(bodies))


def first_columns(record: PublicRecord, at: Building) -> Row:
    """The columns with which every row begins."""
    return {
        "key": record.key,
        "kind": record.kind,
        "body": record.body,
        "body_name": at.name_of(record.body, "name"),
        "body_name_cy": at.name_of(record.body, "name_cy"),
    }


def last_columns(record: PublicRecord, at: Building) -> Row:
    """The columns with which the row of a record that stands ends."""
    return {
        "address": at.address(record.body, record.path),
        "version": record.version,
        "released_at": instant(record.released_at),
        "sha256": record.payload_hash,
        "withdrawn_at": None,
        "withdrawn_reason": None,
    }


def tombstone(record: PublicRecord, names: tuple[str, ...]) -> Row:
    """The row of a withdrawn record: which it was, since when and why it is gone, and no more."""
    empty: Row = dict.fromkeys(names)
    return empty | {
        "key": record.key,
        "kind": record.kind,
        "body": record.body,
        "withdrawn_at": instant(record.withdrawn_at) if record.withdrawn_at else None,
        "withdrawn_reason": record.withdrawn_reason or None,
    }


def instant(moment: datetime) -> str:
    """An instant in UTC, to the second (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
