"""The reading test can read: each kind of fault is seen, and plain English passes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.demonstration.words import FAULTS, faults_of, passages

WRONG = {
    "a name from the program": "The due_on of this action",
    "a raw date": "Due on 2026-03-02",
    "an empty value": "Answered on None",
    "a truth value": "Restricted: True",
    "a doubled stop": "It was agreed.. Then it was published",
    "a space before a stop": "Agreed by the panel , then published",
    "a double space": "Agreed  by the panel",
    "template code": "Agreed by {{ body }}",
    "an unfilled place": "Agreed by %(body)s",
    "an escaped sign": "Police &amp; crime",
    "a note to oneself": "TODO: say who",
    "an object": "Agreed by <Meeting: Meeting object (3)>",
    "an empty bracket": "Agreed by the panel ()",
    "a state code": "Moved to review.published",
}
RIGHT = (
    "The panel met on Friday 12 September 2025, 10:30am; it agreed R1 (see finding 3).",
    "None of the six was rejected. “We hear of it a week later.”",
    "See http://localhost:8000/a/meetings/2025-09-12-x/ or write to some_one@example.org.",
    "Police Reform and Social Responsibility Act 2011, section 29(3). 40% of 3.5 days …",
    "Minute 61/1, 2015/16, e.g. the first",
)


def test_there_is_an_example_of_every_fault() -> None:
    assert set(WRONG) == set(FAULTS)


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_is_seen(name: str) -> None:
    assert [one for one in faults_of(WRONG[name]) if one.startswith(name)]


@pytest.mark.parametrize("text", ["Really?.", "Yes;. No", "R1. . Next", "Wait.; then"])
def test_two_stops_are_one_too_many(text: str) -> None:
    assert faults_of(text)


@pytest.mark.parametrize("text", RIGHT)
def test_plain_words_pass(text: str) -> None:
    assert faults_of(text) == []


def test_a_page_is_read_as_a_browser_sets_it() -> None:
    page = "<p>Agreed by\n <b>the panel</b>\n , then</p><p>out<img alt='a_b'><script>x_y</script>"
    read = list(passages(BeautifulSoup(page, "html.parser")))
    assert read == ["Agreed by the panel , then", "out", "a_b"]
