"""What a calendar program is handed: civil time over both changes, folded lines, Welsh."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from boards.calendars import CalendarEvent, begins, meeting_begins, written
from tests.boards.calendar.reading import events

LONDON = ZoneInfo("Europe/London")
STAMP = datetime(2026, 1, 1, 12, tzinfo=UTC)
WELSH = "Cyfarfod cyffredin Panel Heddlu a Throseddu Llŷn; trafod, ŵyl a \\ chŵyn: " + "ŵ" * 90


def event(uid: str, starts: date | datetime, **more: object) -> CalendarEvent:
    return CalendarEvent(uid=uid, sequence=0, stamp=STAMP, starts=starts, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "at", "civil", "instant"),
    [
        # Half past one does not exist on 29 March 2026: an hour after half past midnight is 2.30.
        (date(2026, 3, 29), time(1, 30), "20260329T023000", "01:30"),
        (date(2026, 3, 29), time(0, 30), "20260329T003000", "00:30"),
        (date(2026, 3, 29), time(10), "20260329T100000", "09:00"),
        # It comes twice on 25 October 2026: the first counts.
        (date(2026, 10, 25), time(1, 30), "20261025T013000", "00:30"),
        (date(2026, 10, 25), time(10), "20261025T100000", "10:00"),
        (date(2026, 6, 1), time(0, 30), "20260601T003000", "23:30"),
    ],
)
def test_civil_time_over_the_changes(day: date, at: time, civil: str, instant: str) -> None:
    starts = begins(day, at)
    assert starts.astimezone(UTC).strftime("%H:%M") == instant
    text = written([event("one", starts)], name="Meetings").decode()
    assert f"DTSTART;TZID=Europe/London:{civil}\r\n" in text
    assert "DURATION:PT2H\r\n" in text


def test_the_zone_stands_beside_the_events_and_holds_for_years() -> None:
    text = written([event("one", begins(date(2031, 7, 1), time(9)))], name="Meetings")
    zone: Any
    [zone] = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/London"
    own = zone.to_tz()
    for day in (date(2026, 3, 28), date(2026, 3, 30), date(2031, 7, 1), date(2031, 12, 1)):
        noon = datetime.combine(day, time(12))
        assert noon.replace(tzinfo=own).utcoffset() == noon.replace(tzinfo=LONDON).utcoffset()


def test_events_stand_in_order_of_their_instants() -> None:
    whole_day = event("day", meeting_begins(date(2026, 3, 29), None))
    late, early = (
        event(name, begins(date(2026, 3, 29), at))
        for name, at in (("late", time(2, 45)), ("early", time(1, 30)))
    )
    assert list(events(written([late, early, whole_day], name="x"))) == ["day", "early", "late"]


def test_lines_are_folded_by_bytes_and_read_back_whole() -> None:
    text = written([event("one", date(2026, 5, 1), summary=WELSH, text="a\nb")], name="Cyfarfodydd")
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two
    assert b"\n" not in text.replace(b"\r\n", b"")
    [one] = events(text).values()
    assert (str(one["SUMMARY"]), str(one["DESCRIPTION"])) == (WELSH, "a\nb")
    assert one["DTSTART"].dt == date(2026, 5, 1)
    assert "DURATION" not in one
