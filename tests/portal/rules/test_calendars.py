"""Working days: against the official list, against the library's gaps, under closure days."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules.calendars import (
    NATIONS,
    Calendar,
    CalendarError,
    ClosureDay,
    Nation,
    bank_holidays,
    days_late,
)

ENGLAND = Calendar("england")
WALES = Calendar("wales")
OFFICIAL = Path(__file__).with_name("bank-holidays.json")
YEARS = range(2012, 2029)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture(scope="module")
def official() -> dict[datetime.date, str]:
    events = json.loads(OFFICIAL.read_text(encoding="utf-8"))["england-and-wales"]["events"]
    return {
        day(event["date"]): event["title"].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        for event in events
    }


@pytest.mark.parametrize("nation", NATIONS)
def test_bank_holidays_are_those_of_the_official_list(
    nation: Nation, official: dict[datetime.date, str]
) -> None:
    ours = {each for year in YEARS for each in bank_holidays(nation, year)}
    assert len(official) == 140
    assert ours == set(official)


def test_names_are_those_of_the_official_list(official: dict[datetime.date, str]) -> None:
    differently_named = {
        each: (name, title)
        for each, title in official.items()
        if (name := ENGLAND.why_not(each)) is None
        or name.removesuffix(" (substitute day)").split(" (")[0] != title
    }
    # What the library calls the proclaimed days is as good; all regular ones agree.
    assert sorted(each.isoformat() for each in differently_named) == [
        "2012-06-05",
        "2020-05-08",
        "2022-06-03",
        "2022-09-19",
        "2023-05-08",
    ]


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("2025-09-12", None),
        ("2025-09-13", "Saturday"),
        ("2025-09-14", "Sunday"),
        ("2026-04-03", "Good Friday"),
        ("2026-04-06", "Easter Monday"),
        ("2026-04-02", None),
        ("2026-08-31", "Summer bank holiday"),
        ("2026-12-24", None),
        ("2026-12-26", "Saturday"),
        ("2026-12-28", "Boxing Day (substitute day)"),
        ("2020-05-04", None),
        ("2020-05-08", "Early May bank holiday"),
        ("2022-05-30", None),
        ("2022-06-02", "Spring bank holiday"),
        ("2022-06-03", "Platinum Jubilee of Elizabeth II"),
        ("2022-09-19", "State Funeral of Queen Elizabeth II"),
        ("2023-05-08", "Coronation of Charles III"),
    ],
)
def test_why_a_day_is_no_working_day(date: str, why: str | None) -> None:
    assert ENGLAND.why_not(day(date)) == why
    assert WALES.why_not(day(date)) == why
    assert ENGLAND.is_working_day(day(date)) == (why is None)


def test_a_closure_day_lies_over_the_bank_holidays() -> None:
    closed = Calendar("england", (ClosureDay(day("2030-05-13"), "State Funeral"),))
    assert closed.why_not(day("2030-05-13")) == "closed: State Funeral"
    assert ENGLAND.is_working_day(day("2030-05-13"))


def test_a_closure_day_of_the_other_nation_does_not_count() -> None:
    closures = (ClosureDay(day("2030-03-01"), "Saint David's Day", "wales"),)
    assert Calendar("england", closures).is_working_day(day("2030-03-01"))
    assert not Calendar("wales", closures).is_working_day(day("2030-03-01"))


def test_a_closure_day_never_opens_a_bank_holiday() -> None:
    closed = Calendar("england", (ClosureDay(day("2026-04-03"), "Offices closed"),))
    assert closed.why_not(day("2026-04-03")) == "Good Friday"


@pytest.mark.parametrize("date", ["1899-12-29", "2101-01-03"])
def test_years_without_known_bank_holidays_are_refused(date: str) -> None:
    with pytest.raises(CalendarError, match=date):
        ENGLAND.why_not(day(date))


def test_stepping_over_easter() -> None:
    thursday, tuesday = day("2026-04-02"), day("2026-04-07")
    assert ENGLAND.next_working_day(thursday) == tuesday
    assert ENGLAND.previous_working_day(tuesday) == thursday
    assert ENGLAND.working_day_on_or_after(day("2026-04-04")) == tuesday
    assert ENGLAND.working_day_on_or_before(day("2026-04-06")) == thursday
    assert ENGLAND.working_day_on_or_before(thursday) == thursday


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        ("2025-09-12", "2025-09-11", 0),
        ("2025-09-12", "2025-09-12", 0),
        ("2025-09-12", "2025-09-14", 0),
        ("2025-09-12", "2025-09-15", 1),
        ("2026-04-02", "2026-04-08", 2),
        ("2026-02-01", "2026-02-02", 1),
    ],
)
def test_working_days_late(due: str, today: str, late: int) -> None:
    assert days_late(day(due), day(today), ENGLAND) == late


@settings(deadline=None)
@given(DAYS)
def test_next_and_previous_are_inverse_on_working_days(date: datetime.date) -> None:
    start = ENGLAND.working_day_on_or_after(date)
    assert ENGLAND.previous_working_day(ENGLAND.next_working_day(start)) == start


@settings(deadline=None)
@given(DAYS)
def test_england_and_wales_have_the_same_bank_holidays(date: datetime.date) -> None:
    assert ENGLAND.why_not(date) == WALES.why_not(date)


@settings(deadline=None)
@given(DAYS, st.integers(0, 40), st.sets(DAYS, max_size=5))
def test_an_added_closure_never_adds_to_the_days_late(
    due: datetime.date, later: int, closed: set[datetime.date]
) -> None:
    today = due + datetime.timedelta(days=later)
    closures = tuple(ClosureDay(each, "Closed") for each in closed)
    assert days_late(due, today, Calendar("england", closures)) <= days_late(due, today, ENGLAND)


@given(DAYS, st.integers(-20, 900), st.sets(DAYS, max_size=5), st.sampled_from(NATIONS))
@settings(max_examples=60, deadline=None)
def test_counting_by_the_year_is_counting_by_the_day(
    day: datetime.date, span: int, closed: set[datetime.date], nation: Nation
) -> None:
    calendar = Calendar(nation, tuple(ClosureDay(one, "Closed") for one in closed))
    until = day + datetime.timedelta(days=span)
    counted = calendar.count_working_days_after(day, until)
    assert counted == len(calendar.working_days_after(day, until))
