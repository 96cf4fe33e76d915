"""The public calendars: released meetings, each change with a higher number, nothing withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client

from boards.models import Meeting
from boards.operations.meeting_moves import cancel_meeting, postpone_meeting, reschedule_meeting
from boards.operations.meetings import schedule_meeting, update_meeting
from boards.operations.release import release_public
from portal.middleware.caching import PUBLIC
from tests import builders
from tests.boards.calendar.reading import events, only
from tests.builders_public import front_page, release_body, release_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-02-02T09:00:00Z", tick=False) as moving:
        yield moving


def step(client: Client, path: str, before: Any, traveller: time_machine.Traveller) -> Any:
    """The event after a change: the same UID, a higher number."""
    now = only(client.get(path).content)
    if before is not None:
        assert now["UID"] == before["UID"]
        assert now["SEQUENCE"] > before["SEQUENCE"]
        assert now["DTSTAMP"].dt > before["DTSTAMP"].dt
    traveller.shift(60)
    return now


def test_the_life_of_a_meeting(client: Client, traveller: time_machine.Traveller) -> None:
    body = builders.welsh_panel(name="Panel")
    clerk = builders.clerk_of(body)
    release_public(body, by=clerk, subject="A body")
    path = f"/{body.slug}/calendar.ics"
    assert not events(client.get(path).content)
    meeting = schedule_meeting(
        body=body,
        title="Budget",
        title_cy="Cyllideb",
        held_on=date(2026, 3, 29),
        starts_at=time(10, 30),
        place="County Hall",
        by=clerk,
    )

    def now() -> Meeting:
        return Meeting.objects.get(pk=meeting.pk)

    one = step(client, path, None, traveller)
    assert str(one["SUMMARY"]) == "Panel: Budget / Cyllideb"
    assert one["DTSTART"].dt.isoformat() == "2026-03-29T10:30:00+01:00"
    assert (one["STATUS"], str(one["LOCATION"])) == ("CONFIRMED", "County Hall")
    assert str(one["URL"]).endswith(f"/{body.slug}/meetings/2026-03-29-budget/")
    update_meeting(now(), by=clerk, expected_version=now().version, place="Town Hall")
    one = step(client, path, one, traveller)
    assert str(one["LOCATION"]) == "Town Hall"
    postpone_meeting(now(), reason="Snow", by=clerk)
    one = step(client, path, one, traveller)
    assert one["STATUS"] == "CANCELLED"
    reschedule_meeting(now(), held_on=date(2026, 4, 14), by=clerk)
    one = step(client, path, one, traveller)
    assert one["STATUS"] == "CONFIRMED"
    assert one["DTSTART"].dt.date() == date(2026, 4, 14)

    kept = client.get(path)
    assert kept["Cache-Control"] == PUBLIC
    assert kept["Content-Type"].startswith("text/calendar")
    assert kept["Last-Modified"]
    tag = {"if-none-match": kept["ETag"]}
    assert client.get(path, headers=tag).status_code == 304
    assert client.head(path).status_code == 200

    # A private briefing is no public meeting: the copy is withdrawn.
    kind = Meeting.Kind.PRIVATE_BRIEFING
    update_meeting(now(), by=clerk, expected_version=now().version, kind=kind)
    again = client.get(path, headers=tag)
    assert again.status_code == 200
    one = step(client, path, one, traveller)
    assert set(one) <= {
        *("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "STATUS", "TRANSP", "DTSTART")
    }
    assert one["STATUS"] == "CANCELLED"
    assert one["DTSTART"].dt == date(2026, 2, 2), "the day of the withdrawal, not of the meeting"
    for word in ("Budget", "Cyllideb", "Town Hall", "20260414", "meetings/"):
        assert word not in again.content.decode()

    ordinary = Meeting.Kind.ORDINARY
    update_meeting(now(), by=clerk, expected_version=now().version, kind=ordinary)
    one = step(client, path, one, traveller)
    cancel_meeting(now(), reason="No business", by=clerk)
    one = step(client, path, one, traveller)
    assert one["STATUS"] == "CANCELLED"
    assert "Budget" in str(one["SUMMARY"])
    with time_machine.travel("2027-09-01T09:00:00Z", tick=False):
        assert not events(client.get(path).content), "what is long over stands in the list alone"


def test_one_body_or_all_and_on_its_own_host(client: Client) -> None:
    front_page("northmere-board", host="board.localhost")
    for slug in ("northmere-board", "northmere-panel"):
        release_body(slug)
        release_meeting(slug, date(2026, 3, 3), slug[-5:])
    assert len(events(client.get("/calendar.ics").content)) == 2
    assert len(events(client.get("/northmere-panel/calendar.ics").content)) == 1
    own = client.get("/calendar.ics", headers={"host": "board.localhost"})
    assert str(only(own.content)["URL"]).startswith("http://board.localhost")
    other = client.get("/northmere-panel/calendar.ics", headers={"host": "board.localhost"})
    assert other.status_code == 404
    assert client.get("/no-such-body/calendar.ics").status_code == 404
    for page in ("/northmere-panel/meetings/", "/northmere-panel/meetings/calendar/"):
        assert 'href="/northmere-panel/calendar.ics"' in client.get(page).content.decode()
