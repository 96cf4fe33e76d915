"""The page behind a link: opening changes nothing, sending uses it up, a guess learns nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client, override_settings

from portal import signed_links
from portal.models import LogEntry, ReceivedAnswer, SignedLink
from portal.signed_links.guessing import WRONG_AN_HOUR
from portal.unlogged import SecretAddressFilter
from scrutiny.by_link import page as page_module
from scrutiny.by_link.subjects import TEXT_AT_MOST
from scrutiny.operations.answer_links import take_link_back
from scrutiny.operations.link_answers import receive_answer
from tests import builders_scrutiny as make
from tests.scrutiny.links.asking import ADDRESS, TEXT, Asked

pytestmark = pytest.mark.django_db
GUESS = "/answer/" + "A" * 43 + "/"


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as moving:
        yield moving


def rows() -> Any:
    return list(SignedLink.objects.values()), list(ReceivedAnswer.objects.values())


def test_the_letter_is_neutral_and_only_a_hash_is_kept() -> None:
    at = Asked()
    assert at.letter.to == ADDRESS
    assert "Northmere Panel" in at.letter.subject
    whole = f"{at.letter.subject} {at.letter.text}"
    for word in ("zebrafish", "Quillfeather", str(at.subject.reference), at.clerk.last_name):
        assert word not in whole
    token = at.path.split("/")[2]
    for row in (*SignedLink.objects.values(), *LogEntry.objects.values()):
        assert token not in str(row)
    assert at.link.expires_at - at.link.made_at == timedelta(days=21)


def test_opening_changes_nothing_and_the_page_keeps_to_itself(client: Client) -> None:
    at = Asked()
    other = make.action(at.subject.review, text="Some other secret", owner=at.person)
    before = rows()
    for _again in range(3):
        assert client.head(at.path).status_code == 200
        shown = client.get(at.path)
    assert rows() == before
    opened = LogEntry.objects.for_instance(at.link).filter(action="portal.view")
    assert opened.count() == 3, "each opening is logged; a HEAD is no opening"
    text = shown.content.decode()
    token = at.path.split("/")[2]
    assert shown.status_code == 200
    assert TEXT in text
    assert str(at.subject.reference) in text
    assert "Northmere Panel" in text
    assert token not in text, "no link of the page holds the secret"
    for word in (str(other.text), ADDRESS, "Jo Outside", "wagtail-userbar", "http://", "<script"):
        assert word not in text.replace("http://www.w3.org/2000/svg", ""), word
    assert shown["Referrer-Policy"] == "no-referrer"
    assert set(shown["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert "noindex" in shown["X-Robots-Tag"]
    assert not shown.cookies
    assert client.put(at.path).status_code == 405


def test_one_answer_uses_it_up_and_mistakes_lose_nothing(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    at = Asked()
    fields = at.fields(strict)
    empty = strict.post(at.path, {**fields, "text": " ", "is_done": "", "name": "Jo O."})
    text = empty.content.decode()
    assert empty.status_code == 422
    assert "Write what has been done" in text
    assert "Say whether it is done" in text
    assert 'value="Jo O."' in text
    long = strict.post(at.path, {**fields, "text": "ab " * (TEXT_AT_MOST // 2)})
    assert long.status_code == 422
    assert "ab ab ab" in long.content.decode()
    # A browser under `no-referrer` calls its origin null.
    sent = strict.post(
        at.path,
        {**fields, "name": "Jo"},
        headers={"origin": "null", "sec-fetch-site": "same-origin"},
    )
    assert sent.status_code == 200
    assert "received" in sent.content.decode()
    answer = ReceivedAnswer.objects.get()
    assert (answer.text, answer.name, answer.is_done) == ("The figures were sent.", "Jo", False)
    assert at.subject.updates.count() == 0
    again = strict.post(at.path, {**fields, "text": "Another text"})
    assert again.status_code == 409
    assert "received already" in again.content.decode()
    assert "Another text" in again.content.decode()
    assert ReceivedAnswer.objects.get().text == "The figures were sent."
    for entry in LogEntry.objects.all():
        assert "figures were sent" not in f"{entry.sentence}{entry.data}"
    used = LogEntry.objects.for_instance(at.link).filter(action="portal.change")
    assert used.count() == 1


def test_a_form_of_somebody_else_is_not_taken(client: Client) -> None:
    at, other = Asked(), Asked()
    fields = at.fields(client)
    strangers: list[tuple[dict[str, str], dict[str, str]]] = [
        ({}, {"origin": "https://evil.example"}),
        ({}, {"sec-fetch-site": "cross-site"}),
        ({"stamp": ""}, {}),
        ({"stamp": other.fields(client)["stamp"]}, {}),
    ]
    for changed, headers in strangers:
        answer = client.post(at.path, {**fields, **changed}, headers=headers)
        assert answer.status_code == 403
        assert "The figures were sent." in answer.content.decode()
    assert not ReceivedAnswer.objects.exists()


def test_of_two_at_once_one_is_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    at = Asked()
    fields = at.fields(client)
    first, second = (SignedLink.objects.get(pk=at.link.pk) for _one in range(2))
    receive_answer(first, text="First", name="", is_done=False)
    with pytest.raises(signed_links.Spent) as spent:
        receive_answer(second, text="Second", name="", is_done=False)
    assert spent.value.was_used
    # The page looked before the other sent: the UPDATE decides, not the look.
    monkeypatch.setattr(page_module, "opens_something", lambda _link: at.subject)
    assert client.post(at.path, fields).status_code == 409
    assert [one.text for one in ReceivedAnswer.objects.all()] == ["First"]


def test_wrong_expired_used_and_revoked_look_the_same(
    client: Client, traveller: time_machine.Traveller
) -> None:
    used, revoked, expired, handed_on, finished = (Asked() for _each in range(5))
    client.post(used.path, used.fields(client))
    take_link_back(link=revoked.link, subject=revoked.subject, by=revoked.clerk)
    type(handed_on.subject).objects.filter(pk=handed_on.subject.pk).update(owner=used.person)
    type(finished.subject).objects.filter(pk=finished.subject.pk).update(state="cancelled")
    gone = [used, revoked, handed_on, finished]
    answers = [client.get(one.path) for one in gone]
    typed = client.post(revoked.path, {"text": "Typed for nothing"})
    assert typed.status_code == 410
    assert "Typed for nothing" in typed.content.decode()
    traveller.shift(timedelta(days=21))
    answers.append(client.get(expired.path))
    assert client.post(expired.path, {"text": "x"}).status_code == 410
    guess = client.get(GUESS)
    assert guess.status_code == 404
    assert client.post(GUESS, {"text": "x"}).content == guess.content
    for one in answers:
        assert one.status_code == 410
        assert one.content == guess.content
        assert TEXT not in one.content.decode()
        assert one["Referrer-Policy"] == "no-referrer"
    assert ReceivedAnswer.objects.count() == 1


def test_guesses_are_limited_by_address(client: Client) -> None:
    at = Asked()
    for _each in range(WRONG_AN_HOUR):
        assert client.get(GUESS).status_code == 404
    assert client.get(GUESS).status_code == 429
    assert client.get(at.path).status_code == 429, "a lock that the right secret opens is none"
    elsewhere = client.get(at.path, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 200


def test_the_secret_is_in_no_log(
    client: Client, caplog: pytest.LogCaptureFixture, traveller: time_machine.Traveller
) -> None:
    at = Asked()
    token = at.path.split("/")[2]
    caplog.handler.addFilter(SecretAddressFilter())
    with caplog.at_level(logging.DEBUG), override_settings(DEBUG=False):
        client.get(at.path)
        client.post(at.path, {"text": ""})
        client.post(at.path, at.fields(client))
        client.get(at.path)
        client.get(at.path.replace("answer", "calendar").rstrip("/") + ".ics")
    assert "/answer/…" in caplog.text, "what was refused is logged without its secret"
    assert token not in caplog.text


def test_every_line_of_faults_passes_the_filter() -> None:
    from portal.settings import base

    assert "no_secrets" in base.LOGGING["handlers"]["faults"]["filters"]
    try:
        raise ValueError("GET /answer/abc-DEF_1/ failed")
    except ValueError:
        record = logging.LogRecord("x", 30, "p", 1, "at %s", ("/calendar/s3cret.ics",), None)
        import sys

        record.exc_info = sys.exc_info()
    assert SecretAddressFilter().filter(record)
    said = f"{record.getMessage()} {record.exc_text}"
    assert "s3cret" not in said
    assert "abc-DEF_1" not in said
