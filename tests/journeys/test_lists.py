"""A clerk finds, keeps and changes actions; a councillor looks for what is overdue on a telephone.

Nadia Brooks, clerk of the Northmere panel, looks for what is not finished about the custody suite,
and keeps that list as a view. Three of the actions need another date. She forgets the reason, is
told so, gives it, looks at each change, and confirms. Then she takes the list with her as a table.

A member of the panel, on a telephone whose browser runs no scripts, looks for what is overdue.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from portal.spreadsheets import rows_of
from tests.demonstration.building import Site
from tests.demonstration.serving import Served, served
from tests.journeys.acting import sign_in
from tests.journeys.looking import NARROW, faults, picture, sticking_out

TELEPHONE = ViewportSize(width=NARROW["width"], height=NARROW["height"])
ARRANGE = """
from datetime import date, timedelta
from boards.models import Person, ScrutinyBody
from tests import builders_scrutiny as make
panel = ScrutinyBody.objects.get(slug="northmere-panel")
owner = Person.objects.filter(body=panel).order_by("pk").first()
review = make.review(panel, title="The custody suite")
for number in range(4):
    days = -30 if number == 0 else 30 * number
    make.action(
        review,
        owner=owner,
        number=9001 + number,
        municipal_year="2024/25",
        text=f"Report on the custody suite, part {number + 1}.",
        due_on=date.today() + timedelta(days=days),
        state="open" if number < 3 else "cancelled",
    )
overdue = date.today() - timedelta(days=30)
other = make.review(panel, title="Notices of last year")
make.action(other, owner=owner, number=9011, text="Count the notices.", due_on=overdue)
"""


@pytest.fixture(scope="module")
def office(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own, with a few actions that are like no others."""
    copy = built.copy_to(tmp_path_factory.mktemp("served") / "site")
    done = copy.manage("shell", "-c", ARRANGE)
    assert done.returncode == 0, done.stderr
    with served(copy) as here:
        yield here


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    """A narrow window without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=TELEPHONE, locale="en-GB")
    yield context
    context.close()


def test_a_list_is_filtered_kept_changed_and_taken_away(
    page: Page, browser: Browser, telephone: BrowserContext, office: Served
) -> None:
    sign_in(page, office, "clerk.panel")
    page.goto(f"{office.url}/workspace/actions/")
    look(page, "the list")
    page.get_by_label("Words or number").fill("custody suite")
    page.get_by_label("State").select_option(label="Not finished")
    page.get_by_role("button", name="Show these").click()
    heading(page, "3 actions")
    expect(page.get_by_text("late by").first).to_be_visible()
    keep(page)
    change_three(page)
    page.goto(f"{office.url}/workspace/actions/")
    page.get_by_role("link", name="Custody").click()
    expect(page.get_by_text("re-dated once")).to_have_count(3)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Table (CSV)").click()
    rows = rows_of(taken.value.path().read_bytes())
    assert len(rows) == 4
    assert {row[4] for row in rows[1:]} == {"2031-01-15"}

    member = telephone.new_page()
    sign_in(member, office, "member")
    look_for_what_is_overdue(member, office, browser)


def keep(page: Page) -> None:
    """Save what was chosen under a name."""
    page.get_by_text("Save what you chose as a view").click()
    page.get_by_label("Name of the view").fill("Custody")
    look(page, "saving a view")
    page.get_by_role("button", name="Save the view").click()
    expect(page.get_by_text("The view was saved. Only you see it.")).to_be_visible()
    heading(page, "3 actions")


def change_three(page: Page) -> None:
    """Choose all three, forget the reason, give it, look, confirm."""
    boxes = page.get_by_role("checkbox", name="Choose")
    expect(boxes).to_have_count(3)
    for box in boxes.all():
        box.check()
    page.get_by_role("button", name="Change the chosen actions").click()
    heading(page, "Change 3 actions")
    look(page, "the form of a change")
    page.get_by_role("radio", name="Another date").check()
    page.get_by_label("New date", exact=True).fill("2031-01-15")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason.")
    look(page, "a mistake")
    page.get_by_label("Reason for the new date").fill("The suite opens in January.")
    page.get_by_role("button", name="Show what would change").click()
    heading(page, "Look at the changes")
    expect(page.get_by_role("cell", name="15 January 2031")).to_have_count(3)
    look(page, "the preview")
    page.get_by_role("button", name="Change these 3 actions").click()
    expect(page.get_by_text("3 actions were changed.")).to_be_visible()


def look_for_what_is_overdue(member: Page, office: Served, browser: Browser) -> None:
    """On a telephone without scripts, folded filters and all."""
    member.goto(f"{office.url}/workspace/actions/")
    member.get_by_text("Filter the list").first.click()
    member.get_by_label("Due", exact=True).select_option(label="Overdue")
    member.get_by_role("button", name="Show these").click()
    expect(member.get_by_text("Due: Overdue")).to_be_visible()
    expect(member.get_by_text("Count the notices.")).to_be_visible()
    expect(member.get_by_text("custody suite")).to_have_count(0)
    assert sticking_out(member) == []
    assert member.get_by_role("checkbox").count() == 0  # only a clerk changes many at once
    # axe needs scripts: the same page is looked at in a window that runs them.
    desk = browser.new_page(viewport=TELEPHONE, locale="en-GB")
    sign_in(desk, office, "member")
    desk.goto(member.url)
    look(desk, "overdue, on a telephone")


def heading(page: Page, words: str) -> None:
    """The first heading of the page."""
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()


def look(page: Page, name: str) -> None:
    """axe finds nothing, and nothing sticks out of a narrow window."""
    assert faults(page) == []
    picture(page, f"lists: {name}")
    assert sticking_out(page) == []
