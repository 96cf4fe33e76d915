"""Public pages of reviews, recommendations and findings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.builders_public import (
    release_body,
    release_finding,
    release_recommendation,
    release_review,
)

pytestmark = pytest.mark.django_db

PANEL = "northmere-panel"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _panel() -> None:
    release_body(PANEL)


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_review_shows_its_stage_its_question_and_its_lines(client: Client) -> None:
    release_review(PANEL)
    text = text_of(client, f"/{PANEL}/reviews/child-protection/")
    assert 'steps__step--current" aria-current="step"> <span class="steps__word">Evidence' in text
    assert "12 September 2025</time>" in text
    assert text.count("to come") == 4
    assert "How well do the police protect children?" in text
    assert "In enquiry" in text
    assert 'lang="cy">A yw’r newyddion' in text
    assert "No recommendation is made yet" in text
    assert "Read the report" not in text


def test_a_review_lists_its_own_recommendations_in_order(client: Client) -> None:
    release_review(PANEL)
    release_recommendation(PANEL, 2)
    release_recommendation(PANEL, 1)
    release_recommendation(PANEL, 3, "another")
    text = text_of(client, f"/{PANEL}/reviews/child-protection/")
    assert text.index("matter 1.") < text.index("matter 2.")
    assert "matter 3." not in text


def test_a_recommendation_shows_who_was_asked_and_how_it_stands(client: Client) -> None:
    record = release_recommendation(PANEL)
    text = text_of(client, f"/{record.path}")
    assert "<h1" in text
    assert "Recommendation 1</h1>" in text
    assert "Ann Holder, Police and Crime Commissioner" in text
    assert "Monday 30 March 2026" in text
    assert "Awaiting a response" in text
    assert "The answer: late by 2 working days, counted to today" in text
    assert "No answer is published yet" in text


def test_an_answer_is_shown_with_its_reasons(client: Client) -> None:
    record = release_recommendation(
        PANEL,
        reference="39/20",
        state="rejected",
        answer={
            "decision": "rejected",
            "reason": "It would cost too much.",
            "reason_cy": "",
            "action": "",
            "owner": "",
            "due_on": None,
            "answered_on": "2026-03-26",
        },
    )
    text = text_of(client, f"/{record.path}")
    assert "Recommendation 39/20" in text
    assert "It would cost too much." in text
    assert "Thursday 26 March 2026" in text
    assert "By whom" not in text
    assert "is late" not in text


def test_a_replaced_recommendation_leads_to_the_new_one(client: Client) -> None:
    new = release_recommendation(PANEL, 2)
    old = release_recommendation(
        PANEL, 1, state="superseded", replaced_by={"key": new.key, "number": 2}
    )
    assert f'href="/{new.path}"' in text_of(client, f"/{old.path}")


def test_a_finding_cites_restricted_evidence_by_its_reference(client: Client) -> None:
    release_recommendation(PANEL)
    record = release_finding(PANEL)
    text = text_of(client, f"/{record.path}")
    assert "E1: Letter of 17 October 2016" in text
    assert "E4 (restricted)" in text
    assert "Strong evidence" in text
    assert "matter 1." in text


def test_the_lists_count_and_are_paged(client: Client) -> None:
    for number in range(1, 28):
        release_recommendation(PANEL, number)
    text = text_of(client, "/recommendations/")
    assert "27 recommendations" in text
    assert "Page 1 " in text
    assert text.count('scope="row"') == 25
    assert text.index("matter 9.") < text.index("matter 10.")
    assert text_of(client, "/recommendations/?page=2").count('scope="row"') == 2


@pytest.mark.parametrize("page", ["0", "-1", "x", "1000000000", "1" * 3000])
def test_a_wrong_page_number_gives_a_page(client: Client, page: str) -> None:
    release_recommendation(PANEL)
    assert client.get(f"/recommendations/?page={page}").status_code == 200


def test_empty_lists_say_what_will_appear(client: Client) -> None:
    assert "Each will appear here" in text_of(client, "/recommendations/")
    assert "Each will appear here" in text_of(client, "/findings/")
    assert "Each will appear here" in text_of(client, f"/{PANEL}/reviews/")


def test_text_of_people_is_never_markup(client: Client) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    record = release_recommendation(PANEL, text=nasty, measure=nasty, text_cy=nasty)
    for path in (f"/{record.path}", "/recommendations/"):
        text = text_of(client, path)
        assert "<script" not in text
        assert "<img" not in text


@pytest.mark.parametrize("key", ["39/20", "not-a-key", "5b0c3b3e-6d61-4f0e-9c61-0a3b7f6f2f10"])
def test_only_permanent_keys_are_addresses(client: Client, key: str) -> None:
    assert client.get(f"/recommendations/{key}/").status_code == 404
    assert client.get(f"/findings/{key}/").status_code == 404
