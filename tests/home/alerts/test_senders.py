"""Senders that die and senders at once, as processes: nobody is told twice, nobody is forgotten."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from home.alerts.models import Subscription
from home.alerts.sending import send_alerts
from home.alerts.signing_up import newest_release
from portal import clock
from portal.models import OutboxLetter
from portal.outbox import post
from tests.builders_public import release_body, release_meeting
from tests.home.alerts.arranging import follow
from tests.portal.outbox.killing import die, in_processes

pytestmark = pytest.mark.django_db(transaction=True)

PANEL = "northmere-panel"
MANY, KILLED = 12, 9


def test_killed_in_the_middle_and_three_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    release_body(PANEL)
    for number in range(MANY):
        follow("all", f"n{number}@example.org")
        follow(f"bodies/{PANEL}", f"n{number}@example.org", "at_once")
    release_meeting(PANEL, date(2026, 5, 1))
    calls: list[object] = []

    def dies_at_the_fifth(**values: Any) -> None:
        post(**values)
        calls.append(values)
        if len(calls) == 5:
            die()

    with monkeypatch.context() as dying:
        dying.setattr("home.alerts.sending.post", dies_at_the_fifth)
        assert in_processes(1, lambda: send_alerts(clock.now())) == [KILLED]
    assert OutboxLetter.objects.count() == 4
    seen = Subscription.objects.filter(seen_up_to=newest_release())
    assert seen.count() == 8, "only what was posted is marked"
    assert in_processes(3, lambda: send_alerts(clock.now())) == [0, 0, 0]
    told = OutboxLetter.objects.values_list("to", flat=True)
    assert sorted(told) == sorted(f"n{number}@example.org" for number in range(MANY))
    assert send_alerts(clock.now()) == 0
