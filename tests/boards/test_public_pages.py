"""Public pages of meetings and members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.builders_public import (
    front_page,
    release_board,
    release_body,
    release_meeting,
    release_members,
    release_report,
    release_review,
)

pytestmark = pytest.mark.django_db

PANEL, BOARD = "northmere-panel", "northmere-board"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_meetings_to_come_stand_first_and_the_next_one_on_top(client: Client) -> None:
    release_body(PANEL)
    release_meeting(PANEL, date(2025, 12, 1), "winter", title="Winter meeting")
    release_meeting(PANEL, date(2025, 9, 12), "autumn", title="Autumn meeting")
    release_meeting(PANEL, date(2025, 6, 1), "summer", title="Summer meeting", state="concluded")
    text = text_of(client, f"/{PANEL}/meetings/")
    assert text.index("Autumn") < text.index("Winter") < text.index("Summer")
    assert "Friday 12 September 2025</time>, 10:30am, County Hall" in text


def test_a_meeting_says_when_where_and_how_it_stands(client: Client) -> None:
    release_body(PANEL)
    record = release_meeting(
        PANEL,
        date(2025, 9, 12),
        state="agenda_published",
        agenda_published_on="2025-09-04",
        title_cy="Cyfarfod yr hydref",
        kind="themed",
    )
    text = text_of(client, f"/{PANEL}/{record.path}")
    assert "Friday 12 September 2025" in text
    assert "Agenda published" in text
    assert "Thursday 4 September 2025" in text
    assert "Themed meeting" in text
    assert '<p class="govuk-body-l" lang="cy">Cyfarfod yr hydref</p>' in text
    assert "agenda is not published yet" not in text


def test_empty_pages_say_what_will_appear(client: Client) -> None:
    release_body(PANEL)
    assert "will appear here with its date" in text_of(client, f"/{PANEL}/meetings/")
    assert "Every seat will appear here" in text_of(client, f"/{PANEL}/members/")


def test_the_register_shows_the_chair_first_and_the_empty_seat_last(client: Client) -> None:
    release_body(PANEL)
    release_members(PANEL)
    text = text_of(client, f"/{PANEL}/members/")
    assert "2 members. 1 seat is vacant." in text
    assert text.index("Member 1") < text.index("Member 2") < text.index("Vacant")


@pytest.mark.parametrize("section", ["", "meetings/", "members/", "reviews/"])
def test_every_page_of_a_safeguarding_body_says_whom_to_call_before_the_content(
    client: Client, section: str
) -> None:
    release_board(BOARD)
    front_page(BOARD)
    text = text_of(client, f"/{BOARD}/{section}")
    assert text.index("01234 111 222") < text.index("<main")


def test_a_front_page_shows_what_the_body_does_now(client: Client) -> None:
    release_body(PANEL, purpose_cy="Mae’n craffu.")
    front_page(PANEL)
    release_members(PANEL)
    release_meeting(PANEL, date(2025, 9, 12), "autumn", title="Autumn meeting")
    release_meeting(PANEL, date(2025, 9, 5), "off", title="Cancelled one", state="cancelled")
    release_review(PANEL)
    release_review(PANEL, "old", title="Closed review", state="closed", closed_on="2025-01-01")
    release_report(PANEL, "old")
    text = text_of(client, f"/{PANEL}/")
    assert "Autumn meeting" in text
    assert "Cancelled one" not in text
    assert "Review of child-protection" in text
    assert "Closed review" not in text
    assert "In the chair: Member 1" in text
    assert "Police and Crime Commissioner for Northmere: Ann Holder" in text
    assert 'lang="cy"' in text


def test_a_body_that_has_ended_says_who_goes_on(client: Client) -> None:
    release_body("new-board", name="New partnership")
    successor = {"slug": "new-board", "name": "New partnership"}
    hidden = {"slug": "hidden", "name": "Hidden committee"}
    release_body(PANEL, valid_to="2019-09-28", successor=successor, predecessor=hidden)
    front_page(PANEL)
    text = text_of(client, f"/{PANEL}/")
    assert "existed until Saturday 28 September 2019" in text
    assert '<a class="govuk-link" href="/new-board/">New partnership</a>.' in text
    assert "the work of Hidden committee." in text
    assert "/hidden/" not in text


def test_a_body_that_is_not_public_has_no_pages(client: Client) -> None:
    for section in ("meetings/", "members/", "reviews/"):
        assert client.get(f"/{PANEL}/{section}").status_code == 404
