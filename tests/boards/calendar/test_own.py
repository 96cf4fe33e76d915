"""Somebody's own calendar: a secret address, few words, and nothing of what is not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from boards.models import Meeting
from boards.operations.meetings import schedule_meeting
from boards.operations.release import release_public
from portal.models import CalendarAddress, LogEntry, User
from portal.signed_links.guessing import WRONG_AN_HOUR
from scrutiny.models import Action
from tests import builders
from tests import builders_scrutiny as make
from tests.boards.calendar.reading import events
from tests.builders_public import release_body, release_meeting

pytestmark = pytest.mark.django_db
PAGE = "/workspace/calendar/"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def switched_on(client: Client) -> str:
    """Switch the calendar on, and read its address, which is shown once."""
    text = client.post(PAGE, {"do": "renew"}).content.decode()
    found = re.search(r'value="https?://[^/]+(/calendar/[\w-]{43}\.ics)"', text)
    assert found, text
    return found[1]


def test_what_stands_in_it(client: Client) -> None:
    body, other = builders.body(name="Panel"), builders.body(name="Other")
    clerk = builders.clerk_of(body)
    member = builders.with_role(body, "member", "Mo Member")
    release_public(body, by=clerk, subject="A body")
    for of, by in ((body, clerk), (other, builders.clerk_of(other))):
        schedule_meeting(
            body=of,
            title="Zebrafish briefing",
            held_on=date(2025, 9, 12),
            kind=Meeting.Kind.PRIVATE_BRIEFING,
            place="Secret Hall",
            by=by,
        )
    builders.meeting(body, "A draft", state=Meeting.State.DRAFT)
    schedule_meeting(body=body, title="Budget", held_on=date(2025, 9, 20), by=clerk)
    register = builders.person(body, "Mo Member", user=member)
    review = make.review(body)
    mine = make.action(review, owner=register, text="Quillfeather")
    request = make.information_request(review, addressee=register, text="Quillfeather")
    make.action(review, text="Somebody else's")
    client.force_login(member)
    path = switched_on(client)
    answer = Client().get(path)  # a calendar program has no session
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    text = answer.content.decode().replace("\r\n ", "")
    said = sorted(str(one["SUMMARY"]) for one in events(answer.content).values())
    assert said == sorted(
        [
            "Meeting of Panel",
            "Panel: Budget",
            f"Action {mine.reference} is due: Panel",
            f"Information request {request.reference} is due: Panel",
        ]
    )
    for word in ("Zebrafish", "Secret Hall", "Quillfeather", "Other", "draft"):
        assert word not in text
    assert Client().get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    before = events(answer.content)[f"action-{mine.key}"]
    Action.objects.filter(pk=mine.pk).update(state="cancelled", version=mine.version + 1)
    after = events(Client().get(path).content)[f"action-{mine.key}"]
    assert after["STATUS"] == "CANCELLED"
    assert after["SEQUENCE"] > before["SEQUENCE"]

    responder = builders.with_role(body, "responder")
    client.force_login(responder)
    theirs = events(Client().get(switched_on(client)).content).values()
    assert [str(one["SUMMARY"]) for one in theirs] == ["Panel: Budget"], "no private meeting"


def test_the_address_is_renewed_switched_off_and_kept_as_a_hash(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    member = builders.with_role(builders.body(), "member")
    assert client.get(PAGE).status_code == 302
    client.force_login(member)
    assert "Your calendar is off" in client.get(PAGE).content.decode()
    first = switched_on(client)
    assert first not in client.get(PAGE).content.decode(), "it is shown once"
    secret = Path(first).stem
    kept = [*CalendarAddress.objects.values(), *LogEntry.objects.values()]
    assert not any(secret in str(row) for row in kept)
    assert secret not in caplog.text
    second = switched_on(client)
    stranger = Client()
    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200
    assert stranger.post(second).status_code == 405
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert stranger.get(second).status_code == 404
    User.objects.filter(pk=member.pk).update(is_active=True)
    client.post(PAGE, {"do": "off"})
    assert stranger.get(second).status_code == 404
    third = switched_on(client)
    guessing = Client(REMOTE_ADDR="192.0.2.9")
    assert guessing.get(third).status_code == 200
    for _each in range(WRONG_AN_HOUR):
        guess = guessing.get(reverse("own-calendar", args=["A" * 43]))
        assert guess.status_code == 404
    assert guessing.get(third).status_code == 404, "a lock that the right secret opens is none"
    assert stranger.get(third).status_code == 200


def test_the_public_calendars_are_named_on_the_page(client: Client) -> None:
    body = builders.body(name="Panel")
    release_body(body.slug)
    release_meeting(body.slug, date(2025, 9, 20))
    client.force_login(builders.with_role(body, "member"))
    assert f"/{body.slug}/calendar.ics" in client.get(PAGE).content.decode()
