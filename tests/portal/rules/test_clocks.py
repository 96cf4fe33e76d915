"""Clocks, case by case: the given table, then the cases where counting goes wrong."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest

from portal.rules.calendars import Calendar, ClosureDay, Nation
from portal.rules.clocks import RULES, Answer, SettingValue, compute

VECTORS = Path(__file__).with_name("clock_vectors.csv")
# Worked by hand on a wall calendar, not with this code: the cases where counting goes wrong.
WORKED = Path(__file__).with_name("worked_cases.csv")
NATION_NAMES: dict[str, Nation] = {"england": "england", "wales": "wales"}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def ask(
    name: str,
    on: str = "",
    *,
    nation: Nation = "england",
    closures: tuple[ClosureDay, ...] = (),
    **settings: SettingValue,
) -> Answer:
    return compute(
        name,
        nation=nation,
        on=day(on) if on else None,
        settings=settings,
        calendar=Calendar(nation, closures),
    )


def cases(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", [*cases(VECTORS), *cases(WORKED)], ids=lambda row: row["id"])
def test_case(row: dict[str, str]) -> None:
    settings: dict[str, list[str]] = {}
    for pair in filter(None, row["set"].split(";")):
        name, value = pair.split("=")
        settings.setdefault(name, []).append(value)
    answer = compute(
        row["clock"],
        on=day(row["on"]) if row["on"] else None,
        settings=settings,
        calendar=Calendar(NATION_NAMES[row["nation"]]),
    )
    assert str(answer.result) == row["expected"]


def test_the_given_cases_ask_every_clock() -> None:
    assert {row["clock"] for row in cases(VECTORS)} == set(RULES)
    assert len(cases(VECTORS)) == 41


@pytest.mark.parametrize(
    "hour",
    [
        "00:00",
        "23:59",
        "8.30am",
        "5pm",
        "midday",
        "2026-01-30T23:59",
        "2026-01-30 23:59+00:00",
        "5 p.m.",
    ],
)
def test_the_hour_of_publication_is_ignored(hour: str) -> None:
    answer = ask("clear_days_count", "2026-01-30", meeting="2026-02-06", published_at=hour)
    assert answer.result == 4


def test_notice_shows_its_working() -> None:
    answer = ask("agenda_latest_publication", "2026-01-06")
    assert [each.isoformat() for each in answer.counted] == [
        "2025-12-29",
        "2025-12-30",
        "2025-12-31",
        "2026-01-02",
        "2026-01-05",
    ]
    assert {each.isoformat(): why for each, why in answer.skipped} == {
        "2025-12-25": "Christmas Day",
        "2025-12-26": "Boxing Day",
        "2025-12-27": "Saturday",
        "2025-12-28": "Sunday",
        "2026-01-01": "New Year's Day",
        "2026-01-03": "Saturday",
        "2026-01-04": "Sunday",
    }
    assert answer.lawful_date == day("2025-12-28")
    assert answer.last_working_day == answer.result == day("2025-12-24")
    assert answer.authority == "Local Government Act 1972, section 100B(3) and (4)(a)"
    assert answer.severity == "statutory"


def test_the_welsh_authority_is_named_in_wales() -> None:
    assert "100BA(3)" in ask("agenda_latest_publication", "2025-09-12", nation="wales").authority
    assert "100D(2A)" in ask("retain_background_papers", "2025-09-12", nation="wales").authority


def test_an_earliest_day_has_no_last_working_day() -> None:
    answer = ask("earliest_meeting", "2026-01-30")
    assert answer.lawful_date == day("2026-02-07")
    assert answer.result == day("2026-02-09")
    assert answer.last_working_day is None
    assert answer.skipped[-2:] == ((day("2026-02-07"), "Saturday"), (day("2026-02-08"), "Sunday"))


def test_a_fixed_date_stays_and_names_the_working_day_before_it() -> None:
    answer = ask("precept", financial_year="2026/27", step="panel_report")
    assert answer.result == answer.lawful_date == day("2026-02-08")
    assert answer.last_working_day == day("2026-02-06")
    assert answer.authority == "SI 2012/2271, regulation 4(1) and (2)"
    assert answer.explanation == (
        "The panel is to review the proposed precept and report by Sunday 8 February 2026; a veto "
        "that is reported later falls; the date does not move, and the last working day before it "
        "is Friday 6 February 2026."
    )


def test_paused_days_are_skipped_with_their_reason() -> None:
    answer = ask("confirmation_report", "2024-04-25", pause="2024-05-02..2024-05-08")
    assert len(answer.counted) == 21
    assert answer.counted[0] == day("2024-04-25")
    assert [each for each, _ in answer.skipped] == [
        day(f"2024-05-{number:02}") for number in range(2, 9)
    ]
    assert answer.skipped[0][1] == "paused: Thursday 2 May 2024 to Wednesday 8 May 2024"
    assert "with 7 days ignored" in answer.explanation


@pytest.mark.parametrize(
    ("cut_off", "shown"), [("08:30", "8:30am"), ("12:00", "midday"), ("5pm", "5pm")]
)
def test_the_cut_off_is_shown_and_does_not_move_the_date(cut_off: str, shown: str) -> None:
    answer = ask("public_question_deadline", "2020-12-10", working_days_before="3", cut_off=cut_off)
    assert answer.result == day("2020-12-07")
    assert answer.cut_off == shown
    assert f"by {shown} on Monday 7 December 2020, 3 working days before" in answer.explanation


def test_a_closure_day_brings_notice_forward_and_is_named() -> None:
    closures = (ClosureDay(day("2025-09-09"), "Offices closed"),)
    answer = ask("agenda_latest_publication", "2025-09-12", closures=closures)
    assert answer.result == day("2025-09-03")
    assert (day("2025-09-09"), "closed: Offices closed") in answer.skipped


def test_a_long_period_lists_every_day() -> None:
    answer = ask("retain_minutes_agenda_reports", "2025-09-12")
    assert answer.counted[0] == day("2025-09-12")
    assert answer.counted[-1] == answer.result
    assert len(answer.counted) == 6 * 365 + 1  # one leap day, in 2028


def test_beginning_with_and_after_differ_by_a_day() -> None:
    weeks = ask("ncpi_force_action_plan", "2026-03-02").due_on
    assert weeks - ask("chief_constable_removal_recommendation", "2026-03-02").due_on == (
        datetime.timedelta(days=1)
    )


@pytest.mark.parametrize("name", RULES)
def test_every_row_is_complete(name: str) -> None:
    rule = RULES[name]
    assert rule.title
    assert rule.sentence.endswith(".")
    assert rule.authority
    assert rule.nations
    assert bool(rule.n or rule.units_from) == (rule.unit not in {"fixed", "count", "share"})
    assert set(rule.units_from) <= {setting.name for setting in rule.settings}
    assert not rule.n_from or rule.n_from in {setting.name for setting in rule.settings}
    if rule.unit in {"month", "year"}:
        assert rule.inclusive in {"beginning_with", "after"}
