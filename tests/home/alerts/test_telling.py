"""What a letter says, to whom and when; and what it no longer says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.alerts.collecting import gather
from home.alerts.following import Followed, followed
from home.alerts.leaving import clean
from home.alerts.models import Subscriber, Subscription
from home.alerts.sending import SHOWN, count_alerts, send_alerts
from portal import clock
from portal.models import BouncingAddress, LetterState, OutboxLetter
from portal.outbox.bouncing import note_bounce
from portal.publishing import withdraw
from tests import builders
from tests.builders_public import (
    release_board,
    release_body,
    release_meeting,
    release_recommendation,
    release_review,
)
from tests.home.alerts.arranging import READER, delivered, follow, link_in, words_of
from tests.scrutiny.trackers import releasing

pytestmark = pytest.mark.django_db

PANEL, BOARD = "northmere-panel", "northmere-board"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):  # a Wednesday
        yield


def at(moment: str) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def test_one_letter_says_everything_once_and_newest_first() -> None:
    builders.body(slug=PANEL, name="Northmere Panel")
    release_body(PANEL, name="Northmere Panel")
    releasing.whole_thread()
    for feed in ("all", f"bodies/{PANEL}", "recommendations?late=now", "rejected"):
        follow(feed)
    meeting = release_meeting(PANEL, date(2026, 5, 1), title="Y Gyllideb: ŵyl yr Ŷd")
    refused = releasing.answer(decision="rejected", reason="No.", answered_on="2026-04-01")
    releasing.recommendation(state="rejected", answer=refused, text="Send each notice <at once>.")
    releasing.response(state="published", received_on="2026-04-01")
    assert count_alerts(clock.now()) == 1
    assert not OutboxLetter.objects.exists(), "a preview posts nothing"
    assert (send_alerts(clock.now()), send_alerts(clock.now())) == (1, 0)
    assert "ŵyl" not in OutboxLetter.objects.get().text, "words come when the letter goes"
    (letter,) = delivered()
    text = words_of(letter)
    assert str(letter["Subject"]) == "3 pieces of news"
    assert "Northmere Panel" in letter["From"]
    told = [
        "Response of Ann Holder, Commissioner: Published",
        "The answer came late: the last day was Monday 30 March 2026, it came on Wednesday 1",
        "Recommendation 1: Rejected. Send each notice <at once>.",
        f"/recommendations/{releasing.key('recommendation', 1)}/",
        "Y Gyllideb: ŵyl yr Ŷd, Friday 1 May 2026",
        "You get this letter because you asked for news on:",
    ]
    places = [text.index(one) for one in told]
    assert places == sorted(places)
    assert text.count("Y Gyllideb") == 1
    assert text.count("Of the review “Domestic abuse notices”.") == 2
    html = letter.get_body(("html",))
    assert html is not None
    assert "&lt;at once&gt;" in html.get_content()
    assert (letter["List-Unsubscribe-Post"], OutboxLetter.objects.get().text) == (
        "List-Unsubscribe=One-Click",
        "",
    )
    assert (send_alerts(clock.now()), delivered()) == (0, [])
    assert meeting.is_current


def test_of_one_meeting_the_newest_version_is_told_with_what_changed() -> None:
    release_body(PANEL)
    follow("all")
    follow(f"bodies/{PANEL}")
    day = date(2026, 5, 1)
    release_meeting(PANEL, day, title="Budget")

    def told() -> str:
        send_alerts(clock.now())
        (letter,) = delivered()
        text = words_of(letter)
        assert text.count("published on") == text.count("Budget, Friday") == 1
        assert "piece" not in letter["Subject"]
        return " ".join(text.split())

    assert "Friday 1 May 2026 New." in told()
    paper = {"key": "p", "file_name": "p.pdf", "treatment": "include"}
    pack = {"number": 1, "kind": "edition", "state": "published"}
    with_papers: dict[str, Any] = {"agenda": {"items": [{"papers": [paper]}]}, "packs": [pack]}
    release_meeting(PANEL, day, title="Budget", place="The hall")
    release_meeting(PANEL, day, title="Budget", place="The hall", **with_papers)
    sentences = "The day, the time or the place has changed. A pack of papers was published"
    assert f"{sentences}: number 1. 1 paper is new." in told()
    gone: dict[str, Any] = {"agenda": None, "packs": [pack | {"state": "withdrawn"}]}
    release_meeting(PANEL, day, title="Budget", place="The hall", **gone)
    assert "A pack of papers was withdrawn. 1 paper is no longer there." in told()
    release_meeting(PANEL, day, title="Budget", place="The hall", note="x", **gone)
    assert "A new version." in told()


def test_lists_by_words_are_told_and_a_fault_in_one_silences_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release_body(PANEL)
    releasing.whole_thread()
    follow("recommendations?q=lanterns")
    releasing.recommendation(7, text="Light the lanterns.")
    releasing.recommendation(8, text="Nothing of that.")

    def faulty(feed: str) -> Followed:
        if feed == "all":
            raise OperationalError("one statement that cannot be run")
        return followed(feed)

    follow("all")
    release_meeting(PANEL, date(2026, 5, 1), title="A meeting")
    monkeypatch.setattr("home.alerts.collecting.followed", faulty)
    assert send_alerts(clock.now()) == 1
    (letter,) = delivered()
    assert "Light the lanterns." in words_of(letter)
    assert "Nothing of that." not in words_of(letter)
    assert "A meeting" not in words_of(letter)
    monkeypatch.undo()
    assert send_alerts(clock.now()) == 1, "what could not be looked up is told when it can be"
    assert "A meeting" in words_of(delivered()[-1])


def test_days_and_weeks() -> None:
    release_body(PANEL)
    for rhythm in ("at_once", "daily", "weekly"):
        follow("all", f"{rhythm}@example.org", rhythm)

    def told(moment: str) -> list[str]:
        with at(moment):
            send_alerts(clock.now())
            return sorted(str(one["To"]).partition("@")[0] for one in delivered())

    release_meeting(PANEL, date(2026, 5, 1))
    assert told("2026-04-01T20:00:00Z") == ["at_once"]
    assert told("2026-04-02T05:59:00Z") == [], "not before seven, summer time"
    assert told("2026-04-02T06:00:00Z") == ["daily"]
    with at("2026-04-02T10:00:00Z"):
        release_meeting(PANEL, date(2026, 5, 8))
    assert told("2026-04-02T10:01:00Z") == ["at_once"], "a daily letter comes in the morning"
    assert told("2026-04-03T06:00:00Z") == ["daily"]
    assert told("2026-04-04T06:00:00Z") == []
    assert told("2026-04-06T06:00:00Z") == ["weekly"]
    assert told("2026-04-13T06:00:00Z") == []
    with at("2026-04-13T08:00:00Z"):
        release_meeting(PANEL, date(2026, 5, 15))
    assert told("2026-04-13T09:00:00Z") == ["at_once"]
    assert told("2026-04-21T09:00:00Z") == ["daily", "weekly"], "Monday was missed: told on Tuesday"


def test_special_occasions_are_told_once_when_they_begin() -> None:
    release_body(PANEL)
    release_board(BOARD)
    releasing.whole_thread()
    for feed in ("late-answers", "rejected", "not-done"):
        follow(feed, f"{feed}@example.org")
        follow(f"{feed}/{BOARD}", "board@example.org")
    follow("not-done/" + PANEL, "panel@example.org")

    def told() -> list[str]:
        send_alerts(clock.now())
        return [f"{one['To']}: {one['Subject']}".replace("@example.org", "") for one in delivered()]

    release_meeting(PANEL, date(2026, 5, 1))
    on_time = {"state": "received", "received_on": "2026-03-30"}
    releasing.response(**on_time)
    releasing.response(**on_time | {"state": "published"})
    assert told() == []
    releasing.response(2, state="received", received_on="2026-03-31")
    assert told() == [
        "late-answers: Response of Ann Holder, Commissioner: Received, being considered"
    ]
    releasing.response(2, state="published", received_on="2026-03-31")
    assert told() == [], "it was told when it came"
    text = "Send."
    releasing.recommendation(state="accepted", answer=releasing.answer(), text=text)
    assert told() == []
    partly = releasing.answer(decision="partly_accepted")
    releasing.recommendation(2, number=2, state="in_progress", answer=partly, text=text)
    assert told() == ["rejected: Recommendation 2: In progress. Send."]
    releasing.recommendation(2, number=2, state="closed_implemented", answer=partly, text=text)
    assert told() == []
    releasing.recommendation(2, number=2, state="closed_not_implemented", answer=partly, text=text)
    assert told() == [
        "not-done: Recommendation 2: Closed: not done. Send.",
        "panel: Recommendation 2: Closed: not done. Send.",
    ]
    releasing.recommendation(
        2, number=2, state="closed_not_implemented", answer=partly, text=text, closing_note="N."
    )
    releasing.action(state="closed", done_on="2026-06-30")
    assert told() == []
    releasing.action(state="cancelled", text=text)
    assert told() == ["not-done: Action 4: Cancelled. Send.", "panel: Action 4: Cancelled. Send."]


def test_what_was_withdrawn_meanwhile_is_in_no_letter() -> None:
    release_body(PANEL, name="Northmere Panel")
    follow("all", "both@example.org")
    stays = release_meeting(PANEL, date(2026, 5, 1), title="Stays")
    goes = release_meeting(PANEL, date(2026, 5, 8), title="Goes")
    follow(f"meetings/{goes.key}", "one@example.org")
    release_meeting(PANEL, date(2026, 5, 8), title="Goes soon")
    assert send_alerts(clock.now()) == 2
    withdraw(kind=goes.kind, key=goes.key, body=PANEL, by=None, reason="Wrong.")
    letters = delivered()
    assert [one["To"] for one in letters] == ["both@example.org"]
    letter = letters[0]
    assert "Stays" in words_of(letter)
    assert "Goes" not in words_of(letter)
    lone = OutboxLetter.objects.get(to="one@example.org")
    assert (lone.state, lone.text) == (LetterState.UNWANTED, "")
    assert send_alerts(clock.now()) == 1, "the subscription ends with a letter"
    (letter,) = delivered()
    assert letter["Subject"] == "Something that you followed was withdrawn"
    assert "A meeting (Northmere Panel) that you followed has been withdrawn" in words_of(letter)
    assert "Goes" not in str(letter)
    assert not Subscription.objects.filter(feed__startswith="meetings").exists()
    clean(clock.now())
    assert not Subscriber.objects.filter(address="one@example.org").exists()
    assert not OutboxLetter.objects.filter(to="one@example.org").exists()
    assert (send_alerts(clock.now()), stays.is_current) == (0, True)


def test_stopping_by_one_click_and_choosing_by_the_link(client: Client) -> None:
    release_body(PANEL)
    follow("all")
    follow("rejected", rhythm="weekly")
    release_meeting(PANEL, date(2026, 5, 1))
    send_alerts(clock.now())
    (letter,) = delivered()
    choose, stop = link_in(letter, "mine"), link_in(letter, "stop")
    assert letter["List-Unsubscribe"].strip("<>").endswith(stop)
    page = client.get(choose)
    assert page["Referrer-Policy"] == "no-referrer"
    assert READER not in page.content.decode()
    one, other = Subscription.objects.order_by("pk")
    stranger = follow("all", "stranger@example.org")
    client.post(choose, {"subscription": stranger.pk, "do": "stop"})
    client.post(choose, {"subscription": other.pk, "rhythm": "daily"})
    client.post(choose, {"subscription": one.pk, "rhythm": "hourly"})
    assert set(Subscription.objects.values_list("pk", "rhythm")) == {
        (one.pk, "at_once"),
        (other.pk, "daily"),
        (stranger.pk, "at_once"),
    }
    client.post(choose, {"subscription": one.pk, "do": "stop"})
    assert Subscription.objects.filter(subscriber=one.subscriber).count() == 1
    assert client.get(stop).status_code == 200
    assert Subscriber.objects.count() == 2, "a scanner that opens the link stops nothing"
    release_meeting(PANEL, date(2026, 5, 8))
    OutboxLetter.objects.create(
        once="x",
        message_id="x",
        kind="alert",
        to=READER,
        subject="s",
        posted_at=clock.now(),
        next_at=clock.now(),
        text='{"new": {}, "more": 0, "ended": []}',
    )
    note_bounce(READER, "550 no")
    enforced = Client(enforce_csrf_checks=True)
    answer = enforced.post(stop, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, bool(answer.cookies)) == (200, False)
    assert not Subscriber.objects.filter(address=READER).exists()
    assert not OutboxLetter.objects.filter(to=READER).exists()
    assert not BouncingAddress.objects.exists()
    assert client.post(stop).status_code == client.get(choose).status_code == 200
    client.post(choose, {"subscription": other.pk, "rhythm": "daily"})


def test_three_letters_that_come_back_end_it() -> None:
    release_body(PANEL)
    follow("all")
    for number in range(3):
        clean(clock.now())
        assert Subscriber.objects.exists(), number
        release_meeting(PANEL, date(2026, 5, number + 1))
        send_alerts(clock.now())
        row = OutboxLetter.objects.get(state=LetterState.WAITING)
        OutboxLetter.objects.filter(pk=row.pk).update(
            state=LetterState.BOUNCED, next_at=None, trouble_since=clock.now()
        )
        note_bounce(READER, "550 no such mailbox")
    note_bounce("Left@example.org", "550 of whom nothing is here any more")
    builders.user(email="Clerk@example.org")
    note_bounce("clerk@example.org", "550 full")
    clean(clock.now())
    assert not Subscriber.objects.exists()
    assert not OutboxLetter.objects.exists()
    assert [one.address for one in BouncingAddress.objects.all()] == ["clerk@example.org"]


def test_many_who_follow_the_same_cost_one_look_and_long_letters_are_cut() -> None:
    release_body(PANEL)
    subscriber = [Subscriber(address=f"n{n}@example.org", key=f"k{n}") for n in range(300)]
    Subscriber.objects.bulk_create(subscriber)
    rows = Subscriber.objects.order_by("pk")
    Subscription.objects.bulk_create(
        Subscription(
            subscriber=one, feed=f"bodies/{PANEL}", rhythm="at_once", looked_on=clock.today()
        )
        for one in rows
    )
    for number in range(SHOWN + 2):
        release_meeting(PANEL, date(2026, 5, 1), f"m{number}")
    with CaptureQueriesContext(connection) as looked:
        assert count_alerts(clock.now()) == 300
    assert len(looked) <= 6, [one["sql"] for one in looked]
    Subscriber.objects.exclude(pk=rows[0].pk).delete()
    with CaptureQueriesContext(connection) as posting:
        assert send_alerts(clock.now()) == 1
    assert len(posting) <= 12
    (letter,) = delivered()
    assert letter["Subject"] == f"{SHOWN + 2} pieces of news"
    assert words_of(letter).count("County") == 0
    assert "And 2 more pieces of news." in words_of(letter)
    assert words_of(letter).count("published on") == SHOWN


def test_a_run_that_dies_and_two_runs_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is marked as told without its letter, and no letter is posted twice."""
    release_body(PANEL)
    follow("all")
    follow("rejected")
    release_review(PANEL)
    release_recommendation(PANEL)
    release_meeting(PANEL, date(2026, 5, 1))

    def dies(**_values: object) -> None:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr("home.alerts.sending.post", dies)
        with pytest.raises(SystemExit):
            send_alerts(clock.now())
    assert not OutboxLetter.objects.exists()
    gathered = gather(clock.now())  # the second sender has looked before the first wrote
    assert send_alerts(clock.now()) == 1
    with monkeypatch.context() as slow:
        slow.setattr("home.alerts.sending.gather", lambda _as_of: gathered)
        assert send_alerts(clock.now()) == 0
    assert OutboxLetter.objects.count() == 1
