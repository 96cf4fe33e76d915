"""A sender that is killed at each point, and several senders at once: processes, both databases."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django.fixtures import Settings

from boards.models import ReminderTold
from portal import clock
from portal.models import LetterState, LogEntry, OutboxLetter
from portal.outbox import post
from portal.outbox.sending import send_due
from scrutiny.reminders.sending import remind
from tests import builders, builders_scrutiny
from tests.portal.outbox.killing import in_processes, taken

pytestmark = pytest.mark.django_db(transaction=True)
KILLED = 9


def posted(*names: str) -> None:
    for name in names:
        to = f"{name}@council.example"
        post(to=to, subject="Due", text="Words.", kind="security", once=f"test:{name}")


@pytest.fixture(autouse=True)
def backend(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "tests.portal.outbox.killing.KillingBackend"
    settings.KILLING_FILE = str(tmp_path / "taken")
    settings.KILLING_AT = ""


def test_killed_at_each_point_and_several_at_once(settings: Settings, tmp_path: Path) -> None:
    """Fault cases 15 and 25. Only the death between acceptance and mark can tell anybody twice,
    with the same Message-ID, and the log says that it may have."""
    for point, told in (("claimed", 1), ("begun", 1), ("accepted", 2), ("marked", 1)):
        OutboxLetter.objects.all().delete()
        settings.KILLING_FILE = str(tmp_path / point)
        posted("first", "second")
        settings.KILLING_AT = point
        assert in_processes(1, lambda: send_due(clock.now())) == [KILLED], point
        settings.KILLING_AT = ""
        # At once the next sender finds the other letter only: this one is held by its lease.
        send_due(clock.now())
        assert OutboxLetter.objects.filter(state=LetterState.SENDING).count() == 1, point
        with time_machine.travel(clock.now() + timedelta(seconds=301)):
            assert send_due(clock.now()) == 1
            assert send_due(clock.now()) == 0
        assert set(OutboxLetter.objects.values_list("state", flat=True)) == {LetterState.SENT}
        times = Counter(taken())
        assert len(times) == 2, point  # identifiers never change
        assert max(times.values()) == told, point
        may_repeat = OutboxLetter.objects.filter(repeats=1).count()
        assert may_repeat == (0 if point == "claimed" else 1), point
    assert LogEntry.objects.filter(sentence__contains="may be a repeat").count() == 3
    settings.KILLING_FILE = str(tmp_path / "at-once")
    names = [f"n{number}" for number in range(30)]
    posted(*names)
    assert in_processes(3, lambda: send_due(clock.now())) == [0, 0, 0]
    assert sorted(line.split()[1] for line in taken()) == sorted(
        f"{name}@council.example" for name in names
    )
    # Two machines gather the same reminders at once: one letter, each occasion once.
    body = builders.body()
    owner = builders.user("Ann Owner")
    person = builders.person(body, user=owner)
    with time_machine.travel("2026-03-02T08:00:00Z"):
        for _ in range(3):
            builders_scrutiny.action(
                builders_scrutiny.review(body), owner=person, due_on=clock.today()
            )
        assert in_processes(3, lambda: remind(clock.now())) == [0, 0, 0]
        assert OutboxLetter.objects.filter(to=owner.email).count() == 1
        assert ReminderTold.objects.count() == 3
