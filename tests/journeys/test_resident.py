"""A resident reads a report with the keyboard alone.

Somebody in Northmere has heard that the police come too late to children, and wants to know what
the panel found. They use no mouse. From the front page they tab to the panel, from
there to its latest report, and skip what they have heard already. In the report they choose a
section from the contents, follow a reference to the evidence, come back to where they were, and
open the first recommendation to see who answered what. On every stop they see where they are, no
page holds them, and the headings alone tell the story.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.demonstration.serving import Served
from tests.journeys.keyboard import enter, here, next_stop, stops_to_the_end, tab_to

REVIEW = "Police contribution to child protection"
PANEL = "/northmere-panel/"
REPORT = f"{PANEL}reviews/police-contribution-to-child-protection/report/"


def is_on_top(page: Page, place: str) -> bool:
    """Whether this place of the page stands at the upper edge of the window."""
    edge = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", place)
    return bool(-5 <= edge < 80)


def test_from_the_front_page_to_a_recommendation(page: Page, served_demonstration: Served) -> None:
    page.goto(served_demonstration.url)
    tab_to(page, "Northmere Police and Crime Panel")
    enter(page)
    expect(page).to_have_url(re.compile(f"{PANEL}$"))
    skip_to_the_content(page)
    tab_to(page, REVIEW)
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(REVIEW)
    if "/report/" not in page.url:
        tab_to(page, "Read the report")
        enter(page)
    skip_to_the_content(page)
    follow_a_reference_and_come_back(page)
    choose_from_the_contents(page)
    tab_to(page, REVIEW)  # in the line that says where the report stands
    enter(page)
    tab_to(page, "Recommendation NPCP R")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recommendation NPCP R")
    expect(page.get_by_text("Jonathan Verrall").first).to_be_visible()
    expect(page.get_by_text("Accepted").first).to_be_visible()


def skip_to_the_content(page: Page) -> None:
    first = next_stop(page)
    assert first is not None
    assert first.words == "Skip to main content"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main-content")
    stop = here(page)
    assert stop is None or stop.id == "main-content"
    after = next_stop(page)
    assert after is not None
    inside = page.evaluate(
        "() => document.getElementById('main-content').contains(document.activeElement)"
    )
    assert inside, f"after skipping, the next stop is “{after.words}”"


def choose_from_the_contents(page: Page) -> None:
    tab_to(page, "9 Recommendations")
    page.keyboard.press("Enter")
    page.wait_for_url("**#recommendations")
    assert is_on_top(page, "recommendations")
    after = next_stop(page)
    assert after is not None
    assert after.words == "R1", "Tab goes on from the chosen section"


def follow_a_reference_and_come_back(page: Page) -> None:
    tab_to(page, "4 How soon after an incident")
    page.keyboard.press("Enter")
    page.wait_for_url("**#kloe-1")
    tab_to(page, "E1")
    page.keyboard.press("Enter")
    page.wait_for_url("**#e-1")
    assert is_on_top(page, "e-1")
    page.go_back()
    stop = next_stop(page)
    assert stop is not None
    near = page.evaluate(
        """() => document.activeElement.closest('.report-section')
          === document.getElementById('kloe-1').closest('.report-section')"""
    )
    assert near, f"coming back from E1 leads to “{stop.words}”"


@pytest.mark.parametrize(
    "path", ["/", PANEL, f"{PANEL}reviews/", f"{PANEL}members/", REPORT, "/recommendations/"]
)
def test_no_page_holds_the_keyboard(page: Page, served_demonstration: Served, path: str) -> None:
    page.goto(served_demonstration.url + path)
    links = page.locator("a[href]:visible, button:visible, summary:visible").count()
    assert stops_to_the_end(page) >= links > 5


def test_the_headings_tell_the_story(page: Page, served_demonstration: Served) -> None:
    page.goto(served_demonstration.url + REPORT)
    heard = [one.strip() for one in page.locator("h1, h2").all_inner_texts()]
    assert heard[0] == REVIEW
    story = ["Summary", "Why this was looked at", "How the evidence was gathered"]
    story += ["How soon after an incident", "Are social workers told at once"]
    story += ["Recommendations", "Response", "Actions", "What happens next"]
    story += ["Witnesses", "Evidence", "Terms used"]
    places = [next(n for n, one in enumerate(heard) if words in one) for words in story]
    assert places == sorted(places)
