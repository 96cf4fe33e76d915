"""Asking for letters by e-mail: nothing goes to an address whose owner has not said yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from home.alerts.leaving import clean
from home.alerts.limits import FROM_ONE_PLACE, TO_ONE_ADDRESS
from home.alerts.models import AlertSignUp, Subscriber, Subscription
from home.alerts.sending import send_alerts
from portal import clock
from portal.models import LogEntry, OutboxLetter
from portal.publishing import withdraw
from portal.unlogged import without_secrets
from tests.builders_public import (
    front_page,
    key_of,
    release_board,
    release_body,
    release_meeting,
    release_recommendation,
)
from tests.home.alerts.arranging import READER, ask, delivered, follow, link_in, stamp, words_of
from tests.scrutiny.trackers import releasing

pytestmark = pytest.mark.django_db

PANEL, BOARD, HOST = "northmere-panel", "northmere-board", "board.localhost"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def later(**time: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


def test_nothing_is_sent_before_the_button_of_the_first_letter(client: Client) -> None:
    release_body(PANEL)
    page = ask(client, f"/feeds/bodies/{PANEL}.atom", "Reader@Example.org")
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")
    assert not page.cookies
    assert Subscriber.objects.count() == 0
    (letter,) = delivered()
    assert letter["To"] == READER
    assert letter["List-Unsubscribe"] is None
    assert "News of a panel or board" in words_of(letter)
    link = link_in(letter, "confirm")
    row = AlertSignUp.objects.get()
    assert row.token_hash not in link
    assert OutboxLetter.objects.get().text == "", "the secret is gone with the letter"
    release_meeting(PANEL, date(2026, 5, 1))
    assert send_alerts(clock.now()) == 0, "nobody has confirmed"
    for method in (client.get, client.head):  # what scanners of mail do
        answer = method(link)
        assert answer.status_code == 200
        assert answer["Referrer-Policy"] == "no-referrer"
        assert Subscriber.objects.count() == 0
    done = client.post(link)
    assert done.status_code == 200
    subscription = Subscription.objects.get()
    assert (subscription.feed, subscription.subscriber.address) == (f"bodies/{PANEL}", READER)
    assert AlertSignUp.objects.count() == 0
    assert client.post(link).status_code == client.get(link).status_code == 404
    assert send_alerts(clock.now()) == 0, "news begins with the confirmation"
    release_meeting(PANEL, date(2026, 5, 8))
    assert send_alerts(clock.now()) == 1
    assert without_secrets(f"GET {link}") == "GET /alerts/confirm/…/"
    assert not LogEntry.objects.filter(sentence__contains="example").exists()


def test_the_answer_never_says_who_is_known_and_letters_are_few(client: Client) -> None:
    release_body(PANEL)
    follow("all", "known@example.org")
    known, stranger = (
        ask(client, "all", "known@example.org"),
        ask(client, "all", "other@example.org"),
    )
    for filled in ({"website": "x"}, {"begun": ""}, {"begun": "1:forged"}):
        assert ask(client, "all", "robot@example.org", **filled).status_code == 422, filled
    texts = {
        one.content.decode().replace(name, "x")
        for one, name in (
            (known, "known@example.org"),
            (stranger, "other@example.org"),
        )
    }
    assert len(texts) == 1
    assert [one["To"] for one in delivered()] == ["known@example.org", "other@example.org"]
    assert ask(client, "all", "other@example.org").status_code == 200
    assert delivered() == [], "the letter is not repeated within an hour"
    with later(minutes=59):
        ask(client, "all", "other@example.org")
        assert delivered() == []
    with later(hours=1, minutes=1):
        ask(client, "all", "other@example.org", rhythm="daily")
        (again,) = delivered()
        assert client.post(link_in(again, "confirm")).status_code == 200
    assert Subscription.objects.get(subscriber__address="other@example.org").rhythm == "daily"
    with later(hours=2):
        ask(client, "all", "known@example.org", rhythm="weekly")
        client.post(link_in(delivered()[0], "confirm"))
    assert Subscription.objects.get(subscriber__address="known@example.org").rhythm == "weekly"
    with later(hours=4):
        for number in range(TO_ONE_ADDRESS + 2):
            release_recommendation(PANEL, number)
            key = key_of("recommendation", PANEL, "child-protection", number)
            feed = f"/feeds/recommendations/{key}.atom"
            assert ask(client, feed, "poor@example.org").status_code == 200
        assert len(delivered()) == TO_ONE_ADDRESS
        answers = [
            ask(client, "all", f"n{number}@example.org").status_code
            for number in range(FROM_ONE_PLACE)
        ]
        assert answers.count(429) == TO_ONE_ADDRESS + 2


def test_what_nobody_confirms_is_deleted(client: Client) -> None:
    release_body(PANEL)
    ask(client, "all")
    (letter,) = delivered()
    with later(days=3, seconds=1):
        link = link_in(letter, "confirm")
        assert client.get(link).status_code == client.post(link).status_code == 404
        assert clean(clock.now()) == 2
    assert not AlertSignUp.objects.exists()
    assert not OutboxLetter.objects.exists(), "nor does a letter keep the address"


def test_mistakes_are_said_and_nothing_strange_is_followed(client: Client) -> None:
    release_body(PANEL)
    releasing.whole_thread()
    for values, place in (
        ({"email": "", "rhythm": "daily"}, "#id_email"),
        ({"email": "a@b@c", "rhythm": "daily"}, "#id_email"),
        ({"email": f"{READER}\nBcc: x@example.org", "rhythm": "daily"}, "#id_email"),
        ({"email": READER}, "#rhythm-at_once"),
        ({"email": READER, "rhythm": "hourly"}, "#rhythm-at_once"),
    ):
        answer = client.post("/alerts/?feed=all", values)
        assert answer.status_code == 422, values
        assert place in answer.content.decode(), values
    for feed in (
        "nothing",
        "bodies/nobody",
        "bodies/../all",
        "meetings/1",
        "themes/none",
        "a" * 900,
        "recommendations?q=%00notice",
        "findings?theme=\0",
    ):
        assert client.get("/alerts/", {"feed": feed}).status_code in (400, 404), feed
    wrong = client.get("/alerts/", {"feed": "recommendations?theme=none"})
    assert wrong["Location"] == "/recommendations/?theme=none", "the list says what is wrong"
    for token in ("nothing", "a:b", "é"):
        for page in ("confirm", "mine", "stop"):
            assert client.get(f"/alerts/{page}/{token}/").status_code == 404
            assert client.post(f"/alerts/{page}/{token}/").status_code == 404
    assert not OutboxLetter.objects.exists()
    assert not mail.outbox


def test_every_feed_can_be_asked_for_and_the_first_letter_quotes_nobody(client: Client) -> None:
    """Anybody may type anybody's address, so the letter holds no word that somebody typed."""
    release_body(PANEL, name="Northmere Panel")
    meeting = release_meeting(PANEL, date(2026, 5, 1), title="Budget at http://spam.example")
    releasing.whole_thread()
    feeds = [
        f"/feeds/meetings/{meeting.key}.atom",
        f"/feeds/recommendations/{releasing.key('recommendation', 1)}.atom",
        f"/feeds/themes/{releasing.THEME['slug']}.atom",
        "/feeds/recommendations.atom?q=notice+http+spam&sort=oldest&page=2",
        "late-answers",
        f"rejected/{PANEL}",
        "not-done",
    ]
    for number, feed in enumerate(feeds):
        shown = client.get("/alerts/", {"feed": feed})
        assert shown.status_code == 200, feed
        assert ask(client, feed, f"n{number}@example.org").status_code == 200, feed
    texts = [words_of(one) for one in delivered()]
    assert len(texts) == len(feeds)
    assert not [one for one in texts if "spam" in one]
    assert "A meeting (Northmere Panel) – at once, each time." in texts[0]
    assert "Recommendations, as you filtered them" in texts[3]
    assert AlertSignUp.objects.filter(feed="recommendations?q=notice+http+spam").exists()
    withdraw(kind=meeting.kind, key=meeting.key, body=PANEL, by=None, reason="Wrong.")
    assert client.get("/alerts/", {"feed": feeds[0]}).status_code == 410


def test_on_its_own_host_a_body_offers_itself_alone(client: Client) -> None:
    release_body(PANEL)
    release_board(BOARD)
    front_page(BOARD, host=HOST)
    there = {"host": HOST}
    page = client.get("/alerts/", headers=there).content.decode()
    assert PANEL not in page
    assert client.get(f"/alerts/?feed=bodies/{PANEL}", headers=there).status_code == 404
    assert client.get(f"/alerts/?feed=rejected/{PANEL}", headers=there).status_code == 404
    for feed, kept in (("all", f"bodies/{BOARD}"), ("rejected", f"rejected/{BOARD}")):
        values = {"email": f"{feed}@example.org", "rhythm": "daily", "begun": stamp()}
        assert client.post(f"/alerts/?feed={feed}", values, headers=there).status_code == 200
        assert AlertSignUp.objects.get(address=values["email"]).feed == kept
    first, _second = delivered()
    assert f"http://{HOST}" in words_of(first)
    assert client.get(link_in(first, "confirm"), headers=there).status_code == 200
