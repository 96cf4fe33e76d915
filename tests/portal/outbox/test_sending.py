"""A real mail server that takes, refuses, dies, dawdles, goes away and comes back."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from pytest_django.fixtures import Settings

from portal import clock
from portal.models import BouncingAddress, LetterState, LogEntry, OutboxLetter, Rhythm
from portal.outbox import post
from portal.outbox.again import try_again
from portal.outbox.choices import choose
from portal.outbox.claiming import count_due
from portal.outbox.sending import send_due
from portal.outbox.thinning import thin
from tests.builders import user
from tests.portal.outbox.mail_server import MailServer

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def posted(name: str, *, kind: str = "security", body: str = "") -> OutboxLetter:
    to = f"{name}@council.example"
    post(to=to, subject="Due", text="Words.", kind=kind, once=f"test:{name}", body=body)
    return OutboxLetter.objects.get(once=f"test:{name}")


def states() -> dict[str, str]:
    return {row.once.removeprefix("test:"): row.state for row in OutboxLetter.objects.all()}


def test_half_refused_and_one_dead_line_stop_nobody(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Fault case 15: each letter meets its own fate, once, over as few connections as possible."""
    names = ("gone", "full", "spam", "later", "dies", "well-1", "well-2", "well-3")
    with time_machine.travel(MORNING, tick=False) as clockwork:
        for name in names:
            posted(name)
        posted("well-1")  # the same occasion again
        assert OutboxLetter.objects.count() == len(names)
        hear = server.handler
        hear.at_recipient = {
            "gone@council.example": "550 5.1.1 No such person",
            "full@council.example": "452 4.2.2 Mailbox full",
        }
        hear.at_letter = {"spam@council.example": "554 5.7.1 We do not like it"}
        hear.dies_before = {"dies@council.example"}
        assert count_due(clock.now()) == len(names)
        assert send_due(clock.now()) == 4
        assert hear.addresses() == [f"{n}@council.example" for n in ("later", *names[5:])]
        assert hear.connections == 2  # one, and one more after the line broke
        assert states() == {
            "gone": LetterState.BOUNCED,
            "full": LetterState.WAITING,
            "spam": LetterState.FAILED,
            "dies": LetterState.WAITING,
            **dict.fromkeys(("later", *names[5:]), LetterState.SENT),
        }
        assert "550 5.1.1 No such person" in BouncingAddress.objects.get().said
        assert OutboxLetter.objects.undelivered().count() == 4
        assert send_due(clock.now()) == 0  # nothing is due again yet
        hear.at_recipient = {}
        hear.dies_before = set()
        clockwork.shift(timedelta(minutes=1))
        assert send_due(clock.now()) == 2
        assert states()["full"] == states()["dies"] == LetterState.SENT
        # The server said no to one, of the other nobody knows: only that may be a repeat.
        repeats = {row.once: row.repeats for row in OutboxLetter.objects.filter(repeats__gt=0)}
        assert repeats == {"test:dies": 1}
        assert LogEntry.objects.filter(sentence__contains="may be a repeat").count() == 1
        # The clerk corrects nothing and tries again; the address is there now.
        bounced = OutboxLetter.objects.get(once="test:gone")
        clerk = user("Clara Again")
        assert try_again(bounced, by=clerk)
        assert not try_again(bounced, by=clerk)
        assert send_due(clock.now()) == 1
        assert not BouncingAddress.objects.exists()
        assert len({m["Message-ID"] for m in hear.taken}) == len(hear.taken) == 7
        said = " ".join(record.getMessage() for record in caplog.records if "portal" in record.name)
        assert "council.example" not in said
        assert "Words" not in said


def test_a_server_that_is_away_loses_nothing_and_is_not_asked_by_each_letter(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "mail.log")
    with time_machine.travel(MORNING, tick=False) as clockwork:
        for number in range(5):
            posted(f"n{number}")
        server.stop()
        assert send_due(clock.now()) == 0
        tried = OutboxLetter.objects.filter(attempts__gt=0)
        assert tried.count() == 2  # then it is known, and the others are not counted
        assert not any(row.begun_at for row in tried)
        clockwork.shift(timedelta(days=5))  # longer than anything is tried that is refused
        assert send_due(clock.now()) == 0
        assert not OutboxLetter.objects.exclude(state=LetterState.WAITING).exists()
        late = OutboxLetter.objects.undelivered().first()
        assert late is not None
        assert "could not be reached" in late.said
        server.start()
        clockwork.shift(timedelta(hours=1))
        assert send_due(clock.now()) == 5
        assert sorted(server.handler.addresses()) == [f"n{n}@council.example" for n in range(5)]
        assert not OutboxLetter.objects.filter(repeats__gt=0).exists()


def test_a_slow_letter_waits_alone_and_its_repeat_is_logged(server: MailServer) -> None:
    posted("slow")
    for number in range(3):
        posted(f"quick{number}")
    server.handler.dawdles = {"slow@council.example": 0.8}  # twice what EMAIL_TIMEOUT allows
    begun = time.monotonic()
    assert send_due(clock.now()) == 3
    assert time.monotonic() - begun < 3
    slow = OutboxLetter.objects.get(once="test:slow")  # it was taken: nobody here can know
    assert (slow.state, slow.begun_at is not None) == (LetterState.WAITING, True)
    server.handler.dawdles = {}
    assert send_due(clock.now() + timedelta(minutes=2)) == 1
    twice = [m["Message-ID"] for m in server.handler.taken if "slow" in m["To"]]
    assert len(twice) == 2
    assert len(set(twice)) == 1
    slow.refresh_from_db()
    assert slow.repeats == 1


def test_back_off_then_given_up_and_visible(server: MailServer) -> None:
    posted("full")
    server.handler.at_recipient = {"full@council.example": "452 Not now"}
    waits: list[float] = []
    with time_machine.travel(MORNING, tick=False) as clockwork:
        OutboxLetter.objects.update(posted_at=MORNING, next_at=MORNING)
        while True:
            send_due(clock.now())
            letter = OutboxLetter.objects.get()
            if letter.next_at is None:
                break
            waits.append((letter.next_at - clock.now()).total_seconds() / 60)
            clockwork.shift(letter.next_at - clock.now())
    assert waits[:7] == [1, 5, 15, 60, 120, 240, 360]
    assert 2 * 24 * 60 <= sum(waits) <= 2 * 24 * 60 + 360
    assert letter.state == LetterState.FAILED
    assert letter in OutboxLetter.objects.undelivered()
    assert LogEntry.objects.filter(sentence__contains="given up").count() == 1


def test_a_letter_is_posted_with_its_cause_or_not_at_all(settings: Settings) -> None:
    """Posting is part of the transaction, touches no server, and bears whatever it is given."""
    settings.EMAIL_BACKEND = "no.such.Backend"
    with transaction.atomic():
        posted("undone")
        transaction.set_rollback(True)
    assert not OutboxLetter.objects.exists()
    hostile = "ann@council.example\r\nBcc: eve@evil.example"
    post(to=hostile, subject="a\r\nBcc: x@y.example", text="a\x00b", kind="security", once="h")
    row = OutboxLetter.objects.get()
    assert (row.state, row.text) == (LetterState.BOUNCED, "a b")
    assert "\n" not in row.subject + row.to
    with pytest.raises(ValueError, match="no registered kind"):
        post(to="a@b.example", subject="s", text="t", kind="rumour", once="r")
    with pytest.raises(ValueError, match="occasion"):
        post(to="a@b.example", subject="s", text="t", kind="security", once="")
    with clock.rehearse(MORNING.date()):
        post(to="a@b.example", subject="s", text="t", kind="security", once="of-the-past")
    assert OutboxLetter.objects.count() == 1


def test_what_is_not_wanted_stays_and_what_is_secret_goes(server: MailServer) -> None:
    for name, kind in (("stopped", "reminder"), ("invited", "invitation"), ("kept", "reminder")):
        posted(name, kind=kind)
    for name in ("stopped", "invited"):
        choose(Rhythm.NONE, user=None, address=f"{name.upper()}@council.example", by=None)
    assert send_due(clock.now()) == 2
    rows = {row.once.removeprefix("test:"): row for row in OutboxLetter.objects.all()}
    assert rows["stopped"].state == LetterState.UNWANTED
    assert (rows["invited"].state, rows["invited"].text) == (LetterState.SENT, "")
    assert rows["kept"].text == "Words."
    assert thin(clock.now()) == 0
    posted("waits")
    assert thin(clock.now() + timedelta(days=31)) == 1
    assert [row.once for row in OutboxLetter.objects.exclude(text="")] == ["test:waits"]


def test_a_broken_kind_does_not_stop_the_others(server: MailServer) -> None:
    broken = posted("broken")
    OutboxLetter.objects.filter(pk=broken.pk).update(kind="forgotten")
    posted("well")
    assert send_due(clock.now()) == 1
    broken.refresh_from_db()
    assert broken.state == LetterState.WAITING
    assert "could not be made" in broken.said


def test_no_letter_leaves_unencrypted_where_encryption_is_asked_for(
    server: MailServer, settings: Settings
) -> None:
    """Security case 52: this server does not offer it, and is not talked to again and again."""
    settings.EMAIL_USE_TLS = True
    for name in ("first", "second", "third"):
        posted(name)
    assert send_due(clock.now()) == 0
    assert server.handler.tried == []
    assert server.handler.taken == []
    assert set(states().values()) == {LetterState.WAITING}
    assert OutboxLetter.objects.filter(attempts=1).count() == 2
