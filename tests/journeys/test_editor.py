"""An editor writes news that a reader finds, and gives the body a colour that can be read.

Maya Lund, clerk of the Northmere panel, writes an item of news and makes it public. A reader meets
it on the front page of the panel. Then Maya chooses a yellow for the links, reads why it cannot be,
takes the darker shade that the portal proposes, and sees it on the page beside the badge.
"""

from __future__ import annotations

import io
import re

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image as Picture
from PIL import ImageDraw
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from boards.models import BodyPage
from boards.operations.bodies import create_body
from boards.operations.sites import create_front_page
from boards.rules.contrast import can_be_read
from portal.models import User
from tests import builders
from tests.home.editors.pages import list_of_news
from tests.journeys.looking import faults, picture

pytestmark = pytest.mark.django_db(transaction=True)

YELLOW = "#ffcc00"
LINK_COLOUR = "one => getComputedStyle(one).color"


def a_panel() -> tuple[BodyPage, User]:
    """A public body with a front page, a list of news, and its clerk."""
    body = create_body(
        by=None,
        name="Northmere Panel",
        slug="northmere-panel",
        legal_form="panel",
        jurisdiction="england",
        access_regime="lga72_england",
        purpose="It holds the commissioner to account.",
        valid_from=builders.LONG_AGO,
    )
    front = create_front_page(body=body, by=None)
    return front, builders.clerk_of(body, "Maya Lund")


def a_logo() -> bytes:
    """A badge on a clear ground."""
    badge = Picture.new("RGBA", (300, 100))
    ImageDraw.Draw(badge).ellipse((10, 10, 290, 90), fill="#1d4e89")
    written = io.BytesIO()
    badge.save(written, "PNG")
    return written.getvalue()


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    """Come in with a session, as the door would give one."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": server.url}]
    )


def test_news_and_a_colour(page: Page, live_server: LiveServer) -> None:
    front, clerk = a_panel()
    news = list_of_news(front)
    sign_in(page, live_server, clerk)
    write_news(page, f"{live_server.url}/admin/pages/add/home/newspage/{news.pk}/")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/{front.slug}/")
    with page.expect_navigation():
        page.get_by_role("link", name="The panel meets in Eastham").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The panel meets in Eastham")
    expect(page.get_by_text("Everybody is welcome.")).to_be_visible()
    look(page, "news")
    with page.expect_navigation():
        page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="News").click()
    look(page, "list of news")
    sign_in(page, live_server, clerk)
    shade = choose_colour(page, f"{live_server.url}/admin/bodies/{front.slug}/")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/{front.slug}/")
    parts = [int(shade[at : at + 2], 16) for at in (1, 3, 5)]
    shown = page.get_by_role("link", name="The panel meets in Eastham").evaluate(LINK_COLOUR)
    assert shown == f"rgb({parts[0]}, {parts[1]}, {parts[2]})"
    logo = page.get_by_role("img", name="Northmere Panel")
    expect(logo).to_be_visible()
    assert logo.evaluate("one => one.naturalWidth") == 300
    look(page, "in its colour")
    page.set_viewport_size({"width": 360, "height": 800})
    look(page, "in its colour, narrow")
    page.goto(f"{live_server.url}/accessibility/")
    look(page, "statement")


def write_news(page: Page, address: str) -> None:
    """Fill in the form of the editor, and make the page public."""
    page.goto(address)
    page.get_by_role("textbox", name="Title").fill("The panel meets in Eastham")
    page.get_by_role("textbox", name="Summary").fill("Everybody is welcome.")
    page.get_by_role("button", name=re.compile("More actions|Actions")).last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text(re.compile("published")).first).to_be_visible()


def choose_colour(page: Page, desk: str) -> str:
    """Try yellow, read why it cannot be, and take the shade that is proposed."""
    page.goto(desk)
    region = page.get_by_role("region", name="Look of the public pages")
    with page.expect_navigation():
        region.get_by_role("link", name=re.compile("Change")).click()
    box = page.get_by_label("Colour of links and of the line below the header")
    box.fill(YELLOW)
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    error = page.get_by_text("too light to be read").first
    expect(error).to_contain_text("1.38 to 1")
    picture(page, "too light")
    shade: str
    (shade,) = set(re.findall(r"#[0-9a-f]{6}", error.inner_text())) - {YELLOW}
    assert can_be_read(shade)
    box.fill(shade)
    logo = FilePayload(name="logo.png", mimeType="image/png", buffer=a_logo())
    page.get_by_label("Logo").set_input_files(logo)
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(shade).first).to_be_visible()
    return shade


def look(page: Page, name: str) -> None:
    """Nothing that axe finds."""
    assert faults(page) == [], name
    picture(page, name)
