"""The meetings that are public, as events. Read from released records and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from boards import kinds
from boards.calendars.events import CalendarEvent, meeting_begins
from portal import clock
from portal.addresses import canonical_url
from portal.models import PublicRecord
from portal.public import bodies_by_slug
from portal.shown import read_day, read_time

#: Days for which a meeting that was held, or taken back, stays in the calendar.
KEPT_DAYS: Final = 400
_CALLED_OFF: Final = frozenset({"cancelled", "postponed"})


def published_meetings(bodies: Iterable[str] | None = None) -> list[CalendarEvent]:
    """The meetings of some bodies, or of all, from 400 days ago on.

    What was withdrawn is told as cancelled, by its UID alone, so that programs take it out.
    """
    since = clock.today() - timedelta(days=KEPT_DAYS)
    rows = PublicRecord.objects.of_kind(kinds.MEETING)
    if bodies is not None:
        rows = rows.filter(body__in=list(bodies))
    current = list(rows.current().filter(happened_on__gte=since))
    gone = rows.filter(is_current=True, withdrawn_at__isnull=False, withdrawn_at__date__gte=since)
    slugs = {one.body for one in current}
    names = {slug: str(one.payload["name"]) for slug, one in bodies_by_slug(slugs).items()}
    return [
        *(_event(one, body=names.get(one.body, "")) for one in current),
        *(_withdrawn(one) for one in gone.only("key", "version", "withdrawn_at")),
    ]


def _event(record: PublicRecord, *, body: str) -> CalendarEvent:
    payload = record.payload
    title = " / ".join(filter(None, (payload["title"], payload["title_cy"])))
    held_on = read_day(payload["held_on"])
    assert held_on is not None  # every public meeting has its day
    address = canonical_url(record.body, record.path)
    return CalendarEvent(
        uid=_uid(record),
        sequence=2 * (record.version - 1),
        stamp=record.released_at,
        starts=meeting_begins(held_on, read_time(payload["starts_at"])),
        summary=f"{body}: {title}" if body else title,
        is_cancelled=payload["state"] in _CALLED_OFF,
        place=payload["place"],
        address=address,
        text=_text(payload["state"], address),
    )


def _text(state: str, address: str) -> str:
    said = {
        "cancelled": _("This meeting was called off."),
        "postponed": _("This meeting was put off. Its new day is not known yet."),
    }.get(state, _("When it ends is not known; two hours are assumed."))
    return f"{said}\n{address}"


def _withdrawn(record: PublicRecord) -> CalendarEvent:
    """That there is no such meeting any more. An event must have a day: that of the withdrawal."""
    assert record.withdrawn_at is not None  # as it was looked for
    day: date = record.withdrawn_at.astimezone(clock.CIVIL_ZONE).date()
    return CalendarEvent(
        uid=_uid(record),
        sequence=2 * (record.version - 1) + 1,
        stamp=record.withdrawn_at,
        starts=day,
        is_cancelled=True,
    )


def _uid(record: PublicRecord) -> str:
    """The permanent key of the meeting (a random UUID, RFC 7986, section 5.3), for ever."""
    return f"meeting-{record.key}"
