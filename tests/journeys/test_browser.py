"""The browser and the server of the journeys work, one journey after the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale, Site
from wagtail.models import Page as WagtailPage


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_journey_finds_the_root_page_locale_and_site(
    turn: str, live_server: LiveServer, page: Page
) -> None:
    """The journey before emptied every table; what migrations made is there again."""
    answer = page.goto(f"{live_server.url}/healthz")
    assert answer is not None
    assert answer.status == 200
    assert page.inner_text("body").strip() == "ok"
    assert WagtailPage.objects.filter(depth=1).count() == 1
    assert Locale.objects.get().language_code == "en-gb"
    assert Site.objects.filter(is_default_site=True).exists()


def test_a_body_with_a_host_name_of_its_own_is_reached(live_server: LiveServer, page: Page) -> None:
    address = live_server.url.replace("localhost", "board.localhost")
    answer = page.goto(f"{address}/healthz")
    assert answer is not None
    assert answer.status == 200


def test_nothing_but_this_machine_answers(page: Page) -> None:
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://elsewhere.example/")
