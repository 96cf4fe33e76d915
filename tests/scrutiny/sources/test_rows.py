"""Rows of a table: dates as people write them, headings, and what is wrong with a cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrutiny.rules.source_rows import COLUMNS, day_of, header_of, read_row
from scrutiny.rules.sources import finding_faults, publication

pytestmark = pytest.mark.once

WORDS = {
    "source_kind": {"letter": "letter"},
    "kind": {"finding": "finding", "figure": "statistic"},
}


def row(**cells: str) -> Any:
    whole = {"source": "A letter", "source_kind": "Letter", "source_date": "2016-10-17"}
    return read_row(4, {**whole, "text": "It came late.", **cells}, words=WORDS)


def test_days_months_and_years() -> None:
    exact = (date(2016, 10, 17), "")
    for text in (
        "2016-10-17",
        "17/10/2016",
        "17.10.2016",
        "17 October 2016",
        "Monday 17th Oct 2016",
    ):
        assert day_of(text) == exact, text
    assert day_of("2016-10-17 00:00:00") == exact
    assert day_of("October 2016") == (date(2016, 10, 1), "October 2016")
    assert day_of("2016") == (date(2016, 1, 1), "2016")
    for text in ("soon", "31/02/2016", "17 Foo 2016", "10-17-2016", "0000", "1 O 2016"):
        assert day_of(text) is None, text


def test_headings_are_found_whatever_their_order_and_capitals() -> None:
    places, unknown, missing = header_of(["what it SAYS", "Notes", " source *", "kind"])
    assert places == {0: "text", 2: "source", 3: "kind"}
    assert unknown == ["Notes"]
    assert missing == [COLUMNS["source_kind"], COLUMNS["source_date"]]


def test_a_row_is_understood() -> None:
    good = row(kind="Figure", figure_words="more than half", denominator="42", date="2015")
    assert good.faults == []
    assert good.source["dated_on"] == date(2016, 10, 17)
    assert (good.finding["kind"], good.finding["denominator"]) == ("statistic", 42)
    assert (good.finding["dated_on"], good.finding["date_words"]) == (date(2015, 1, 1), "2015")
    assert row(source_date="2016").finding["date_words"] == "2016"


def test_each_fault_names_its_column() -> None:
    bad = row(source="", kind="Guess", date="soon", denominator="1.5", area="x" * 121)
    assert {(one.column, one.code) for one in bad.faults} == {
        ("source", "missing"),
        ("kind", "word"),
        ("date", "date"),
        ("denominator", "number"),
        ("area", "long"),
    }
    assert row(denominator="42").faults[0].code == "figure"


def test_what_does_not_fit_the_kind() -> None:
    assert finding_faults({"kind": "statistic"}) == ["no_figure"]
    assert finding_faults({"kind": "finding", "decision": "accepted"}, [1]) == [
        "decision",
        "answers",
    ]
    assert finding_faults({"kind": "finding", "outcome_words": "2006"}) == ["outcome"]
    assert finding_faults({"kind": "response", "decision": "accepted"}, [1]) == []


def test_how_a_source_stands_to_its_public_copy() -> None:
    def said(*facts: bool) -> str:
        return publication(was_released=facts[0], is_public=facts[1], is_same=facts[2])

    assert [said(False, False, True), said(True, False, True)] == ["draft", "withdrawn"]
    assert [said(True, True, True), said(True, True, False)] == ["published", "changed"]
