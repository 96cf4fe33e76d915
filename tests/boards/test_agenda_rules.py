"""The rules of agendas as plain functions: paragraphs of each nation, wording, standing items."""

from __future__ import annotations

from datetime import date, time

import pytest

from boards.models import AccessRegime, BodyText, LegalForm, Meeting
from boards.rules import exemptions, legal_texts, standing
from boards.rules.chairs_brief import running_times
from boards.rules.functions import FUNCTION_TITLES
from boards.rules.retention import retention_of
from portal.rules.calendars import Calendar

ENGLAND = list(range(1, 8))
WALES = list(range(12, 19))


@pytest.mark.parametrize(
    ("regime", "numbers"),
    [
        ("lga72_england", ENGLAND),
        ("lga72_wales", WALES),
        ("pcp_wales_modified", WALES),
        ("non_statutory", []),
    ],
)
def test_a_paragraph_of_the_wrong_nation_is_refused(regime: str, numbers: list[int]) -> None:
    assert list(exemptions.paragraphs_of(regime)) == numbers
    for number in (*ENGLAND, *WALES, 0, 8, 11, 19):
        refused = exemptions.paragraph_refusals(regime=regime, paragraphs=[number], ground="")
        assert bool(refused) == (number not in numbers), number
    assert exemptions.paragraph_refusals(regime=regime, paragraphs=[], ground="")


def test_every_regime_is_known() -> None:
    assert {regime for regime in AccessRegime.values if exemptions.paragraphs_of(regime)} == {
        "lga72_england",
        "lga72_wales",
        "pcp_wales_modified",
    }
    assert not exemptions.is_statutory("non_statutory")


def test_the_ground_as_people_read_it() -> None:
    words = exemptions.ground_words(
        access="exempt", regime="lga72_england", paragraphs=[2], ground=""
    )
    assert words == (
        "exempt under paragraph 2 of Part 1 of Schedule 12A to the Local Government Act 1972: "
        "information likely to reveal the identity of an individual"
    )
    words = exemptions.ground_words(
        access="part_exempt", regime="lga72_wales", paragraphs=[14, 12, 14], ground=""
    )
    assert words.startswith("exempt under paragraphs 12 and 14 of Part 4 of Schedule 12A")
    confidential = exemptions.ground_words(
        access="confidential", regime="lga72_england", paragraphs=[], ground="A court forbids it."
    )
    assert confidential == (
        "confidential under section 100A of the Local Government Act 1972: A court forbids it"
    )
    assert not exemptions.ground_words(
        access="open", regime="lga72_england", paragraphs=[1], ground="x"
    )
    for access in ("exempt", "confidential", "proposed_exempt", "part_exempt"):
        said = exemptions.ground_words(
            access=access, regime="non_statutory", paragraphs=[], ground="It names a child."
        )
        assert said == "It names a child"


def test_the_stricter_counts_and_the_unknown_is_strictest() -> None:
    order = ("open", "part_exempt", "proposed_exempt", "exempt", "confidential", "nonsense")
    for weak, one in enumerate(order):
        for strong, other in enumerate(order):
            expected = order[max(weak, strong)]
            assert exemptions.effective_access(item=one, paper=other) == expected
    assert exemptions.strictest([]) == "open"


@pytest.mark.parametrize("regime", AccessRegime.values)
def test_every_body_has_every_text(regime: str) -> None:
    assert set(legal_texts.NAMES) == set(BodyText.Name.values)
    for name in legal_texts.NAMES:
        text = legal_texts.default_text(name=name, regime=regime)
        assert text
        assert ("Act" in text or "Regulations" in text) <= (regime != "non_statutory"), name
        filled = legal_texts.filled(text, ground="the ground {x}")
        assert ("the ground {x}" in filled) == ("{ground}" in text)
    exclusion = legal_texts.default_text(name="exclusion", regime=regime)
    assert "{ground}" in exclusion


@pytest.mark.parametrize("form", LegalForm.values)
def test_standing_items_of_every_form_and_kind(form: str) -> None:
    functions = {code for code, _title in FUNCTION_TITLES} | {""}
    for kind in Meeting.Kind.values:
        items = standing.standard_items(legal_form=form, kind=kind)
        titles = [item.title for item in items]
        assert len(titles) == len(set(titles)) > 2
        assert "Declarations of interest" in titles
        assert {item.function for item in items} <= functions
        if form in standing.SAFEGUARDING:
            assert "Questions from the public" not in titles
        closing = [item.is_closing for item in items]
        assert closing == sorted(closing)
    annual = standing.standard_items(legal_form=form, kind="annual")
    assert annual[0].title == "Election of the chair"


def test_running_times_go_over_midnight_and_need_an_hour() -> None:
    assert running_times(time(23, 30), [20, 0, 15]) == [
        time(23, 30),
        time(23, 50),
        time(23, 50),
        time(0, 5),
    ]
    assert running_times(None, [20]) == [None, None]


def test_how_long_papers_stay_open() -> None:
    england = retention_of(held_on=date(2025, 9, 12), calendar=Calendar(nation="england"))
    wales = retention_of(held_on=date(2025, 9, 12), calendar=Calendar(nation="wales"))
    assert england.papers_until == wales.papers_until == date(2031, 9, 11)
    assert england.background_until == date(2029, 9, 11)
    assert wales.background_until == date(2031, 9, 11)
    assert "100D(2A)" in wales.background_authority
