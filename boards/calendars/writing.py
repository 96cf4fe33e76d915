"""Events written as a calendar (RFC 5545), and the answer that carries it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from django.http import HttpResponse
from django.utils.http import http_date
from icalendar import Calendar, Event, vDuration, vText

from boards.calendars.events import MEETING_LASTS, CalendarEvent, in_order
from boards.calendars.zone import NAME, london

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
#: How often a program may ask again, as a hint to it (RFC 7986, section 5.7).
_ASK_AGAIN: Final = timedelta(hours=6)


def written(events: Iterable[CalendarEvent], *, name: str) -> bytes:
    """A calendar under a name: lines folded at 75 bytes, times in Europe/London."""
    calendar = Calendar()
    calendar.add("prodid", "-//Scrutiny portal//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", vText(NAME))
    calendar.add("refresh-interval", vDuration(_ASK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_ASK_AGAIN))
    calendar.add_component(london())
    for event in sorted(events, key=in_order):
        calendar.add_component(_component(event))
    text: bytes = calendar.to_ical()
    return text


def answer_with(events: Iterable[CalendarEvent], *, name: str) -> HttpResponse:
    """The calendar with an ETag over all of it, so that a program is sent it when it changed."""
    found = list(events)
    text = written(found, name=name)
    answer = HttpResponse(text, content_type=CONTENT_TYPE)
    answer["ETag"] = f'"{hashlib.sha256(text).hexdigest()}"'
    answer["Content-Disposition"] = 'inline; filename="calendar.ics"'
    if found:
        answer["Last-Modified"] = http_date(max(one.stamp for one in found).timestamp())
    return answer


def _component(one: CalendarEvent) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.stamp.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", one.stamp.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", one.sequence)
    event.add("dtstart", one.starts)
    if isinstance(one.starts, datetime):
        event.add("duration", MEETING_LASTS)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if isinstance(one.starts, datetime) else "TRANSPARENT")
    for name, value in (
        ("summary", one.summary),
        ("location", one.place),
        ("description", one.text),
    ):
        if value:
            event.add(name, value)
    if one.address:
        event.add("url", one.address)
    return event
