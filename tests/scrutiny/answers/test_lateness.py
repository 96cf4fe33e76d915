"""How late: pure, over weekends and bank holidays, open and met, and in words."""

from __future__ import annotations

from datetime import date

import pytest

from portal.rules.calendars import Calendar, ClosureDay
from scrutiny.rules.lateness import Lateness, lateness
from scrutiny.shown.lateness import answer_lateness, open_lateness, task_lateness

ENGLAND = Calendar("england")
#: The Friday before the late summer bank holiday of 2025 (Monday 25 August).
FRIDAY = date(2025, 8, 22)


@pytest.mark.parametrize(
    ("due", "met", "today", "wanted"),
    [
        (None, None, FRIDAY, Lateness(0, is_open=True, is_late=False)),
        (FRIDAY, None, FRIDAY, Lateness(0, is_open=True, is_late=False)),
        (FRIDAY, None, date(2025, 8, 24), Lateness(0, is_open=True, is_late=True)),
        (FRIDAY, None, date(2025, 8, 25), Lateness(0, is_open=True, is_late=True)),
        (FRIDAY, None, date(2025, 8, 26), Lateness(1, is_open=True, is_late=True)),
        (FRIDAY, FRIDAY, date(2025, 12, 1), Lateness(0, is_open=False, is_late=False)),
        (FRIDAY, date(2025, 8, 23), date(2025, 12, 1), Lateness(0, is_open=False, is_late=True)),
        (FRIDAY, date(2025, 8, 28), date(2025, 12, 1), Lateness(3, is_open=False, is_late=True)),
    ],
)
def test_lateness(due: date | None, met: date | None, today: date, wanted: Lateness) -> None:
    assert lateness(due, met, today, ENGLAND) == wanted


def test_a_closure_day_entered_late_corrects_it() -> None:
    closed = Calendar("england", (ClosureDay(date(2025, 8, 26), "flood", "england"),))
    assert lateness(FRIDAY, None, date(2025, 8, 27), ENGLAND).working_days == 2
    assert lateness(FRIDAY, None, date(2025, 8, 27), closed).working_days == 1


def test_the_words() -> None:
    late = {days: Lateness(days, is_open=True, is_late=True) for days in (0, 1, 12)}
    assert answer_lateness(late[0]) == "late, but by no working day yet"
    assert answer_lateness(late[1]) == "late by 1 working day, counted to today"
    assert answer_lateness(late[12]) == "late by 12 working days, counted to today"
    met = {days: Lateness(days, is_open=False, is_late=True) for days in (0, 1, 3)}
    assert answer_lateness(met[0]) == "answered after the last day, by no working day"
    assert answer_lateness(met[1]) == "answered 1 working day late"
    assert answer_lateness(met[3]) == "answered 3 working days late"
    assert task_lateness(met[3]) == "done 3 working days late"
    assert open_lateness(met[3]) == ""
    in_time = Lateness(0, is_open=False, is_late=False)
    assert (answer_lateness(in_time), task_lateness(in_time)) == ("", "")
