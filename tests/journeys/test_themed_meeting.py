"""A clerk runs a themed meeting live; the network fails, the session ends, nothing is lost.

Nadia Brooks is clerk of the Northmere panel. The lines of enquiry were agreed weeks ago, and today
the two chairs of the safeguarding boards are heard once more. Before the members sit down she says
on the desk of the review under which item that happens, and opens the page of the hearing.

The first question is a planned one: she chooses it and writes the answer down. While she writes
the second one she reloads the page by mistake; her half sentence is back. Then the answer to the
second one gets lost on its way back from the server; the page sends it again, and it stands there
once. The council chamber loses its network. She enters two more answers, one of them with an
action for the commissioner's office, and the page says that two wait. Meanwhile her session ends.
The network comes back, the page asks her to sign in again; she does so in a new tab, and finds
everything sent when she comes back: four answers, one action with its number, nothing twice, and
nothing left on the device.

She makes oral evidence of what the chair said, looks at what is untouched, tells the chair, and
closes the item. Under the private item the page keeps nothing on the device and says so. At the
end one answer is still waiting when she signs out: the page asks first, and then wipes it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.demonstration.building import Site
from tests.demonstration.serving import Served, served
from tests.journeys.acting import choice, fill_in, said, sign_in
from tests.journeys.looking import NARROW, faults, picture, sticking_out

REVIEW = "Safeguarding: who tells whom, and when"
OPEN_ITEM = "Safeguarding: the chairs heard once more"
PRIVATE_ITEM = "Safeguarding: a case in private"
FIRST, SECOND = "Line 1", "Line 2"

#: The meeting itself is not what this journey is about: it is called, and it has begun.
ARRANGE = f"""
from datetime import time, timedelta
from boards.operations import agenda, meeting_moves, meetings
from portal import clock
from portal.models import User
from scrutiny.models import Review
review = Review.objects.get(title="{REVIEW}")
clerk = User.objects.get(email="clerk.panel@northmere.example")
today = clock.today()
with clock.rehearse(today - timedelta(days=21), time(11, 0)):
    meeting = meetings.schedule_meeting(
        body=review.body, title="Second themed meeting", held_on=today, by=clerk, kind="themed"
    )
    for title in ("{OPEN_ITEM}", "{PRIVATE_ITEM}"):
        agenda.add_item(meeting=meeting, title=title, by=clerk)
    meeting = meeting_moves.publish_agenda(meeting, by=clerk)
meeting_moves.start_meeting(meeting, by=clerk)
meeting.agenda_items.filter(title="{PRIVATE_ITEM}").update(access="exempt")
"""


@pytest.fixture(scope="module")
def chamber(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own, with a meeting that is in progress."""
    copy = built.copy_to(tmp_path_factory.mktemp("served") / "site")
    done = copy.manage("shell", "-c", ARRANGE)
    assert done.returncode == 0, done.stderr
    with served(copy) as here:
        yield here


def test_a_themed_meeting_with_the_network_cut(
    page: Page, context: BrowserContext, chamber: Served
) -> None:
    sign_in(page, chamber, "clerk.panel")
    open_the_hearing(page)
    before = rows(chamber, "scrutiny_hearingentry")
    ask_a_planned_question(page)
    reload_half_way(page)
    lose_an_answer_on_its_way_back(page)
    lose_the_network_and_the_session(page, context, chamber)
    come_back(page, context, chamber)
    assert rows(chamber, "scrutiny_hearingentry") - before == 4
    assert rows(chamber, "scrutiny_action", "text = 'Send the figures of the last year.'") == 1
    assert kept(page) == []
    look(page, "the page of a hearing")
    make_evidence(page)
    close_the_item(page)
    keep_nothing_of_a_private_item(page, context, chamber)
    sign_out_with_one_waiting(page)


def open_the_hearing(page: Page) -> None:
    page.get_by_role("link", name="Open the desk of reviews").click()
    row = page.locator(".desk-row").filter(has=page.get_by_role("heading", name=REVIEW))
    row.get_by_role("link", name="Open the desk").first.click()
    for item in (OPEN_ITEM, PRIVATE_ITEM):
        page.get_by_role("link", name="Hear the lines under an item").click()
        fill_in(page, {"Item of the agenda": item})
        page.get_by_role("button", name="Save", exact=True).click()
        said(page, "Saved")
    hearing = page.locator(".desk-row").filter(has=page.get_by_role("heading", name=OPEN_ITEM))
    hearing.get_by_role("link", name="Open its page").click()
    expect(page.get_by_role("heading", level=1, name=REVIEW)).to_be_visible()
    expect(page.get_by_text("When the connection drops, what you type stays")).to_be_visible()


def line(page: Page, name: str) -> Locator:
    """Everything of one line of enquiry."""
    return page.get_by_role("region", name=name)


def form(page: Page, name: str) -> Locator:
    """The form of a line, which the page empties for the next answer."""
    return line(page, name).locator("form.hearing-form")


def enter(page: Page, name: str, **values: str) -> None:
    """Type into the form of a line and enter it."""
    here = form(page, name)
    for label, text in values.items():
        box = here.get_by_label(label.replace("_", " "), exact=True)
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(label=choice(box, text))
        else:
            box.fill(text)
    here.get_by_role("button", name="Enter").click()


def entered(page: Page, name: str, words: str | re.Pattern[str]) -> Locator:
    """An answer that the server has, below its line."""
    return line(page, name).locator("[data-key]").filter(has_text=words)


def ask_a_planned_question(page: Page) -> None:
    expect(page.get_by_role("link", name="Line 1: nothing was asked")).to_be_visible()
    here = form(page, FIRST)
    planned = here.get_by_label("Planned question", exact=True)
    planned.select_option(index=1)
    words = planned.locator("option:checked").inner_text()
    expect(here.get_by_label("Question", exact=True)).to_have_value(words)
    enter(page, FIRST, Answer="Four days, she said.", Answered_by="Ellwood")
    expect(entered(page, FIRST, "Four days, she said.")).to_have_count(1)
    expect(page.get_by_role("link", name="Line 1: nothing was asked")).to_have_count(0)
    expect(line(page, FIRST).locator("[data-waiting]")).to_be_hidden()


def reload_half_way(page: Page) -> None:
    form(page, SECOND).get_by_label("Question", exact=True).fill("Who tells the duty so")
    page.wait_for_function("() => Object.keys(localStorage).some(one => one.includes(':draft:'))")
    page.reload()
    box = form(page, SECOND).get_by_label("Question", exact=True)
    expect(box).to_have_value("Who tells the duty so")
    expect(page.get_by_role("status")).to_contain_text("What you had typed is back.")
    box.fill("Who tells the duty social worker?")


def lose_an_answer_on_its_way_back(page: Page) -> None:
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/workspace/hearings/**", lose_the_first)
    enter(page, SECOND, Answer="Whoever is on duty.")
    expect(entered(page, SECOND, "Whoever is on duty.")).to_have_count(1, timeout=15_000)
    assert lost == [200]
    page.unroute("**/workspace/hearings/**")
    expect(line(page, SECOND).locator("[data-waiting]")).to_be_hidden()


def lose_the_network_and_the_session(page: Page, context: BrowserContext, chamber: Served) -> None:
    context.set_offline(True)
    enter(page, FIRST, Question="Who counts the days?", Answer="Nobody does.")
    expect(page.get_by_role("status")).to_contain_text("1 answer waits on this device.")
    here = form(page, SECOND)
    here.get_by_text("Something was taken away from it").click()
    enter(
        page,
        SECOND,
        Question="Is there a figure?",
        Answer="There is one for each month.",
        What_was_taken_away="An action",
        What_is_to_be_done_or_told="Send the figures of the last year.",
        By_whom="Colin Ashdown",
        By_when="2031-03-14",
    )
    expect(page.get_by_role("status")).to_contain_text("2 answers wait on this device.")
    expect(page.get_by_role("status")).to_contain_text("There is no connection")
    form(page, FIRST).get_by_label("Question", exact=True).fill("And what of")
    look(page, "a hearing without a connection")
    with closing(sqlite3.connect(chamber.site.database, timeout=30)) as database:
        database.execute("DELETE FROM django_session")
        database.commit()


def come_back(page: Page, context: BrowserContext, chamber: Served) -> None:
    context.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Your session has ended.", timeout=15_000)
    expect(page.get_by_role("status")).to_contain_text("2 answers wait on this device.")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again").click()
    tab = opened.value
    tab.get_by_label("E-mail").fill("clerk.panel@northmere.example")
    tab.get_by_label("Password").fill("a password for Northmere")
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", level=1, name=REVIEW)).to_be_visible()
    expect(entered(tab, SECOND, "There is one for each month.")).to_have_count(1, timeout=15_000)
    tab.close()
    page.bring_to_front()
    expect(entered(page, FIRST, "Nobody does.")).to_have_count(1, timeout=40_000)
    expect(entered(page, SECOND, re.compile(r"Action \d+ \("))).to_have_count(1, timeout=40_000)
    expect(page.get_by_role("status")).to_contain_text("Everything is sent.")
    box = form(page, FIRST).get_by_label("Question", exact=True)
    expect(box).to_have_value("And what of")
    box.fill("")
    page.wait_for_function("() => !Object.keys(localStorage).some(one => one.includes(':draft:'))")


def make_evidence(page: Page) -> None:
    page.reload()
    page.get_by_role("button", name="Make oral evidence out of it").first.click()
    expect(page.get_by_text("Made: E")).to_be_visible()


def close_the_item(page: Page) -> None:
    page.get_by_role("link", name="Close the item").click()
    expect(page.get_by_role("heading", name="Still untouched")).to_be_visible()
    look(page, "closing an item")
    page.get_by_role("button", name="Close the item").click()
    expect(page.locator("#main-content")).to_contain_text("There is a problem")
    page.get_by_label("I have seen what is untouched, and told the chair").check()
    page.get_by_role("button", name="Close the item").click()
    expect(page.get_by_text("The item is closed.")).to_be_visible()


def keep_nothing_of_a_private_item(page: Page, context: BrowserContext, chamber: Served) -> None:
    address = page.url
    page.goto(f"{chamber.url}/workspace/")
    ours = page.get_by_role("region", name="Lines of enquiry put to witnesses")
    links = [one.get_attribute("href") for one in ours.get_by_role("link").all()]
    private = next(one for one in links[::-1] if one and one not in address)
    page.goto(f"{chamber.url}{private}")
    expect(page.get_by_text("nothing that you type stays on this device")).to_be_visible()
    context.set_offline(True)
    enter(page, FIRST, Question="What happened that night?", Answer="It is not for here.")
    expect(page.get_by_role("status")).to_contain_text("1 answer waits on this page.")
    form(page, SECOND).get_by_label("Question", exact=True).fill("And the")
    page.wait_for_timeout(600)
    assert kept(page) == []
    form(page, SECOND).get_by_label("Question", exact=True).fill("")
    context.set_offline(False)
    expect(entered(page, FIRST, "It is not for here.")).to_have_count(1, timeout=15_000)
    page.goto(address)


def sign_out_with_one_waiting(page: Page) -> None:
    def fail(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page.route("**/workspace/hearings/**", fail)
    enter(page, SECOND, Question="A last one?", Answer="It waits.")
    expect(page.get_by_role("status")).to_contain_text("1 answer waits on this device.")
    page.locator("#main-content").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("1 answer waits on this device and was not sent.")).to_be_visible()
    look(page, "leaving while an answer waits")
    assert len(kept(page)) == 1
    page.get_by_role("button", name="Sign out and delete it").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    assert kept(page) == []


def kept(page: Page) -> list[str]:
    """What stands in the browser's own store."""
    found: list[str] = page.evaluate(
        "() => Object.keys(localStorage).filter(one => one.startsWith('hearing:'))"
    )
    return found


def look(page: Page, name: str) -> None:
    """As axe and as somebody with a narrow window do."""
    wide = page.viewport_size
    picture(page, name)
    found = faults(page) + sticking_out(page)
    page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    picture(page, name)
    found += faults(page) + sticking_out(page)
    assert wide is not None
    page.set_viewport_size(wide)
    assert found == []


def rows(chamber: Served, table: str, where: str = "1 = 1") -> int:
    """How many rows a table has; the database itself is asked."""
    with closing(sqlite3.connect(chamber.site.database, timeout=30)) as database:
        found: Any = database.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()
    return int(found[0])
