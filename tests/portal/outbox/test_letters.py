"""What a letter is made of, and the pages about letters: who may do what there."""

from __future__ import annotations

import re
from email import message_from_string, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from django.conf import settings as values
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from boards.letters import erase_reminders_of
from boards.models import ReminderTold
from portal import clock
from portal.audit import last_sentence
from portal.mail import WrongAddressError
from portal.models import BouncingAddress, LetterState, LogEntry, OutboxLetter, Rhythm, User
from portal.outbox import post
from portal.outbox.choices import rhythm_of
from portal.outbox.composing import compose
from portal.outbox.sending import send_due
from portal.outbox.thinning import erase_letters_of
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.once]

UNDELIVERED = "/workspace/letters/undelivered/"
CHOICE = "/workspace/letters/"


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def row(**fields: object) -> OutboxLetter:
    given = {
        "to": "ann@council.example",
        "subject": "Due <soon>",
        "text": "One & two.\n\nSee\nhttps://portal.example/a?b=1&c=2\nnow.",
        "kind": "reminder",
        "once": "test:1",
    }
    post(**{**given, **fields})  # type: ignore[arg-type]
    return OutboxLetter.objects.get(once=fields.get("once", "test:1"))


def read(letter: OutboxLetter) -> EmailMessage:
    message = message_from_string(compose(letter).message().as_string(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_headers_and_both_parts() -> None:
    """RFC 8058, RFC 3834, security case 51; the same with every attempt."""
    body = builders.body('Northmere, "Panel"', contact="Clerk: clerk@northmere.example, 01632 9")
    ann = builders.user("Ann Owner")
    letter = row(to=ann.email, user=ann, name='Ann, "Eve" <eve@evil.example>', body=body.slug)
    message = read(letter)
    assert message["Message-ID"] == letter.message_id == read(letter)["Message-ID"]
    assert parsedate_to_datetime(message["Date"]) == letter.posted_at.replace(microsecond=0)
    assert message["Auto-Submitted"] == "auto-generated"
    (sender,), (to,) = message["From"].addresses, message["To"].addresses
    assert (sender.display_name, to.addr_spec) == (body.name, ann.email)
    assert sender.addr_spec in values.DEFAULT_FROM_EMAIL
    assert message["Reply-To"] == "clerk@northmere.example"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = message["List-Unsubscribe"].strip(" <>")
    assert stop.startswith(f"{values.BASE_URL}/letters/stop/")
    plain, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert "One & two." in plain
    assert stop in plain
    assert "One &amp; two." in html
    assert '<a href="https://portal.example/a?b=1&amp;c=2">' in html
    assert "<title>Due &lt;soon&gt;</title>" in html
    assert "<script" not in html
    always = read(row(once="test:2", kind="security", body=""))
    assert always["List-Unsubscribe"] is None
    assert always["Reply-To"] is None
    assert "stop" not in always.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    with pytest.raises(WrongAddressError):
        compose(row(once="test:3", to="a@b.example, c@d.example"))


def test_stopping_by_the_link() -> None:
    ann = builders.user("Ann Owner")
    for letter, who in (
        (row(once="test:account", to=ann.email, user=ann), {"user": ann}),
        (row(once="test:address"), {"user": None, "address": "ann@council.example"}),
    ):
        link = compose(letter).extra_headers["List-Unsubscribe"].strip("<>")
        path = link.removeprefix(values.BASE_URL)
        browser = Client(enforce_csrf_checks=True)  # a mail programme has no token
        for _ in range(2):
            page = browser.get(path)
            assert page.status_code == 200
            assert page["Cache-Control"] == "private, no-store"
            assert page["Referrer-Policy"] == "no-referrer"
            assert letter.to not in page.content.decode()
        assert rhythm_of(**who) == Rhythm.AT_ONCE
        answer = browser.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "have stopped" in answer.content.decode()
        assert rhythm_of(**who) == Rhythm.NONE
        forged = re.sub(r".(?=/$)", lambda found: "A" if found[0] != "A" else "B", path)
        assert browser.get(forged).status_code == 404
        assert browser.post(forged).status_code == 404
    assert LogEntry.objects.filter(action="portal.letter").count() == 2
    assert "@" not in " ".join(LogEntry.objects.values_list("sentence", flat=True))
    assert send_due(clock.now()) == 0
    assert mail.outbox == []


def test_choosing_in_the_workspace() -> None:
    ann = builders.user("Ann Owner")
    assert Client().get(CHOICE).status_code == 302
    browser = signed_in(ann)
    assert browser.get(CHOICE).status_code == 200
    for rhythm in Rhythm:
        assert browser.post(CHOICE, {"rhythm": rhythm.value}).status_code == 302
        assert rhythm_of(ann) == rhythm
    assert browser.post(CHOICE, {"rhythm": "hourly"}).status_code == 422
    assert rhythm_of(ann) == Rhythm.NONE
    assert UNDELIVERED not in browser.get(CHOICE).content.decode()


def test_what_did_not_arrive_is_for_the_clerk_of_the_body_and_administrators() -> None:
    here, there = builders.body("Here"), builders.body("There")
    clerk, other = builders.clerk_of(here), builders.clerk_of(there)
    mine = row(once="test:here", to="nobody", body=here.slug, subject="Sent from here")
    row(once="test:portal", to="no one", subject="Sent from the portal")
    row(once="test:fine", body=here.slug, subject="On its way")
    BouncingAddress.objects.create(
        address="nobody", since=clock.now(), last_at=clock.now(), said="550 No"
    )
    seen = signed_in(clerk).get(UNDELIVERED).content.decode()
    assert "Sent from here" in seen
    assert "not the address of one person" in seen
    assert "has come back since" in seen
    assert "Sent from the portal" not in seen
    assert "On its way" not in seen
    assert "Sent from here" not in signed_in(other).get(UNDELIVERED).content.decode()
    everything = signed_in(builders.administrator()).get(UNDELIVERED).content.decode()
    assert "Sent from here" in everything
    assert "Sent from the portal" in everything
    member = builders.with_role(here, "member")
    assert signed_in(member).get(UNDELIVERED).status_code == 404
    for user in (other, member):
        assert signed_in(user).post(UNDELIVERED, {"letter": mine.pk}).status_code == 404
    assert signed_in(clerk).post(UNDELIVERED, {"letter": "x"}).status_code == 404
    mine.refresh_from_db()
    assert mine.state == LetterState.BOUNCED
    assert signed_in(clerk).post(UNDELIVERED, {"letter": mine.pk}).status_code == 302
    mine.refresh_from_db()
    assert mine.state == LetterState.WAITING
    assert "tried again" in last_sentence(mine)


def test_disposal_takes_the_letters_of_a_case(settings: Settings) -> None:
    meeting = builders.meeting()
    key = "0f0f0f0f-1111-4222-8333-444444444444"
    row(once="test:matter", matter=f"meeting:{meeting.key}")
    row(once=f"link:{key}")
    row(once="reminders:u1:x")
    row(once="test:other")
    ReminderTold.objects.create(
        once="u1:x", body="b", item=f"action:{key}", told_at=clock.now(), letter="reminders:u1:x"
    )
    keys = frozenset({key})
    assert erase_letters_of(meeting, keys) == 2
    assert erase_reminders_of(meeting, keys) == 2
    assert [one.once for one in OutboxLetter.objects.all()] == ["test:other"]
