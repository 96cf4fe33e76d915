"""What holds for every clock, on any dates."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules.calendars import NATIONS, Calendar, ClosureDay
from portal.rules.clocks import RULES, Answer, SettingValues, compute

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
GAPS = st.integers(0, 60)
CLEAR_DAYS = st.integers(1, 15)
# Near the year of the trigger, so that a closure really falls into the period.
CLOSED = st.sets(st.integers(-40, 120), max_size=8)
ONE_DAY = datetime.timedelta(days=1)

# A question for every clock that counts from a trigger date to a deadline.
DEADLINES: dict[str, SettingValues] = {
    "agenda_latest_publication": {},
    "earliest_meeting": {},
    "confirmation_report": {"pause": ("2025-05-01..2025-05-09",)},
    "chief_constable_removal_recommendation": {},
    "inspectorate_response": {},
    "ncpi_force_action_plan": {},
    "ofsted_action_plan": {},
    "ofsted_draft_action_plan": {},
    "retain_minutes_agenda_reports": {},
    "retain_background_papers": {},
    "serious_incident_notification": {},
    "rapid_review": {},
    "lcspr_completion": {},
    "lcspr_send_to_panel_and_sos": {},
    "public_question_deadline": {"working_days_before": "3"},
    "response_due": {"working_days": "10"},
    "executive_response_to_scrutiny": {},
    "masa_yearly_report": {},
}
IN_WORKING_DAYS = {
    name for name, rule in RULES.items() if rule.unit in {"working_day", "clear_day"}
} | {"response_due"}
BACKWARDS = {"agenda_latest_publication", "lcspr_send_to_panel_and_sos", "public_question_deadline"}


def ask(name: str, on: datetime.date, calendar: Calendar, asked: SettingValues) -> Answer:
    return compute(name, on=on, settings=asked, calendar=calendar)


def calendar_with(day: datetime.date, closed: set[int]) -> Calendar:
    closures = (ClosureDay(day + ONE_DAY * away, "Offices closed") for away in sorted(closed))
    return Calendar("england", tuple(closures))


ENGLAND = Calendar("england")


def test_every_clock_with_a_trigger_is_among_them() -> None:
    triggered = {name for name, rule in RULES.items() if rule.trigger}
    assert set(DEADLINES) == triggered - {"clear_days_count"}


@pytest.mark.parametrize("name", DEADLINES)
@settings(deadline=None)
@given(day=DAYS, later=GAPS)
def test_a_later_trigger_never_gives_an_earlier_day(
    name: str, day: datetime.date, later: int
) -> None:
    first = ask(name, day, ENGLAND, DEADLINES[name])
    second = ask(name, day + ONE_DAY * later, ENGLAND, DEADLINES[name])
    assert second.due_on >= first.due_on


@pytest.mark.parametrize("name", DEADLINES)
@settings(deadline=None)
@given(day=DAYS, closed=CLOSED)
def test_an_added_closure_never_moves_a_day_the_wrong_way(
    name: str, day: datetime.date, closed: set[int]
) -> None:
    plain = ask(name, day, ENGLAND, DEADLINES[name])
    stricter = ask(name, day, calendar_with(day, closed), DEADLINES[name])
    if name in BACKWARDS:
        assert stricter.due_on <= plain.due_on
    elif name in IN_WORKING_DAYS:
        assert stricter.due_on >= plain.due_on
    else:
        assert stricter.due_on == plain.due_on
        assert stricter.last_working_day is not None
        assert plain.last_working_day is not None
        assert stricter.last_working_day <= plain.last_working_day


@settings(deadline=None)
@given(day=DAYS, clear_days=CLEAR_DAYS, closed=CLOSED)
def test_publication_and_meeting_are_inverse(
    day: datetime.date, clear_days: int, closed: set[int]
) -> None:
    """A meeting on the earliest day has its latest publication not before ours, and exactly the
    days of notice; one published on the latest day may meet on the planned day."""
    calendar, asked = calendar_with(day, closed), {"clear_days": clear_days}
    meeting = ask("earliest_meeting", day, calendar, asked).due_on
    assert ask("agenda_latest_publication", meeting, calendar, asked).due_on >= (
        calendar.working_day_on_or_before(day)
    )
    latest = ask("agenda_latest_publication", day, calendar, asked).due_on
    assert ask("earliest_meeting", latest, calendar, asked).due_on <= (
        calendar.working_day_on_or_after(day)
    )
    assert calendar.is_working_day(meeting)
    assert calendar.is_working_day(latest)


@settings(deadline=None)
@given(day=DAYS, clear_days=CLEAR_DAYS, closed=CLOSED)
def test_the_count_agrees_with_the_latest_publication(
    day: datetime.date, clear_days: int, closed: set[int]
) -> None:
    calendar = calendar_with(day, closed)
    latest = ask("agenda_latest_publication", day, calendar, {"clear_days": clear_days})
    assert latest.lawful_date is not None
    given_days = [
        compute(
            "clear_days_count",
            on=published,
            settings={"meeting": day.isoformat()},
            calendar=calendar,
        ).result
        for published in (latest.due_on, latest.lawful_date, latest.lawful_date + ONE_DAY)
    ]
    assert given_days == [clear_days, clear_days, clear_days - 1]


@settings(deadline=None)
@given(day=DAYS, clear_days=CLEAR_DAYS, closed=CLOSED)
def test_the_count_agrees_with_the_earliest_meeting(
    day: datetime.date, clear_days: int, closed: set[int]
) -> None:
    calendar = calendar_with(day, closed)
    meeting = ask("earliest_meeting", day, calendar, {"clear_days": clear_days})
    assert meeting.lawful_date is not None

    def count(held: datetime.date) -> object:
        asked = {"meeting": held.isoformat()}
        return compute("clear_days_count", on=day, settings=asked, calendar=calendar).result

    assert count(meeting.due_on) == count(meeting.lawful_date) == clear_days
    assert count(meeting.lawful_date - ONE_DAY) == clear_days - 1


@settings(deadline=None)
@given(day=DAYS, pauses=st.lists(st.tuples(st.integers(-30, 60), st.integers(0, 20)), max_size=4))
def test_pauses_never_shorten_and_leave_the_days_counted(
    day: datetime.date, pauses: list[tuple[int, int]]
) -> None:
    spans = [(day + ONE_DAY * away, day + ONE_DAY * (away + long)) for away, long in pauses]
    texts = tuple(f"{first.isoformat()}..{last.isoformat()}" for first, last in spans)
    plain = ask("confirmation_report", day, ENGLAND, {})
    paused = ask("confirmation_report", day, ENGLAND, {"pause": texts} if texts else {})
    assert paused.due_on >= plain.due_on
    assert len(paused.counted) == len(plain.counted) == 21
    assert not any(first <= each <= last for each in paused.counted for first, last in spans)
    assert paused.due_on - day == ONE_DAY * (20 + len(paused.skipped))


@pytest.mark.parametrize("name", DEADLINES)
@settings(deadline=None)
@given(day=DAYS, closed=CLOSED)
def test_the_working_adds_up(name: str, day: datetime.date, closed: set[int]) -> None:
    """Counted and skipped days are apart, in order, without a hole, and end at the answer."""
    calendar = calendar_with(day, closed)
    answer = ask(name, day, calendar, DEADLINES[name])
    skipped = [each for each, _ in answer.skipped]
    walked = sorted({*answer.counted, *skipped})
    assert len(walked) == len(answer.counted) + len(skipped)
    assert list(answer.counted) == sorted(answer.counted)
    assert skipped == sorted(skipped)
    if walked:
        assert (walked[-1] - walked[0]).days == len(walked) - 1
    if name in IN_WORKING_DAYS:
        assert all(calendar.is_working_day(each) for each in answer.counted)
        assert all(why == calendar.why_not(each) for each, why in answer.skipped)
    if answer.last_working_day:
        assert answer.lawful_date is not None
        assert answer.last_working_day == calendar.working_day_on_or_before(answer.lawful_date)


@settings(deadline=None)
@given(st.integers(1, 9999))
def test_two_thirds_is_the_smallest_number_that_is_enough(members: int) -> None:
    asked = {"members": members}
    needed = compute("two_thirds_threshold", settings=asked, calendar=ENGLAND).result
    assert isinstance(needed, int)
    assert needed * 3 >= members * 2 > (needed - 1) * 3


@pytest.mark.parametrize("nation", NATIONS)
@settings(deadline=None)
@given(year=st.integers(2012, 2090))
def test_the_five_precept_dates_are_in_order_and_do_not_roll(nation: str, year: int) -> None:
    calendar = Calendar("wales" if nation == "wales" else "england")
    steps = ("notification", "panel_report", "veto_response", "second_report", "second_response")
    financial_year = f"{year}/{(year + 1) % 100:02}"
    dates = [
        compute(
            "precept",
            settings={"financial_year": financial_year, "step": step},
            calendar=calendar,
        ).due_on
        for step in steps
    ]
    assert [(each.month, each.day) for each in dates] == [(2, 1), (2, 8), (2, 15), (2, 22), (3, 1)]
    assert {each.year for each in dates} == {year}
