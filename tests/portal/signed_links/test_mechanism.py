"""Links by themselves: how long they work, what is kept of them, and that the database guards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from portal import clock, signed_links
from portal.models import ReceivedAnswer, SignedLink
from portal.operations import Refused
from portal.signed_links import purposes
from portal.signed_links.guessing import WRONG_AN_HOUR, is_guessing, note_wrong
from portal.signed_links.tokens import hash_of, new_token
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _purposes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(purposes, "_purposes", dict(purposes._purposes))
    signed_links.register_purpose("test")
    signed_links.register_purpose("short", days=2)
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False):
        yield


def made(purpose: str = "test", **values: Any) -> tuple[SignedLink, str]:
    one = builders.person()
    given = {"subject": one, "holder": one, "body": one.body.slug, "by": None, **values}
    return signed_links.make_link(purpose=purpose, **given)


def test_a_secret_opens_its_link_and_nothing_else() -> None:
    link, token = made()
    assert len(token) == 43
    assert token != new_token()
    found = signed_links.link_of(token)
    assert found == link
    for guess in (token[:-1], token.swapcase(), "", "é" * 43, "\ud800", link.token_hash):
        assert signed_links.link_of(guess) is None
    assert hash_of(token, use="calendar") != link.token_hash
    assert token not in str(SignedLink.objects.values().get())


def test_how_long_it_works() -> None:
    link, _token = made()
    assert link.expires_at - link.made_at == timedelta(days=settings.SIGNED_LINK_DAYS)
    short, _token = made("short")
    assert short.expires_at == clock.now() + timedelta(days=2)
    assert not short.is_open(short.expires_at)
    assert short.is_open(short.expires_at - timedelta(seconds=1))
    with time_machine.travel(short.expires_at, tick=False), pytest.raises(signed_links.Spent):
        signed_links.receive(short, text="late")
    assert SignedLink.objects.get(pk=short.pk).used_at is None
    with pytest.raises(KeyError):
        made("nobody registered it")
    with pytest.raises(ValueError, match="already"):
        signed_links.register_purpose("short", days=3)
    assert settings.SIGNED_LINK_DAYS == 21


def test_it_is_used_taken_back_and_decided_on_once() -> None:
    link, _token = made()
    answer = signed_links.receive(link, text="Done")
    with pytest.raises(signed_links.Spent):
        signed_links.receive(link, text="Again")
    assert not signed_links.revoke(link, by=None), "what was used stays used"
    other, _token = made()
    assert signed_links.revoke(other, by=None)
    assert not signed_links.revoke(other, by=None)
    with pytest.raises(signed_links.Spent) as spent:
        signed_links.receive(other, text="Too late")
    assert not spent.value.was_used
    clerk = builders.user()
    signed_links.decide(answer, state="confirmed", by=clerk)
    with pytest.raises(Refused):
        signed_links.decide(answer, state="declined", by=clerk, reason="No")
    assert ReceivedAnswer.objects.get().state == "confirmed"


def test_the_database_guards_too() -> None:
    link, _token = made()
    again: dict[str, Any] = {
        "purpose": link.purpose,
        "subject_label": link.subject_label,
        "subject_key": link.subject_key,
        "holder_key": link.holder_key,
        "body": link.body,
        "made_at": link.made_at,
        "expires_at": link.expires_at,
    }
    answer = signed_links.receive(made()[0], text="x")
    wrong: list[Callable[[], object]] = [
        lambda: SignedLink.objects.create(**again, token_hash="another"),
        lambda: SignedLink.objects.filter(pk=link.pk).update(expires_at=link.made_at),
        lambda: ReceivedAnswer.objects.create(
            link=answer.link, text="Second", received_at=clock.now()
        ),
        lambda: ReceivedAnswer.objects.filter(pk=answer.pk).update(state="confirmed"),
        lambda: ReceivedAnswer.objects.filter(pk=answer.pk).update(
            state="declined", decided_at=clock.now()
        ),
    ]
    for attempt in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_a_lock_lasts_its_hour_and_no_longer() -> None:
    """Also in a cache that keeps things for five minutes by itself."""
    request = RequestFactory().get("/")
    with time_machine.travel("2026-03-02T10:00:01Z", tick=False) as traveller:
        for _each in range(WRONG_AN_HOUR):
            assert not is_guessing(request)
            note_wrong(request)
        traveller.shift(timedelta(minutes=59))
        assert is_guessing(request)
        assert not is_guessing(RequestFactory(REMOTE_ADDR="192.0.2.9").get("/"))
        traveller.shift(timedelta(minutes=1))
        assert not is_guessing(request)
