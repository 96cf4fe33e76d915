"""The clerk and a member come to work: what waits, every coming date, and nothing in the way.

Nadia Brooks, clerk of the Northmere panel, finds the next dates on her landing, opens the whole
list, keeps to agendas alone, and looks how the last day for one was counted. Priya Ramanathan, a
member, finds her action and the next meeting on a telephone; the dates of the office are not hers.
"""

from __future__ import annotations

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.demonstration.serving import Served
from tests.journeys.acting import sign_in
from tests.journeys.looking import NARROW, faults, sticking_out

TELEPHONE = ViewportSize(width=NARROW["width"], height=NARROW["height"])


def test_the_clerk_finds_every_coming_date(page: Page, served_demonstration: Served) -> None:
    sign_in(page, served_demonstration, "clerk.panel")
    expect(page.get_by_role("heading", name="Coming dates")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="All coming dates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Coming dates")
    current = page.get_by_role("navigation", name="Workspace menu").locator("[aria-current]")
    expect(current).to_have_text("Dates")
    page.get_by_label("Kind of date").select_option("agenda")
    page.get_by_role("button", name="Show").click()
    row = page.get_by_role("listitem").filter(has_text="Publish the agenda").first
    expect(row).to_contain_text("Required by law")
    row.get_by_text("How it was counted").click()
    expect(row).to_contain_text("Local Government Act 1972")
    assert faults(page) == []
    page.set_viewport_size(TELEPHONE)
    assert faults(page) + sticking_out(page) == []


def test_a_member_finds_what_is_theirs(browser: Browser, served_demonstration: Served) -> None:
    site = served_demonstration.url
    context = browser.new_context(viewport=TELEPHONE, locale="en-GB")
    page = context.new_page()
    sign_in(page, served_demonstration, "member")
    expect(page.get_by_role("heading", name="Your actions")).to_be_visible()
    expect(page.get_by_role("heading", name="Next meetings")).to_be_visible()
    expect(page.get_by_role("link", name="Dates", exact=True)).to_have_count(0)
    assert faults(page) + sticking_out(page) == []
    page.get_by_role("link", name="All papers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Papers")
    assert faults(page) + sticking_out(page) == []
    answer = page.request.get(f"{site}/workspace/dates/")
    assert answer.status == 404
    context.close()
