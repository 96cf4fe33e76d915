"""A body on its own host: short addresses, nothing of anybody else, one permanent address."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Site

from portal.addresses import body_url, canonical_url
from portal.hosts import body_of_host, host_of_body, is_known_host
from tests.builders_public import (
    front_page,
    release_board,
    release_body,
    release_everything,
    release_finding,
    release_meeting,
    release_recommendation,
    release_review,
)

pytestmark = pytest.mark.django_db

PANEL, BOARD, HOST = "northmere-panel", "northmere-board", "board.localhost"
TODAY = date(2026, 5, 1)


@pytest.fixture
def two_bodies() -> None:
    """A panel on the main host and a board on a host of its own, both with one of everything."""
    release_body(PANEL, name="Northmere Police and Crime Panel")
    release_board(BOARD)
    front_page(PANEL)
    front_page(BOARD, host=HOST)
    release_everything(PANEL, today=TODAY)
    release_everything(BOARD, today=TODAY)


@pytest.fixture
def board_client() -> Client:
    return Client(headers={"host": HOST})


def test_a_host_belongs_to_the_body_of_its_sites_front_page() -> None:
    front_page(BOARD, host=HOST)
    assert body_of_host(HOST) == BOARD
    assert body_of_host("BOARD.localhost") == BOARD
    assert host_of_body(BOARD) == HOST
    assert body_of_host("localhost") == ""
    assert host_of_body(PANEL) == ""


def test_a_changed_site_is_seen_at_once() -> None:
    front_page(BOARD, host=HOST)
    assert body_of_host(HOST) == BOARD
    site = Site.objects.get(hostname=HOST)
    site.hostname = "children.localhost"
    site.save()
    assert body_of_host(HOST) == ""
    assert body_of_host("children.localhost") == BOARD
    site.delete()
    assert body_of_host("children.localhost") == ""


@pytest.mark.parametrize("host", ["evil.example", "other.localhost", "localhost.evil.example"])
def test_an_unknown_host_answers_400(client: Client, host: str) -> None:
    assert not is_known_host(host)
    response = client.get("/", headers={"host": host})
    assert response.status_code == 400
    assert response["Cache-Control"] == "private, no-store"
    assert host not in response.content.decode()


def test_health_needs_no_site(client: Client) -> None:
    assert client.get("/healthz", headers={"host": "10.localhost"}).status_code == 200


@pytest.mark.usefixtures("two_bodies")
@pytest.mark.parametrize(
    "path", ["/", "/meetings/", "/members/", "/reviews/", "/reviews/review-1/", "/recommendations/"]
)
def test_sections_need_no_slug_on_the_bodys_own_host(board_client: Client, path: str) -> None:
    response = board_client.get(path)
    assert response.status_code == 200
    text = response.content.decode()
    assert "Northmere Safeguarding Children Board" in text
    assert "01234 111 222" in text
    assert PANEL not in text
    assert "Police and Crime Panel" not in text
    assert f"/{BOARD}/" not in text


@pytest.mark.usefixtures("two_bodies")
@pytest.mark.parametrize(
    "path", [f"/{PANEL}/", f"/{PANEL}/meetings/", f"/{PANEL}/reviews/review-1/", f"/{PANEL}/x/"]
)
def test_pages_of_another_body_are_not_there(board_client: Client, path: str) -> None:
    response = board_client.get(path)
    assert response.status_code == 404
    assert "Panel" not in response.content.decode()


def test_records_of_another_body_are_not_there_by_key(board_client: Client) -> None:
    front_page(BOARD, host=HOST)
    for record in (
        release_recommendation(PANEL),
        release_finding(PANEL),
    ):
        assert board_client.get(f"/{record.path}").status_code == 404
        assert Client().get(f"/{record.path}").status_code == 200


@pytest.mark.usefixtures("two_bodies")
def test_lists_across_bodies_hold_one_body_on_its_host(board_client: Client) -> None:
    here = board_client.get("/findings/").content.decode()
    assert "1 finding" in here
    assert "2 findings" in Client().get("/findings/").content.decode()


@pytest.mark.usefixtures("two_bodies")
def test_the_long_address_leads_to_the_short_one(board_client: Client) -> None:
    response = board_client.get(f"/{BOARD}/meetings/?page=2")
    assert (response.status_code, response["Location"]) == (301, "/meetings/?page=2")
    response = board_client.get(f"/{BOARD}//evil.example/")
    assert response["Location"] == "/evil.example/"
    assert board_client.get("/members")["Location"] == "/members/"


def test_a_missing_slash_gives_nothing_away(client: Client) -> None:
    release_body(PANEL)
    release_meeting(PANEL, TODAY, "open")
    there = client.get(f"/{PANEL}/meetings/2026-05-01-open")
    not_there = client.get(f"/{PANEL}/meetings/2026-05-01-none")
    assert there.status_code == not_there.status_code == 301


@pytest.mark.usefixtures("two_bodies")
def test_links_stay_on_the_host_and_name_one_permanent_address() -> None:
    main = RequestFactory().get("/", headers={"host": "localhost"})
    own = RequestFactory().get("/", headers={"host": HOST})
    main.host_body, own.host_body = "", BOARD  # type: ignore[attr-defined]
    assert body_url(BOARD, "meetings/", request=main) == f"/{BOARD}/meetings/"
    assert body_url(BOARD, "meetings/", request=own) == "/meetings/"
    assert body_url(PANEL, "meetings/", request=own) == f"http://localhost:8000/{PANEL}/meetings/"
    assert body_url(PANEL, "recommendations/k/", request=main) == "/recommendations/k/"
    assert canonical_url(BOARD, "meetings/") == f"http://{HOST}:8000/meetings/"
    assert canonical_url(PANEL) == f"http://localhost:8000/{PANEL}/"
    assert canonical_url(PANEL, "findings/k/") == "http://localhost:8000/findings/k/"


@pytest.mark.parametrize("on_own_host", [True, False])
def test_a_page_names_its_permanent_address(on_own_host: bool) -> None:
    release_board(BOARD)
    front_page(BOARD, host=HOST)
    release_review(BOARD, "one")
    path = "/reviews/one/" if on_own_host else f"/{BOARD}/reviews/one/"
    host = HOST if on_own_host else "localhost"
    text = Client(headers={"host": host}).get(path).content.decode()
    assert f'<link rel="canonical" href="http://{HOST}:8000/reviews/one/">' in text
