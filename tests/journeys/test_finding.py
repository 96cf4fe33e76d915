"""A resident finds the panel of their council; a clerk tells where a recording comes to an item.

Somebody in Ashby Vale has no idea which panel is theirs. With the keyboard alone they type the
name of their council on the front page, slip once, and come to the panel; there they open what it
withheld, look up a word in the glossary, and nothing holds them. A journalist types a council that
does not exist and one of another county, and is told so.

Nadia Brooks, clerk of the panel, enters where the September meeting can be watched. She writes a
time that is none and an address without https; the page names both and keeps what she typed. She
mends them, and the public reads from when each item can be watched, and that there is no
transcript.
"""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.demonstration.serving import Served
from tests.journeys.acting import fill_in, problems, save, sign_in
from tests.journeys.keyboard import enter, stops_to_the_end, tab_to
from tests.journeys.looking import faults, sticking_out

PANEL = "/northmere-panel/"
COUNCIL = "Your council, county or police force"
LINK = "https://www.youtube.com/watch?v=northmere"


def test_a_resident_finds_the_panel_of_their_council(
    page: Page, served_demonstration: Served
) -> None:
    site = served_demonstration.url
    page.goto(site)
    tab_to(page, COUNCIL)
    page.keyboard.type("Ashby Vael")
    enter(page)
    expect(page.get_by_role("heading", name="Did you mean")).to_be_visible()
    tab_to(page, "Ashby Vale District Council")
    enter(page)
    expect(page.get_by_role("heading", level=2, name="Ashby Vale District Council")).to_be_visible()
    assert faults(page) + sticking_out(page) == []
    tab_to(page, "Northmere Police and Crime Panel")
    enter(page)
    expect(page).to_have_url(re.compile(f"{PANEL}$"))
    tab_to(page, "What was withheld")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("What was withheld in")
    expect(page.get_by_role("table", name="Withheld, by paragraph")).to_be_visible()
    assert faults(page) + sticking_out(page) == []
    assert stops_to_the_end(page) > 10
    tab_to(page, "Glossary")
    enter(page)
    expect(page.get_by_text("Exempt information", exact=True)).to_be_visible()
    assert faults(page) == []


def test_what_is_not_known_is_said(page: Page, served_demonstration: Served) -> None:
    site = served_demonstration.url
    page.goto(f"{site}/find/")
    for typed, said in (
        ("", "Enter the name of a council, a county or a police force"),
        ("Xyzzyville", "is called “Xyzzyville”"),
        ("Gwynedd", "No panel of this area publishes here."),
    ):
        page.get_by_label(COUNCIL).fill(typed)
        with page.expect_navigation():
            page.get_by_role("button", name="Find", exact=True).click()
        expect(page.get_by_text(said).first).to_be_visible()
    for path in ("corrections/", "archive/"):
        page.goto(f"{site}{PANEL}{path}")
        assert faults(page) + sticking_out(page) == []


def test_a_clerk_says_where_the_recording_comes_to_an_item(
    page: Page, served_with_worker: Served
) -> None:
    site = served_with_worker.url
    page.goto(f"{site}{PANEL}meetings/?year=2026/27")
    with page.expect_navigation():
        page.locator('.entry__link[href*="2026-09-24"]').click()
    public = page.url
    sign_in(page, served_with_worker, "clerk.panel")
    page.goto(f"{site}/admin/meetings/")
    line = page.get_by_role("listitem").filter(has_text="24 September 2026")
    with page.expect_navigation():
        line.get_by_role("link").first.click()
    page.get_by_role("link", name="Recording, captions, transcript").click()
    fields = page.get_by_label(re.compile("Item 4, .*: from"))
    fill_in(
        page, {"Link to the webcast": "http://council.example/1", "Captions": "It has no captions"}
    )
    fields.fill("1:75")
    page.get_by_role("button", name="Save", exact=True).click()
    assert len(problems(page)) == 2
    expect(fields).to_have_value("1:75")
    fill_in(page, {"Link to the webcast": LINK})
    fields.fill("0:42:10")
    save(page)
    page.goto(public)
    watch = page.get_by_role("link", name="Watch item 4 (from 0:42:10)")
    expect(watch).to_have_attribute("href", f"{LINK}&t=2530s")
    expect(page.get_by_text("No captions, says the clerk. There is no transcript.")).to_be_visible()
    assert faults(page) + sticking_out(page) == []
