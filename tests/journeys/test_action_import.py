"""A clerk brings the panel's action log in: a mistake, a decision about a row, and the report."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.demonstration.serving import Served
from tests.journeys.acting import attach, problems, sign_in
from tests.journeys.looking import faults, picture, sticking_out
from tests.journeys.test_desk_screens import WIDTHS, fresh_page
from tests.scrutiny.action_import.making import word_log

ROWS = [
    ["Ref", "Action", "Owner", "Due", "Status"],
    ["A1", "Circulate the notes of the visit", "JS", "12/10/2025", "Open"],
    ["A2", "Invite the housing team to the next session", "All", "Oct meeting", "Ongoing"],
]


def seen(page: Page, name: str) -> None:
    """Nothing is wrong with the page, wide and narrow."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, name)
        assert faults(page) + sticking_out(page) == [], f"{name} at {width} pixels"


def test_a_log_from_word_comes_in(browser: Browser, served_with_worker: Served) -> None:
    page = fresh_page(browser)
    sign_in(page, served_with_worker, "clerk.panel")
    page.goto(f"{served_with_worker.url}/admin/actions/northmere-panel/")
    page.get_by_role("link", name="Import an action log").click()
    page.get_by_role("button", name="Read the log").click()
    assert problems(page) == ["Action log: Choose a file first."]
    seen(page, "log-upload")
    attach(page, "Action log", "log.docx", word_log(ROWS))
    page.get_by_role("button", name="Read the log").click()

    expect(page.get_by_label("Action (optional)")).to_have_value("text")
    seen(page, "log-columns")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("“JS” (1 row)").select_option("new")
    page.get_by_label("If new: the name of “JS”").fill("Jo Summers")
    page.get_by_label("“All” (1 row)").select_option("new")
    page.get_by_label("“Oct meeting” (1 row)").fill("soon")
    page.get_by_role("button", name="Save and see the preview").click()
    assert "“soon” is no date" in problems(page)[0]
    expect(page.get_by_label("If new: the name of “JS”")).to_have_value("Jo Summers")
    seen(page, "log-people")
    page.get_by_label("“Oct meeting” (1 row)").fill("")
    page.get_by_role("button", name="Save and see the preview").click()

    expect(page.get_by_role("alert")).to_contain_text("1 row stops the import")
    seen(page, "log-preview")
    page.get_by_role("link", name=re.compile("Row 3: “Oct meeting” is no date")).click()
    page.get_by_label("Due on").fill("17 October 2025")
    seen(page, "log-row")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Import all of it").click()
    expect(page.get_by_text("2 actions were entered")).to_be_visible()
    expect(page.get_by_role("link", name="Download the report as CSV")).to_be_visible()
    seen(page, "log-report")
    page.get_by_role("link", name="The actions", exact=True).click()
    title = re.compile("Circulate the notes of the visit")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.context.close()
