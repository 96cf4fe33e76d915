"""The front door: bodies to choose from, what is new, what is outstanding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.front import all_bodies, news, outstanding
from home.models import HomePage, StandardPage
from portal.middleware.caching import PRIVATE
from portal.publishing import withdraw
from tests import builders
from tests.builders_public import (
    front_page,
    release_body,
    release_finding,
    release_meeting,
    release_recommendation,
    release_review,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 1)
PANEL = "northmere-panel"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def standard_page(title: str, slug: str, parent: Page | None = None) -> StandardPage:
    page = StandardPage(title=title, slug=slug, text="<p>Come and listen.</p>")
    (parent or HomePage.objects.get()).add_child(instance=page)
    return page


def test_bodies_stand_below_their_parent_and_former_ones_apart() -> None:
    release_body("b", name="B panel")
    release_body("a", name="A panel")
    release_body("sub", name="Children", parent={"slug": "b", "name": "B panel"})
    release_body("old", name="Old board", valid_to="2019-09-28")
    release_body("orphan", name="Orphan", parent={"slug": "hidden", "name": "Hidden"})
    bodies = all_bodies(today=TODAY)
    assert [one.name for one in bodies.present] == ["A panel", "B panel", "Orphan"]
    assert [one.name for one in bodies.present[1].sub_committees] == ["Children"]
    assert [one.name for one in bodies.former] == ["Old board"]


def test_news_are_the_five_newest_releases_and_forget_what_is_withdrawn() -> None:
    with time_machine.travel("2026-01-01T09:00:00Z", tick=True):
        for number in range(1, 8):
            record = release_meeting(PANEL, date(2026, 5, number), f"m{number}")
    assert [line.title for line in news()] == [f"Meeting m{number}" for number in (7, 6, 5, 4, 3)]
    withdraw(kind=record.kind, key=record.key, body=PANEL, by=None, reason="Entered twice.")
    assert news()[0].title == "Meeting m6"


def test_the_trackers_are_counted() -> None:
    release_recommendation(PANEL, 1)
    release_recommendation(PANEL, 2, response_due="2026-04-01")
    release_recommendation(PANEL, 3, response_due=None)
    release_recommendation(PANEL, 4, state="closed_implemented")
    release_finding(PANEL)
    release_review(PANEL)
    release_review(PANEL, "closed", state="closed")
    counted = outstanding(today=TODAY)
    assert (counted.recommendations, counted.awaiting, counted.late) == (4, 3, 1)
    assert (counted.findings, counted.reviews) == (1, 1)


def test_an_empty_portal_has_a_front_door(client: Client) -> None:
    text = client.get("/").content.decode()
    assert "No panel or board is published yet" in text
    assert "Nothing is published yet" in text


def test_the_front_door_stands_before_anybody_has_written_a_page(client: Client) -> None:
    HomePage.objects.all().delete()
    response = client.get("/")
    assert response.status_code == 200
    assert "Find your panel or board" in response.content.decode()
    assert client.get("/anything/").status_code == 404


def test_a_live_page_is_public_and_a_draft_is_not_there(client: Client) -> None:
    page = standard_page("How to attend", "attend")
    assert "Come and listen." in client.get("/attend/").content.decode()
    page.unpublish()
    assert client.get("/attend/").status_code == 404


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_private_page_is_not_there_for_the_public(client: Client, kind: str) -> None:
    page = standard_page("Secret", "secret")
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    hidden = client.get("/secret/")
    missing = client.get("/no-such-page/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    if kind == PageViewRestriction.LOGIN:
        client.force_login(builders.user())
        shown = client.get("/secret/")
        assert shown.status_code == 200
        assert shown["Cache-Control"] == PRIVATE


def test_a_page_below_a_body_belongs_to_it(client: Client) -> None:
    release_body(PANEL, concern_contact="Call 01234 111 222.")
    standard_page("How to attend", "attend", front_page(PANEL))
    text = client.get(f"/{PANEL}/attend/").content.decode()
    assert "01234 111 222" in text
    assert f'<link rel="canonical" href="http://localhost:8000/{PANEL}/attend/">' in text


def test_the_fixed_pages_say_what_is_true(client: Client) -> None:
    assert "set no cookie" in client.get("/privacy/").content.decode()
    assert "keyboard" in client.get("/accessibility/").content.decode()
