"""Old addresses lead on, and never to what is not for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from boards.operations.roles import grant_role
from tests import builders
from tests.builders_public import front_page, release_body
from tests.home.editors.pages import home, shut, standard_page

pytestmark = pytest.mark.django_db

PANEL, OTHER = "northmere-panel", "southmere-panel"


def rename(page: Page, slug: str) -> None:
    """Give a live page another address, as its editor does."""
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    page.refresh_from_db()


def lead(client: Client, path: str, host: str = "localhost") -> str:
    """Where an address leads; empty where it leads nowhere."""
    response = client.get(path, headers={"host": host})
    if response.status_code == 404:
        return ""
    assert response.status_code in (301, 302), path
    assert response["Cache-Control"] == "private, no-store"
    return str(response["Location"])


def test_a_renamed_page_is_found_at_its_old_address_on_both_hosts(client: Client) -> None:
    release_body(PANEL)
    page = standard_page("Attend", front_page(PANEL, host="panel.localhost"))
    rename(page, "come-and-see")
    assert lead(client, f"/{PANEL}/attend/") == f"/{PANEL}/come-and-see/"
    assert lead(client, f"/{PANEL}/attend/?from=mail") == f"/{PANEL}/come-and-see/"
    assert lead(client, "/attend/", "panel.localhost") == "/come-and-see/"
    assert client.get(f"/{PANEL}/come-and-see/").status_code == 200
    other = standard_page("Other")
    page.move(other.get_parent(), pos="last-child")
    assert lead(client, f"/{PANEL}/come-and-see/") == "/come-and-see/"


def test_a_redirect_gives_nothing_away_of_a_page_that_is_not_for_everybody(client: Client) -> None:
    hiding: tuple[Callable[[Any], Any], ...] = (shut, Page.unpublish, Page.delete)
    for number, hide in enumerate(hiding):
        page = standard_page(f"Old {number}")
        rename(page, f"the-secret-of-jane-{number}")
        assert lead(client, f"/old-{number}/")
        hide(page)
        hidden = client.get(f"/old-{number}/")
        assert hidden.status_code == 404
        assert b"jane" not in hidden.content
        assert hidden.content == client.get("/never-was/").content
    above = front_page(PANEL)
    below = standard_page("Below", above)
    rename(below, "secret-below")
    shut(above)
    assert lead(client, f"/{PANEL}/below/") == ""


def test_what_an_administrator_entered_is_followed_and_nothing_of_the_request_is(
    client: Client,
) -> None:
    page = standard_page("Here")
    Redirect.add_redirect("/agenda.asp?id=5", page)
    Redirect.add_redirect("/old-council/", "https://council.example.test/panel", is_permanent=False)
    Redirect.add_redirect("/odd/", "ftp://files.example.test/")
    Redirect.add_redirect("/here-too/", "/here/")
    assert lead(client, "/agenda.asp?id=5") == "/here/"
    assert lead(client, "/agenda.asp?id=6") == ""
    assert lead(client, "/old-council/?next=//evil.example") == "https://council.example.test/panel"
    assert lead(client, "/odd/") == ""
    for path in (
        "/%2F%2Fevil.example/",
        "/old-council//evil.example/",
        "/old-council/..%2F..%2Fevil/",
        "/\\evil.example/",
        "/%00/",
        "/" + "x" * 400 + "/",
    ):
        response = client.get(path)
        assert response.status_code in (400, 404), path
    assert client.post("/old-council/").status_code in (403, 404, 405)


def test_no_row_stands_in_for_what_is_hidden(client: Client) -> None:
    page = standard_page("Here")
    for path in ("/admin/secret/", "/workspace/secret/", "/documents/1/x.pdf", "/admin"):
        Redirect.add_redirect(path, page)
    client.force_login(builders.user())
    for path in ("/admin/secret/", "/workspace/secret/", "/documents/1/x.pdf"):
        assert client.get(path).status_code == 404, path


def test_on_the_host_of_a_body_another_bodys_page_is_on_its_own_host(client: Client) -> None:
    release_body(PANEL)
    release_body(OTHER)
    front_page(PANEL, host="panel.localhost")
    page = standard_page("Theirs", front_page(OTHER))
    own = Site.objects.get(hostname="panel.localhost")
    Redirect.add_redirect("/theirs/", page, site=own)
    assert lead(client, "/theirs/", "panel.localhost") == f"http://localhost:8000/{OTHER}/theirs/"
    assert lead(client, "/theirs/") == ""


def test_only_administrators_of_the_portal_keep_redirects_and_promoted_results(
    client: Client,
) -> None:
    front = front_page(PANEL)
    clerk = builders.user()
    grant_role(user=clerk, body=front.body, role="clerk", by=None, valid_from=builders.LONG_AGO)
    row = Redirect.add_redirect("/old/", standard_page("Here"))
    kept: tuple[str, ...] = (
        "/admin/redirects/",
        "/admin/redirects/add/",
        f"/admin/redirects/{row.pk}/",
    )
    kept += ("/admin/redirects/import/", "/admin/searchpicks/", "/admin/searchpicks/add/")
    nobodys = ("/admin/searchpicks/queries/chooser/", "/admin/searchpicks/reports/search-terms/")
    client.force_login(clerk)
    for path in kept + nobodys:
        assert client.get(path).status_code == 404, path
        assert (
            client.post(
                path, {"old_path": "/x/", "redirect_link": "https://evil.example/"}
            ).status_code
            == 404
        )
    assert Redirect.objects.count() == 1
    client.force_login(builders.administrator())
    for path in kept:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "popular search" not in answer.content.decode(), path
    for path in nobodys:
        assert client.get(path).status_code == 404, path
    added = client.post(
        "/admin/searchpicks/add/",
        {
            "query_string": "Missing  Children",
            "editors_picks-TOTAL_FORMS": 1,
            "editors_picks-INITIAL_FORMS": 0,
            "editors_picks-MIN_NUM_FORMS": 0,
            "editors_picks-MAX_NUM_FORMS": 1000,
            "editors_picks-0-page": home().pk,
            "editors_picks-0-description": "Start here.",
            "editors_picks-0-ORDER": 1,
        },
    )
    assert added.status_code == 302
