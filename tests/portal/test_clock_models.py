"""Closure days and running clocks as rows."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from portal.calendar import calendar_for
from portal.models import Clock, ClosureDay
from portal.rules.calendars import Calendar
from portal.rules.clocks import ClockError

ENGLAND = Calendar("england")
MONDAY = datetime.date(2030, 5, 13)
pytestmark = pytest.mark.django_db


def a_clock(**changes: object) -> Clock:
    facts: dict[str, object] = {
        "rule": "response_due",
        "trigger_on": datetime.date(2025, 9, 12),
        "settings": {"working_days": "10"},
        "body": "northmere-panel",
        "subject_kind": "recommendation",
        "subject_key": uuid.uuid4(),
        "label": "Response to recommendation 1",
    }
    return Clock(**(facts | changes))


def test_a_calendar_holds_the_days_of_its_nation_and_body_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number, (nation, body) in enumerate(
        [("both", ""), ("england", ""), ("wales", ""), ("both", "panel"), ("both", "board")]
    ):
        day = MONDAY + datetime.timedelta(days=number)
        ClosureDay.objects.create(date=day, name=f"Day {number}", nation=nation, body=body)

    def closed(calendar: Calendar) -> str:
        days = (MONDAY + datetime.timedelta(days=number) for number in range(5))
        return "".join("-" if calendar.is_working_day(day) else "x" for day in days)

    with django_assert_num_queries(1):
        calendar = calendar_for("england", "panel")
    assert closed(calendar) == "xx-x-"
    assert closed(calendar_for("england")) == "xx---"
    assert closed(calendar_for("wales", "board")) == "x-x-x"
    assert calendar.why_not(MONDAY) == "closed: Day 0"


def test_a_day_is_entered_once_for_a_nation_and_body() -> None:
    ClosureDay.objects.create(date=MONDAY, name="State Funeral")
    ClosureDay.objects.create(date=MONDAY, name="Offices closed", body="northmere-panel")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosureDay.objects.create(date=MONDAY, name="Again")
    with pytest.raises(ValidationError, match="This day is entered already"):
        ClosureDay(date=MONDAY, name="Again").full_clean()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"name": ""}, "Say what the day is"),
        ({"nation": "scotland"}, "Choose England, Wales or both"),
        ({"kind": "moon"}, "Choose whether it is proclaimed"),
        ({"kind": "proclaimed", "body": "northmere-panel"}, "holds for every body"),
    ],
)
def test_what_a_closure_day_may_not_be(wrong: dict[str, str], named: str) -> None:
    day = ClosureDay(**({"date": MONDAY, "name": "State Funeral"} | wrong))
    with pytest.raises(ValidationError, match=named):
        day.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        day.save()


def test_the_due_day_is_counted_each_time() -> None:
    clock = a_clock()
    clock.save()
    assert clock.due_on(calendar_for("england", clock.body)) == datetime.date(2025, 9, 26)
    ClosureDay.objects.create(date=datetime.date(2025, 9, 17), name="Day of Mourning")
    assert clock.due_on(calendar_for("england", clock.body)) == datetime.date(2025, 9, 29)


def test_settings_survive_the_database() -> None:
    pauses = ["2026-01-10..2026-01-11", "2026-01-20..2026-01-20"]
    a_clock(
        rule="confirmation_report",
        trigger_on=datetime.date(2026, 1, 5),
        settings={"pause": pauses},
    ).save()
    assert Clock.objects.get().due_on(ENGLAND) == datetime.date(2026, 1, 28)


def test_overdue_and_how_late() -> None:
    clock = a_clock()
    friday, monday = datetime.date(2025, 9, 26), datetime.date(2025, 9, 29)
    assert not clock.is_overdue(ENGLAND, friday)
    assert clock.is_overdue(ENGLAND, friday + datetime.timedelta(days=1))
    assert clock.working_days_late(ENGLAND, friday + datetime.timedelta(days=1)) == 0
    assert clock.working_days_late(ENGLAND, monday) == 1
    clock.met_on = monday
    assert not clock.is_overdue(ENGLAND, datetime.date(2025, 12, 1))
    assert clock.working_days_late(ENGLAND, datetime.date(2025, 12, 1)) == 1


def test_open_clocks_and_those_of_a_body_or_record() -> None:
    running, met = a_clock(), a_clock(met_on=datetime.date(2025, 9, 20))
    other = a_clock(body="northmere-board")
    for clock in (running, met, other):
        clock.save()
    assert set(Clock.objects.open()) == {running, other}
    assert set(Clock.objects.open().of_body("northmere-panel")) == {running}
    assert list(Clock.objects.about("recommendation", met.subject_key)) == [met]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"rule": "no_such_clock"}, 'no clock "no_such_clock"'),
        ({"trigger_on": None}, "needs a date"),
        ({"settings": {"days": "two"}}, 'days: "two"'),
        ({"settings": []}, "pairs of a name and a value"),
        ({"label": ""}, "cannot be blank"),
    ],
)
def test_a_clock_that_could_not_be_counted_is_refused(wrong: dict[str, object], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        a_clock(**wrong).full_clean()


def test_a_number_has_no_due_day() -> None:
    clock = a_clock(rule="two_thirds_threshold", trigger_on=None, settings={"members": "12"})
    assert clock.answer(ENGLAND).result == 8
    with pytest.raises(ClockError, match="number"):
        clock.due_on(ENGLAND)
