"""News and standard pages: what readers find, and what only their own editors touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text

from boards.models import BodyPage
from boards.operations.roles import grant_role
from home.models import NewsIndexPage, NewsPage, StandardPage
from portal.models import User
from tests import builders
from tests.builders_public import front_page, release_body
from tests.home.editors.pages import home, list_of_news, news, shut, standard_page

pytestmark = pytest.mark.django_db

PANEL, OTHER = "northmere-panel", "southmere-panel"
TODAY = date(2026, 4, 1)
MaxQueries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def editor_of(page: BodyPage) -> User:
    """The clerk of the body of a front page."""
    person = builders.user()
    grant_role(user=person, body=page.body, role="clerk", by=None, valid_from=builders.LONG_AGO)
    return person


def form(
    title: str, *, summary: str = "In short.", text: str = "<p>More.</p>"
) -> dict[str, object]:
    """What the editor's form of an item of news sends."""
    sent: dict[str, object] = nested_form_data(
        {
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "published_on": TODAY.isoformat(),
            "summary": summary,
            "text": rich_text(text),
            "seo_title": "",
            "search_description": "",
            "action-publish": "publish",
        }
    )
    return sent


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_list_shows_open_news_newest_first_and_in_pages(
    client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    release_body(PANEL)
    above = list_of_news(front_page(PANEL))
    for number in range(25):
        news(above, f"Item {number:02}", TODAY - timedelta(days=number))
    news(above, "A draft", TODAY, live=False)
    shut(news(above, "For few", TODAY))
    client.get(f"/{PANEL}/news/")
    with django_assert_max_num_queries(12):
        first = text_of(client, f"/{PANEL}/news/")
    assert first.index("Item 00") < first.index("Item 01") < first.index("Item 19")
    assert "Item 20" not in first
    assert "Item 20" in text_of(client, f"/{PANEL}/news/?page=2")
    assert "A draft" not in first + text_of(client, f"/{PANEL}/news/?page=2")
    assert "For few" not in first
    assert f'href="/{PANEL}/news/item-00/"' in first
    client.get(f"/{PANEL}/news/item-03/")
    with django_assert_max_num_queries(12):
        one = text_of(client, f"/{PANEL}/news/item-03/")
    assert "Sunday 29 March 2026" in one
    assert f'href="/{PANEL}/news/"' in one


def test_the_newest_news_stand_on_the_front_page_of_their_place_alone(
    client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    for slug in (PANEL, OTHER):
        release_body(slug)
        above = list_of_news(front_page(slug, host=f"{slug}.localhost"))
        for number in range(5):
            news(above, f"{slug} {number}", TODAY - timedelta(days=number))
    news(list_of_news(), "Of the portal", TODAY)
    client.get(f"/{PANEL}/")
    with django_assert_max_num_queries(12):
        front = text_of(client, f"/{PANEL}/")
    assert f"{PANEL} 2" in front
    assert f"{PANEL} 3" not in front
    assert f"{OTHER} 0" not in front
    assert "Of the portal" not in front
    door = text_of(client, "/")
    assert "Of the portal" in door
    assert f"{PANEL} 0" not in door
    assert 'href="/news/of-the-portal/"' in door
    on_its_host = client.get("/", headers={"host": f"{PANEL}.localhost"}).content.decode()
    assert f'href="/news/{PANEL}-0/"' in on_its_host
    there = client.get(f"/news/{PANEL}-0/", headers={"host": f"{PANEL}.localhost"})
    assert there.status_code == 200


def test_standard_pages_stand_in_the_menu_of_their_place_in_the_order_of_the_tree(
    client: Client,
) -> None:
    release_body(PANEL)
    front = front_page(PANEL)
    second = standard_page("Ask a question", front)
    first = standard_page("Attend a meeting", front)
    standard_page("Not in the menu", front, show_in_menus=False)
    standard_page("Half written", front, live=False)
    shut(standard_page("For a few", front))
    standard_page("About the portal")
    page = text_of(client, f"/{PANEL}/members/")
    assert page.index("Ask a question") < page.index("Attend a meeting")
    for absent in ("Not in the menu", "Half written", "For a few", "About the portal"):
        assert absent not in page, absent
    assert f'href="/{PANEL}/ask-a-question/"' in page
    first.move(second, pos="left")
    page = text_of(client, f"/{PANEL}/members/")
    assert page.index("Attend a meeting") < page.index("Ask a question")
    assert "About the portal" in text_of(client, "/themes/")
    shut(front)
    assert "Ask a question" not in text_of(client, f"/{PANEL}/members/")


def test_news_pass_the_disclosure_gate_with_every_field(client: Client) -> None:
    front = front_page(PANEL)
    above = list_of_news(front)
    client.force_login(editor_of(front))
    address = f"/admin/pages/add/home/newspage/{above.pk}/"
    number = "943 476 5919"  # an NHS number by its check digit, set aside for tests
    for place in ("title", "summary", "text"):
        sent = {"title": f"News of {place}", place: f"About {number}" if place != "text" else ""}
        if place == "text":
            sent["text"] = f"<p>About {number}</p>"
        else:
            sent.setdefault("title", "x")
        answer = client.post(address, form(**sent))
        assert answer.status_code == 302, place
        page = NewsPage.objects.latest("pk")
        assert not page.live, place
        assert Client().get(page.url_path.removeprefix("/home")).status_code == 404
    client.post(address, form("Good news", summary="The panel meets on Monday."))
    assert "Good news" in text_of(Client(), f"/{PANEL}/news/good-news/")


def test_a_list_that_nobody_can_read_is_neither_named_nor_linked(client: Client) -> None:
    release_body(PANEL)
    front = front_page(PANEL)
    above = NewsIndexPage(title="Plan Sparrow", slug="news", live=False)
    front.add_child(instance=above)
    client.force_login(editor_of(front))
    address = f"/admin/pages/add/home/newspage/{above.pk}/"
    answer = client.post(address, form("Early"), follow=True)
    assert "Publish the list of news first" in answer.content.decode()
    assert not NewsPage.objects.get(slug="early").live
    above.refresh_from_db()
    above.save_revision().publish()
    client.post(address, form("In time"))
    link = f'href="/{PANEL}/news/"'
    places = (f"/{PANEL}/", f"/{PANEL}/news/in-time/")
    for path in places:
        assert link in text_of(Client(), path), path
    assert "Plan Sparrow" in text_of(Client(), places[1])
    above.refresh_from_db()
    for is_shut in (False, True):
        if is_shut:
            shut(above)
        else:
            above.unpublish()
        for path in places:
            answer = Client().get(path)
            text = answer.content.decode()
            assert "Plan Sparrow" not in text, path
            assert link not in text, path
        above.save_revision().publish()


def test_an_officer_edits_the_news_of_their_own_body_and_no_other(client: Client) -> None:
    own, foreign = front_page(PANEL), front_page(OTHER)
    theirs = news(list_of_news(foreign), "Theirs", TODAY)
    index = theirs.get_parent()
    client.force_login(editor_of(own))
    maker = f"/admin/pages/add/home/newsindexpage/{own.pk}/"
    assert f'href="{maker}"' in text_of(client, "/admin/")
    assert client.get(maker).status_code == 200
    made = client.post(
        f"/admin/pages/add/home/newsindexpage/{own.pk}/",
        {"title": "What is new", "introduction": "", "seo_title": "", "search_description": ""}
        | {"action-publish": "publish"},
    )
    assert made.status_code == 302
    page = NewsIndexPage.objects.child_of(own).get()
    assert (page.slug, page.live) == ("news", True)
    assert f'href="/admin/pages/{page.pk}/"' in text_of(client, "/admin/")
    assert (
        client.post(f"/admin/pages/add/home/newspage/{page.pk}/", form("Ours")).status_code == 302
    )
    assert NewsPage.objects.child_of(page).get().live
    for path in (
        f"/admin/pages/{theirs.pk}/edit/",
        f"/admin/pages/{theirs.pk}/delete/",
        f"/admin/pages/{theirs.pk}/unpublish/",
        f"/admin/pages/add/home/newspage/{index.pk}/",
        f"/admin/pages/add/home/standardpage/{foreign.pk}/",
        f"/admin/pages/add/home/standardpage/{home().pk}/",
    ):
        assert client.get(path).status_code == 404, path
        assert client.post(path, form("Changed")).status_code == 404, path
    assert NewsPage.objects.get(pk=theirs.pk).title == "Theirs"


def test_an_editor_makes_a_page_that_readers_find_and_none_that_is_hidden(client: Client) -> None:
    release_body(PANEL)
    front = front_page(PANEL)
    client.force_login(editor_of(front))
    address = f"/admin/pages/add/home/standardpage/{front.pk}/"

    def sent(title: str, slug: str) -> dict[str, object]:
        values: dict[str, object] = nested_form_data(
            {
                "title": title,
                "slug": slug,
                "text": rich_text("<p>Come.</p>"),
                "seo_title": "",
                "search_description": "",
                "show_in_menus": "on",
                "action-publish": "publish",
            }
        )
        return values

    for taken in ("meetings", "members", "verify", "accessibility"):
        refused = client.post(address, sent("Taken", taken))
        assert refused.status_code == 200, taken
        assert "page of its own at this address" in refused.content.decode(), taken
    assert client.post(address, sent("Attend", "attend")).status_code == 302
    assert "Come." in text_of(Client(), f"/{PANEL}/attend/")
    assert f'href="/{PANEL}/attend/"' in text_of(Client(), f"/{PANEL}/meetings/")


def test_links_in_texts_lead_to_open_pages_at_their_permanent_address(client: Client) -> None:
    release_body(PANEL)
    front = front_page(PANEL, host="panel.localhost")
    target = standard_page("Attend", front)
    draft = standard_page("Secret plan", front, live=False)
    few = standard_page("For few", front)
    shut(few)
    links = "".join(f'<a linktype="page" id="{one.pk}">see</a>' for one in (target, draft, few))
    page: Page = StandardPage(title="Links", text=f"<p>{links}</p>")
    home().add_child(instance=page)
    text = text_of(client, "/links/")
    assert '<a href="http://panel.localhost:8000/attend/">see</a><a>see</a><a>see</a>' in text
    assert "secret-plan" not in text


def test_a_date_to_come_is_refused() -> None:
    page = NewsPage(title="Early", slug="early", summary="x", published_on=TODAY)
    page.published_on = TODAY + timedelta(days=1)
    with pytest.raises(Exception, match="future"):
        page.clean()
