"""The next meetings of somebody's bodies: their packs, and what changed since they were read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from boards import kinds
from boards.models import Meeting
from boards.reading_list import MeetingReading, next_meetings
from boards.viewing import READERS
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.access import OFFICE_ROLES, rows_for
from portal.models import PublicRecord

if TYPE_CHECKING:
    from datetime import time

_STATES: Final = (
    Meeting.State.SCHEDULED,
    Meeting.State.AGENDA_PUBLISHED,
    Meeting.State.IN_PROGRESS,
)


def coming(reader: Reader) -> Part | None:
    """Meetings from today on, and those at which the person stands in for a member.

    A draft is nobody's to come to. A meeting without a pack for the person leads to its public
    page, if it has one.
    """
    rows = rows_for(reader.user, Meeting, READERS).filter(
        state__in=_STATES, held_on__gte=reader.today
    )
    rows = reader.here_only(rows, "body__slug").select_related("body")
    own = list(rows.order_by("held_on", "starts_at", "pk")[:MOST])
    read = {
        one.key: one
        for one in next_meetings(reader.user, on=reader.today)
        if reader.here in ("", one.body)
    }
    keys = {*(one.key for one in own), *read}
    told = PublicRecord.objects.current().filter(
        kind=kinds.MEETING, key__in=[str(key) for key in keys]
    )
    public = {one.key: one for one in told} if keys else {}
    lines: list[tuple[date, Line]] = [
        (one.held_on, _own(one, read.pop(one.key, None), public.get(str(one.key)), reader))
        for one in own
    ]
    last = own[-1].held_on if len(own) == MOST else date.max
    lines += [
        (one.held_on, _standing_in(one, public.get(str(one.key)), reader))
        for one in read.values()
        if one.body not in reader.roles and one.held_on <= last
    ]
    lines.sort(key=lambda pair: pair[0])
    return Part(
        name="meetings", heading=_("Next meetings"), lines=[line for _day, line in lines[:MOST]]
    )


def _own(
    meeting: Meeting, read: MeetingReading | None, record: PublicRecord | None, reader: Reader
) -> Line:
    """A line of a meeting; of a private briefing only that there is one, as in calendars."""
    title, facts = meeting.title, [meeting.body.name]
    if (
        not meeting.is_public
        and not reader.roles.get(meeting.body.slug, frozenset()) & OFFICE_ROLES
    ):
        title = str(Meeting.Kind.PRIVATE_BRIEFING.label)
    elif meeting.place:
        facts.append(meeting.place)
    return _line(title, meeting.held_on, meeting.starts_at, facts, read, record, reader)


def _standing_in(read: MeetingReading, record: PublicRecord | None, reader: Reader) -> Line:
    facts = [read.body_name, _("You stand in for a member")]
    return _line(read.title, read.held_on, None, facts, read, record, reader)


def _line(
    title: str,
    held_on: date,
    starts_at: time | None,
    facts: list[str],
    read: MeetingReading | None,
    record: PublicRecord | None,
    reader: Reader,
) -> Line:
    page = reader.public(record.body, record.path) if record else ""
    links = [(_("Public page"), page)] if page and read else []
    if record and record.payload.get("current_pack"):
        links.append((_("Public pack (PDF)"), f"{page}pack.pdf"))
    return Line(
        text=title,
        address=read.address if read else page,
        on=held_on,
        at=starts_at,
        facts=[*facts, read.sentence if read else _("No pack is out yet")],
        links=links,
    )
