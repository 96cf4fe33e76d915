from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import override_settings

from portal import clock


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2025-06-30T23:30:00Z", date(2025, 7, 1)),  # already tomorrow in summer time
        ("2025-12-31T23:30:00Z", date(2025, 12, 31)),
        ("2025-03-30T00:59:59Z", date(2025, 3, 30)),
        ("2024-02-29T12:00:00Z", date(2024, 2, 29)),
    ],
)
def test_today_is_the_civil_date(instant: str, expected: date) -> None:
    with time_machine.travel(instant, tick=False):
        assert clock.today() == expected


def test_now_is_this_instant_and_aware() -> None:
    with time_machine.travel("2025-06-30T23:30:00Z", tick=False):
        assert clock.now() == datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
        assert clock.now().tzinfo is not None


def test_a_rehearsal_moves_the_date_and_keeps_the_time_of_day() -> None:
    moved = override_settings(PORTAL_TODAY=date(2025, 9, 12))
    with moved, time_machine.travel("2025-12-01T09:15:00Z", tick=False):
        assert clock.today() == date(2025, 9, 12)
        assert clock.now() == datetime(2025, 9, 12, 8, 15, tzinfo=UTC)  # 09:15 in summer time
        assert clock.now().astimezone(clock.CIVIL_ZONE).date() == clock.today()
