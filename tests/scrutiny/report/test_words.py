"""What a reader must never meet: codes, "None", raw dates, doubled stops, empty headings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from scrutiny.report.document import Response
from scrutiny.report.render import body_html
from scrutiny.report.wording import response_timing
from tests.scrutiny.report.documents import (
    ALL,
    BOARD,
    COMMISSIONER,
    PRIVATE_REASON,
    bare_document,
    full_document,
)

CODES = (
    "partly_accepted|not_answered|three_months|six_months|complete_claimed|in_progress|"
    "is_restricted|task_group"
)


@pytest.mark.parametrize("make", ALL)
def test_no_page_shows_what_is_not_for_readers(make: Any) -> None:
    soup = BeautifulSoup(body_html(make()), "html.parser")
    text = " ".join(soup.get_text(" ").split())
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b", text)
    assert not re.search(CODES, text)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", text)
    assert not re.search(r"\.\s?\.(?!\.)|,\s*,|\(\s*\)|::", text)
    for heading in soup.find_all(re.compile("^h[1-6]$")):
        assert heading.get_text().strip()
    for block in soup.find_all(["p", "ul", "li", "table", "section", "caption", "th"]):
        assert block.get_text().strip(), block


@pytest.mark.parametrize("make", ALL)
def test_every_link_inside_leads_somewhere_and_every_anchor_is_there_once(make: Any) -> None:
    soup = BeautifulSoup(body_html(make()), "html.parser")
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = {str(link["href"])[1:] for link in soup.select('a[href^="#"]')}
    assert targets
    assert targets <= set(ids)


def test_anchors_that_others_may_link_to_are_stable() -> None:
    soup = BeautifulSoup(body_html(full_document()), "html.parser")
    for anchor in ("kloe-2", "finding-3", "r-1", "e-4", "p-1-1", "summary", "recommendations"):
        assert soup.find(id=anchor), anchor


def test_restricted_evidence_is_cited_by_number_kind_and_reason_only() -> None:
    soup = BeautifulSoup(body_html(full_document()), "html.parser")
    item = soup.find(id="e-3")
    assert item is not None
    assert item.get_text(" ", strip=True) == f"E3. Written evidence. Restricted. {PRIVATE_REASON}"


def test_texts_of_clerks_are_no_markup() -> None:
    document = replace(bare_document(), summary='<script>alert(1)</script> & "x" <b>bold</b>')
    page = body_html(document)
    assert "<script>" not in page
    assert "<b>" not in page


def test_the_board_says_whom_to_call_and_the_panel_says_nothing_empty() -> None:
    assert "01632 960 100" in body_html(full_document())
    assert "Worried about a child?" not in body_html(bare_document())


def test_a_chart_is_shown_only_when_there_is_an_answer() -> None:
    assert "<svg" in body_html(full_document())
    asked = replace(full_document(), responses=())
    assert "<svg" not in body_html(asked)


def test_a_title_in_welsh_is_marked_as_welsh() -> None:
    soup = BeautifulSoup(body_html(full_document()), "html.parser")
    welsh = {tag.get_text(strip=True) for tag in soup.find_all(lang="cy")}
    assert "Cyfraniad yr heddlu at amddiffyn plant" in welsh
    assert "Anfonwch bob hysbysiad ar ddiwrnod y digwyddiad." in welsh


DUE = date(2026, 2, 9)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"state": "missing"}, "No reply had been received by Friday 6 February 2026."),
        (
            {"state": "missing", "is_late": True, "working_days_late": 1},
            "No reply has been received: 1 working day late, counted to Friday 6 February 2026.",
        ),
        (
            {"state": "missing", "is_late": True},
            (
                "No reply has been received: late, but by no working day yet, counted to "
                "Friday 6 February 2026."
            ),
        ),
        (
            {"state": "published", "received_on": date(2026, 2, 6), "days_early": 3},
            "Received on Friday 6 February 2026, 3 days early.",
        ),
        (
            {"state": "published", "received_on": DUE},
            "Received on Monday 9 February 2026, on the day it was due.",
        ),
        (
            {
                "state": "published",
                "received_on": date(2026, 2, 12),
                "is_late": True,
                "working_days_late": 3,
            },
            "Received on Thursday 12 February 2026, 3 working days late.",
        ),
        (
            {"state": "received", "received_on": DUE},
            (
                "A reply was received on Monday 9 February 2026, on the day it was due. "
                "It has not been published yet."
            ),
        ),
        (
            {"state": "incomplete", "received_on": DUE},
            (
                "A reply was received on Monday 9 February 2026 and returned because it was "
                "incomplete."
            ),
        ),
    ],
)
def test_how_early_or_late_a_reply_was(changes: dict[str, Any], expected: str) -> None:
    response = Response(addressee=COMMISSIONER, asked_on=date(2026, 1, 12), due_on=DUE, **changes)
    asked = "Asked on Monday 12 January 2026 and due by Monday 9 February 2026."
    assert response_timing(response, date(2026, 2, 6)) == f"{asked} {expected}"


def test_lateness_says_to_which_day_it_was_counted() -> None:
    text = BeautifulSoup(body_html(full_document()), "html.parser").get_text(" ")
    assert "3 working days late, counted to 1 May 2026" in text


def test_a_draft_says_so_on_top() -> None:
    page = body_html(replace(bare_document(), is_draft=True, body=BOARD))
    assert "It has not been published" in page
    assert "published on" not in page
