"""A resident follows one recommendation from the list to the letter in which it began.

Somebody in Northmere has read that the police send their notices late. They use no mouse. From the
front page they tab to the recommendations, choose those on domestic abuse that are not answered
yet, and are told how many there are before anything else. They open the first, follow its thread,
and read from the top: an inspectorate's letter of 2016, the question that the panel asked because
of it, what it heard, what it concluded; then, where the answer should be, for how many working days
there has been none. From the thread they go to what the inspectors found. No page holds them, and
axe finds no barrier on any of them, wide or narrow.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from scrutiny.words.thread import STAGE
from tests.builders_public import release_body
from tests.journeys.keyboard import enter, here, stops_to_the_end, tab_to
from tests.journeys.looking import faults, picture, sticking_out
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db(transaction=True)


def look(page: Page, name: str) -> None:
    """No barrier in a wide window, on a telephone, and in the narrowest one."""
    found: list[str] = []
    for width in (390, 320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, name)
        if width != 390:
            found += faults(page) + sticking_out(page)
    assert found == [], "\n".join(found)


def choose(page: Page, label: str, words: str) -> None:
    """Tab to a list and type the beginning of a choice, as one does."""
    tab_to_field(page, label)
    page.keyboard.type(words)


def tab_to_field(page: Page, label: str) -> None:
    """Tab until the field with this label has the focus."""
    wanted = page.get_by_label(label, exact=True).get_attribute("id")
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == wanted:
            return
    raise AssertionError(f"no way by Tab to the field “{label}”")


def test_from_the_tracker_to_the_source(page: Page, live_server: LiveServer) -> None:
    release_body(make.PANEL, name="Northmere Police and Crime Panel")
    make.whole_thread()
    make.recommendation(
        2, number=2, text="Publish the figures.", state="accepted", answer=make.answer()
    )
    page.goto(live_server.url)
    tab_to(page, "Recommendations")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 recommendations")
    look(page, "follow tracker")
    choose(page, "Theme", "Domestic")
    choose(page, "Late", "Not answered")
    tab_to(page, "Show these")
    enter(page)
    page.wait_for_url("**#count")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 recommendation")
    assert (at := here(page)) is not None
    assert at.id == "count", "the count has the focus, so it is read first"
    expect(page.get_by_text("Theme: Domestic abuse")).to_be_visible()
    look(page, "follow filtered")
    page.goto(page.url)  # the address alone, as somebody shares it
    expect(page.get_by_role("heading", level=1)).to_have_text("1 recommendation")

    tab_to(page, "Recommendation 1")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Recommendation 1")
    look(page, "follow recommendation")
    tab_to(page, "Follow the whole thread")
    enter(page)
    heard = page.locator("main h3").all_inner_texts()
    words = [str(one) for one in STAGE.values()]
    assert heard == words
    late = page.get_by_text(re.compile(r"late by \d+ working days?, counted to today"))
    expect(late).not_to_have_count(0)
    expect(page.get_by_text("The recommendation is still open.")).to_be_visible()
    look(page, "follow thread")
    assert stops_to_the_end(page) > 5

    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    tab_to(page, "Finding 1")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Finding 1")
    expect(page.get_by_text("Letter to Bury Council").first).to_be_visible()
    look(page, "follow finding")
    tab_to(page, "Letter to Bury Council")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Letter to Bury Council")


def test_on_a_telephone_the_filters_fold_away(page: Page, live_server: LiveServer) -> None:
    release_body(make.PANEL)
    make.recommendation()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/recommendations/")
    expect(page.get_by_role("button", name="Show these")).to_be_hidden()
    page.get_by_text("Filter the list").first.click()
    expect(page.get_by_role("button", name="Show these")).to_be_visible()
    page.get_by_label("Words").fill("nowhere")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("0 recommendations")
    page.emulate_media(forced_colors="active")
    page.goto(f"{live_server.url}/recommendations/{make.key('recommendation', 1)}/thread/")
    picture(page, "follow thread forced colours")
    page.emulate_media(media="print", forced_colors="none")
    picture(page, "follow thread print")
    expect(page.get_by_role("heading", name="Recommended")).to_be_visible()
