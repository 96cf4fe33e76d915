"""A name leaves a paper before the paper goes out, by a person without a mouse.

A report names somebody who visited the cells. Nadia Brooks, the clerk, uploads it. The proper
officer withholds a part of it, and makes the version for the public: he searches for the name,
ticks the place, and covers a line on the picture of a page with the arrow keys. The portal makes
the version and proves it; he looks at both pages and approves. The clerk publishes the pack. A
resident's copy has the report, without the name anywhere in it, and a text version beside it.
"""

from __future__ import annotations

import io
import re

from playwright.sync_api import Browser, Locator, Page, expect
from pypdfium2 import PdfDocument

from tests.demonstration.serving import Served
from tests.journeys.acting import (
    attach,
    choose,
    fill_in,
    move,
    part,
    press,
    row,
    said,
    save,
    sign_in,
)
from tests.journeys.keyboard import enter, tab_to
from tests.journeys.looking import faults, picture
from tests.journeys.test_packs import AGENDA, ALONE, PACKS, publish, put_together, text_of
from tests.portal.pdf.papers import new_paper
from tests.portal.pdf.redactable import SECRET, page_of

ITEM, PAPER = "Visits to the cells", "Report of the visitors"
MADE_WITHIN = 90
"""Seconds that making a version of two pages may take on a busy machine."""


def test_a_name_leaves_a_paper_before_it_goes_out(
    page: Page, browser: Browser, served_with_worker: Served
) -> None:
    served = served_with_worker
    officer = browser.new_context(locale="en-GB", reduced_motion="reduce").new_page()
    sign_in(page, served, "clerk.panel")
    sign_in(officer, served, "officer")
    desk = upload(page, served)
    mark_by_keyboard(officer, desk)
    make_look_and_approve(officer)
    page.goto(desk)
    put_together(page, "Put the pack together")
    move(page, PACKS, "Pack 1", "Mark as checked", {"Reason for checking it alone": ALONE})
    publish(page, desk, "Pack 1")
    public = row(page, "Meeting", "Ordinary meeting").get_by_role("link", name="Public page")
    read_as_a_resident(browser, served, str(public.get_attribute("href")))


def upload(page: Page, served: Served) -> str:
    page.goto(f"{served.url}/admin/meetings/")
    coming = page.get_by_role("region", name="To come")
    coming.get_by_role("link", name="Ordinary meeting").first.click()
    desk = page.url.partition("#")[0]
    page.get_by_role("link", name="Add an item").click()
    fill_in(page, {"Title": ITEM})
    save(page)
    press(page, AGENDA, ITEM, "Upload a paper")
    fill_in(page, {"Title": PAPER})
    content = io.BytesIO()
    new_paper(page_of(SECRET), page_of("nobody")).save(content)
    attach(page, "File", "visitors.pdf", content.getvalue())
    save(page)
    return desk


def mark_by_keyboard(page: Page, desk: str) -> None:
    """Withhold a part; then words by the list, and a box by the arrow keys."""
    page.goto(desk)
    choose(part(page, PAPER), "Withhold a part")
    page.get_by_label(re.compile(r"^\s*2\. ")).check()
    fill_in(
        page,
        {
            "Which part is withheld": "A name.",
            "Why the public interest favours withholding": "A private person.",
        },
    )
    page.get_by_role("button", name="Withhold a part", exact=True).click()
    said(page, "Done: Withhold a part")
    page.goto(desk)
    choose(part(page, PAPER), "Make a version for the public")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert faults(page) == []
    begin_at(page.locator(".desk"))
    tab_to(page, "Begin")
    enter(page)
    said(page, "Begun.")
    page.get_by_label("Words to find").focus()
    page.keyboard.type(SECRET.upper())
    tab_to(page, "Find them")
    enter(page)
    expect(page.get_by_text("1 place was found")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_be_checked()
    assert faults(page) == []
    page.get_by_role("checkbox").focus()
    tab_to(page, "Mark the ticked places")
    enter(page)
    said(page, "Marked.")
    page.get_by_role("link", name="Page 2", exact=True).focus()
    enter(page)
    expect(page.get_by_role("img", name="Page 2 of 2")).to_be_visible()
    page.get_by_role("button", name="Add a box").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowUp", "Shift+ArrowDown", "Shift+ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Box 1.")).to_be_focused()
    expect(page.get_by_text("Boxes that are not saved yet: 1")).to_be_visible()
    assert faults(page) == []
    picture(page, "redact page")
    page.get_by_role("button", name="Mark the boxes").focus()
    enter(page)
    said(page, "Marked.")
    expect(page.locator(".redact-kept")).to_have_count(1)


def begin_at(place: Locator) -> None:
    """Go on by Tab from the beginning of our own part of the screen."""
    place.evaluate("one => { one.tabIndex = -1; one.focus(); }")


def make_look_and_approve(page: Page) -> None:
    page.get_by_role("link", name="Back to all marks").click()
    expect(page.get_by_role("button", name="Make the version")).to_be_visible()
    assert faults(page) == []
    picture(page, "redact marks")
    page.get_by_role("button", name="Make the version").click()
    expect(page.locator("#job[data-state=done]")).to_be_visible(timeout=MADE_WITHIN * 1000)
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Look at it page by page").click()
    text = page.locator(".redact-text")
    expect(text).to_contain_text("[withheld: paragraph 2]")
    expect(text).not_to_contain_text(SECRET)
    assert faults(page) == []
    picture(page, "redact result")
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("link", name="Back to approve it").click()
    page.get_by_label("I have looked at every page").check()
    page.get_by_role("button", name="Approve it").click()
    said(page, "Approved.")


def read_as_a_resident(browser: Browser, served: Served, path: str) -> None:
    """The paper alone, its text, and the whole pack: no name in any of them."""
    stranger = browser.new_context(locale="en-GB").new_page()
    stranger.goto(f"{served.url}{path}")
    paper = stranger.get_by_role("link", name=PAPER, exact=True).get_attribute("href")
    text = stranger.get_by_role("link", name="Text version").first.get_attribute("href")
    pack = stranger.get_by_role("link", name="All papers in one PDF").first.get_attribute("href")
    for address in (paper, pack):
        answer = stranger.request.get(f"{served.url}{address}")
        assert answer.status == 200
        words = text_of(PdfDocument(answer.body()))
        assert "The panel met the commissioner" in words
        assert SECRET not in words
        assert SECRET.encode() not in answer.body()
    told = stranger.request.get(f"{served.url}{text}")
    assert told.status == 200
    assert "and heard [withheld: paragraph 2] for an hour." in told.text()
    assert SECRET not in told.text()
    stranger.context.close()
