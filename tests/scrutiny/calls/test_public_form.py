"""The public form of a call for evidence: closed by default, patient with mistakes, no hurry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from portal import clock
from portal.models import OutboxLetter, PublicRecord
from portal.outbox.sending import send_due
from scrutiny.models import Submission
from scrutiny.operations.calls import switch_call
from scrutiny.rules.calls import PER_ADDRESS
from tests.scrutiny.calls.calling import HARM, Calling, calling

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False) as moving:
        yield moving


@pytest.fixture
def at() -> Calling:
    return calling()


def begun(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    found = re.search(r'name="begun" value="([^"]+)"', page)
    assert found, page
    return found[1].replace("&#x3D;", "=")


def send(client: Client, path: str, stamp: str, **fields: Any) -> Any:
    return client.post(path, {"text": "Notices come late.", "begun": stamp, **fields})


def test_it_is_off_by_default_and_open_between_its_days(client: Client) -> None:
    at = calling(on=False)
    assert client.get(at.path).status_code == 404
    assert client.post(at.path, {"text": "x"}).status_code == 404
    switch_call(call=at.call, on=True, by=at.clerk, expected_version=None)
    page = client.get(at.path)
    text = page.content.decode()
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    assert "How soon are social workers told?" in text
    for told in ("999", "0808 800 5000", "0800 1111", "01632 960 999", "Do not use this page"):
        assert told in text
    assert text.index("Do not use this page") < text.index('<form method="post"')
    assert at.officer.email not in text
    form = text.partition("<main")[2]
    assert "maxlength" not in form, "a browser would cut what is pasted without a word"
    with time_machine.travel("2025-10-01T09:00:00Z", tick=False):
        shut = client.get(at.path).content.decode()
        assert "closed on Tuesday 30 September 2025" in shut
        assert "<textarea" not in shut
        answer = client.post(at.path, {"text": "late", "begun": ""})
        assert "closed on" in answer.content.decode()
    switch_call(call=at.call, on=False, by=at.clerk, expected_version=None)
    assert client.get(at.path).status_code == 404
    assert not Submission.objects.exists()


def test_three_mistakes_are_told_and_nothing_typed_is_lost(
    client: Client, at: Calling, traveller: time_machine.Traveller
) -> None:
    stamp = begun(client, at.path)
    traveller.shift(60)
    long = "ab " * 7_000
    answer = send(client, at.path, stamp, text=long, email="no address", may_be_named="on")
    text = answer.content.decode()
    assert answer.status_code == 422
    for told in (
        "must be 20,000 characters or fewer. It has 20,999.",
        "Enter an e-mail address in the right form",
        "Write your name, or say that you may not be named",
    ):
        assert text.count(told) == 2, told  # on top and at its place
    assert long.strip() in text
    assert 'value="no address"' in text
    assert "checked" in text
    assert not Submission.objects.exists()
    stamp = re.search(r'name="begun" value="([^"]+)"', text)[1]  # type: ignore[index]
    again = send(client, at.path, stamp, email="a@example.com", name="A. Writer", may_be_named="on")
    assert "Your evidence was sent" in again.content.decode()
    one = Submission.objects.get()
    assert (one.state, one.name, one.may_be_named) == ("waiting", "A. Writer", True)
    assert not OutboxLetter.objects.exists()


def test_machines_are_slowed_and_people_are_not_lost(
    client: Client, at: Calling, traveller: time_machine.Traveller
) -> None:
    stamp = begun(client, at.path)
    quick = send(client, at.path, stamp, text="Sent at once.")
    assert quick.status_code == 422
    assert "Sent at once." in quick.content.decode()
    forged = send(client, at.path, "1:forged", text="Forged.")
    assert forged.status_code == 422
    traveller.shift(10)
    for number in range(PER_ADDRESS):
        assert send(client, at.path, stamp, text=f"Answer {number}").status_code == 200
    more = send(client, at.path, stamp, text="One more.")
    assert more.status_code == 429
    assert "One more." in more.content.decode()
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert send(other, at.path, stamp, text="From elsewhere").status_code == 200
    assert Submission.objects.count() == PER_ADDRESS + 1
    filled = send(Client(REMOTE_ADDR="192.0.2.8"), at.path, stamp, website="http://spam.example")
    assert filled.status_code == 422
    assert Submission.objects.count() == PER_ADDRESS + 1


def test_a_busy_hour_is_refused_without_losing_a_word(
    client: Client, at: Calling, monkeypatch: pytest.MonkeyPatch, traveller: time_machine.Traveller
) -> None:
    monkeypatch.setattr("scrutiny.operations.submissions.PER_CALL", 1)
    stamp = begun(client, at.path)
    traveller.shift(10)
    assert send(client, at.path, stamp).status_code == 200
    refused = send(client, at.path, stamp, text="The second.")
    assert refused.status_code == 429
    assert "The second." in refused.content.decode()


def test_whoever_tells_of_harm_is_told_whom_to_call(
    client: Client,
    at: Calling,
    traveller: time_machine.Traveller,
) -> None:
    stamp = begun(client, at.path)
    traveller.shift(10)
    text = send(client, at.path, stamp, text=HARM, name="Sam").content.decode()
    assert "call somebody now" in text
    for told in ("999", "0808 800 5000", "0800 1111", "01632 960 999", "one named person"):
        assert told in text
    assert at.officer.email not in text
    assert "Quorvane" not in text
    assert send_due(clock.now()) == 1
    (letter,) = mail.outbox
    assert letter.to == [at.officer.email] or at.officer.email in letter.to[0]
    for hidden in ("Quorvane", "uncle", "Sam", at.review.title, at.body.name, "harm"):
        assert hidden not in f"{letter.subject} {letter.body}"
    assert Submission.objects.get().state == "set_apart"
    everything = " ".join(str(row.payload) + row.title for row in PublicRecord.objects.all())
    assert "Quorvane" not in everything
