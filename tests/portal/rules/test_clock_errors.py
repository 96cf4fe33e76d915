"""A question that is not put properly is refused in one line that names what is wrong."""

from __future__ import annotations

import datetime

import pytest

from portal.rules.calendars import Calendar
from portal.rules.clocks import ClockError, SettingValue, check_question, compute

ON = datetime.date(2025, 9, 12)


@pytest.mark.parametrize(
    ("name", "on", "nation", "settings", "named"),
    [
        ("agenda_last_publication", ON, None, {}, 'did you mean "agenda_latest_publication"'),
        ("zzz", ON, None, {}, "the clocks are: agenda_latest_publication,"),
        ("", ON, None, {}, 'there is no clock ""'),
        ("rapid_review", None, None, {}, "rapid_review needs a date: the day of the notification"),
        ("precept", ON, None, {}, "precept takes no date"),
        ("rapid_review", ON, "scotland", {}, '"scotland"'),
        ("rapid_review", ON, "wales", {}, "holds in england only"),
        ("agenda_latest_publication", ON, None, {"clear_day": "5"}, 'has no setting "clear_day"'),
        ("rapid_review", ON, None, {"days": "5"}, "it takes none"),
        ("agenda_latest_publication", ON, None, {"clear_days": "five"}, 'clear_days: "five"'),
        ("agenda_latest_publication", ON, None, {"clear_days": "-5"}, 'clear_days: "-5"'),
        ("agenda_latest_publication", ON, None, {"clear_days": "5.0"}, 'clear_days: "5.0"'),
        ("agenda_latest_publication", ON, None, {"clear_days": "0"}, 'clear_days: "0"'),
        ("agenda_latest_publication", ON, None, {"clear_days": ""}, 'clear_days: ""'),
        (
            "agenda_latest_publication",
            ON,
            None,
            {"clear_days": "\N{ARABIC-INDIC DIGIT FIVE}"},
            "clear_days: ",
        ),
        ("agenda_latest_publication", ON, None, {"clear_days": "9" * 5000}, "clear_days: "),
        ("agenda_latest_publication", ON, None, {"clear_days": True}, 'clear_days: "True"'),
        ("agenda_latest_publication", ON, None, {"clear_days": ["5", "3"]}, "given 2 times"),
        ("clear_days_count", ON, None, {}, 'needs the setting "meeting"'),
        ("clear_days_count", ON, None, {"meeting": "2025-02-30"}, 'meeting: "2025-02-30"'),
        ("clear_days_count", ON, None, {"meeting": "20250930"}, 'meeting: "20250930"'),
        ("clear_days_count", ON, None, {"meeting": "3025-09-30"}, "meeting: 3025-09-30 is outside"),
        (
            "clear_days_count",
            ON,
            None,
            {"meeting": "2025-09-30", "published_at": "late"},
            'published_at: "late"',
        ),
        ("precept", None, None, {"financial_year": "2026/27"}, 'needs the setting "step"'),
        ("precept", None, None, {"step": "notification"}, '"financial_year"'),
        (
            "precept",
            None,
            None,
            {"financial_year": "2026/28", "step": "notification"},
            'financial_year: "2026/28"',
        ),
        (
            "precept",
            None,
            None,
            {"financial_year": "2026-27", "step": "notification"},
            'financial_year: "2026-27"',
        ),
        (
            "precept",
            None,
            None,
            {"financial_year": "2026/27", "step": "first"},
            'step: "first" is not one of notification,',
        ),
        ("two_thirds_threshold", None, None, {"members": "0"}, 'members: "0"'),
        ("confirmation_report", ON, None, {"pause": "2025-09-12"}, 'pause: "2025-09-12"'),
        (
            "confirmation_report",
            ON,
            None,
            {"pause": "2025-09-14..2025-09-12"},
            "ends before it begins",
        ),
        ("confirmation_report", ON, None, {"pause": "2025-09-12..x"}, 'pause: "x"'),
        ("response_due", ON, None, {}, "exactly one of days, working_days, weeks; none is given"),
        ("response_due", ON, None, {"days": "3", "weeks": "1"}, "not days and weeks together"),
        ("public_question_deadline", ON, None, {"cut_off": "12:00"}, "none is given"),
        (
            "public_question_deadline",
            ON,
            None,
            {"working_days_before": "3", "cut_off": "25:00"},
            'cut_off: "25:00"',
        ),
        (
            "public_question_deadline",
            ON,
            None,
            {"working_days_before": "3", "cut_off": "13pm"},
            'cut_off: "13pm"',
        ),
        ("rapid_review", datetime.date(1066, 10, 14), None, {}, "1066-10-14 is outside"),
        ("rapid_review", datetime.date(2100, 12, 28), None, {}, "2101-01-01 is outside"),
        ("response_due", datetime.date(2100, 1, 1), None, {"days": "9999"}, "is outside"),
        ("rapid_review", datetime.datetime(2025, 9, 12, tzinfo=datetime.UTC), None, {}, "civil"),
    ],
)
def test_the_refusal_names_what_is_wrong(
    name: str,
    on: datetime.date | None,
    nation: str | None,
    settings: dict[str, SettingValue],
    named: str,
) -> None:
    calendar = Calendar("wales" if nation == "wales" else "england")
    with pytest.raises(ClockError) as refusal:
        compute(name, nation=nation, on=on, settings=settings, calendar=calendar)
    assert named in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_calendar_of_the_other_nation_is_refused() -> None:
    with pytest.raises(ClockError, match="asked for wales, but the calendar is of england"):
        compute("response_due", nation="wales", on=ON, settings={"days": 5}, calendar=ENGLAND)


def test_the_nation_of_the_calendar_holds_where_none_is_named() -> None:
    answer = compute("agenda_latest_publication", on=ON, calendar=Calendar("wales"))
    assert (answer.nation, answer.result) == ("wales", datetime.date(2025, 9, 8))


def test_a_number_is_no_due_date() -> None:
    answer = compute("two_thirds_threshold", settings={"members": 12}, calendar=ENGLAND)
    with pytest.raises(ClockError, match="answers with a number"):
        _ = answer.due_on


def test_a_question_can_be_checked_without_a_calendar() -> None:
    check_question("response_due", on=ON, settings={"weeks": "2"})
    with pytest.raises(ClockError, match="weeks"):
        check_question("response_due", on=ON, settings={"weeks": "two"})


ENGLAND = Calendar("england")
