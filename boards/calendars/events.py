"""One event as a calendar program is told of it, and when it begins in civil time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from portal.clock import CIVIL_ZONE

#: No record says when a meeting ends; programs are told two hours.
MEETING_LASTS: Final = timedelta(hours=2)


@dataclass(frozen=True)
class CalendarEvent:
    """A meeting, or a day on which something is due.

    `uid` never changes; `sequence` rises with every change and never falls; `stamp` is the moment
    of the last one (RFC 5545, section 3.8.7). `starts` is a civil day, or an instant.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts: date | datetime
    summary: str = ""
    is_cancelled: bool = False
    place: str = ""
    address: str = ""
    text: str = ""


def begins(day: date, at: time) -> datetime:
    """The instant of a civil day and time, as a time of Europe/London that there is.

    A time that the clocks leave out in March is read with the offset before the change, one that
    comes twice in October is the first (RFC 5545, section 3.3.5). So 1.30 am on the last Sunday of
    March is 2.30 am British Summer Time.
    """
    instant = datetime.combine(day, at, tzinfo=CIVIL_ZONE).astimezone(UTC)
    return instant.astimezone(CIVIL_ZONE)


def meeting_begins(day: date, at: time | None) -> date | datetime:
    """When a meeting begins; the whole day where its time is not fixed."""
    return begins(day, at) if at is not None else day


def in_order(event: CalendarEvent) -> tuple[datetime, str]:
    """Events sort by the instant at which they begin, whole days first."""
    starts = event.starts
    if not isinstance(starts, datetime):
        starts = begins(starts, time.min)
    return starts.astimezone(UTC), event.uid
