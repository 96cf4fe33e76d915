"""Somebody without an account answers by a link in a letter.

Joan Pell runs a service of the district. She has no account, and the panel wants to know from her
what became of two things. Nadia Brooks, the panel's clerk, forgets the address at first, then sends
each link. Before Joan comes to her letter, the programs that guard her mail have opened it five
times. On her telephone, whose browser runs no scripts, she presses Send before she has written
anything, and is told what is missing; then she answers. The link is used up. Nadia reads what came
in, leaves nothing aside without a reason, confirms it, and there it stands under the action.
"""

from __future__ import annotations

import re
import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.demonstration.building import Site
from tests.demonstration.serving import Served, served
from tests.journeys.acting import sign_in
from tests.journeys.looking import NARROW, faults, picture, sticking_out

TELEPHONE = ViewportSize(width=360, height=780)
WANTED = "Report on the waiting times of the district service."
ASKED = "How many families waited longer than four weeks?"
ADDRESS = "joan.pell@district.example"
KEYS = ("a0c1b2d3-0000-4000-8000-000000000001", "a0c1b2d3-0000-4000-8000-000000000002")
ARRANGE = f"""
from datetime import date, timedelta
from boards.models import Person, ScrutinyBody
from scrutiny.models import Action, InformationRequest
panel = ScrutinyBody.objects.get(slug="northmere-panel")
joan = Person.objects.create(body=panel, name="Joan Pell", post="Head of Service")
due = date.today() + timedelta(days=14)
Action.objects.create(body=panel, key="{KEYS[0]}", number=901, municipal_year="2025/26",
    text="{WANTED}", owner=joan, due_on=due)
InformationRequest.objects.create(body=panel, key="{KEYS[1]}", number=902,
    municipal_year="2025/26", text="{ASKED}", addressee=joan, due_on=due)
"""


@pytest.fixture(scope="module")
def district(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own, with an action and a request that somebody outside is to answer."""
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


def looked_at(page: Page, name: str) -> None:
    """Axe finds nothing wide or narrow, and nothing sticks out of a narrow window."""
    before = page.viewport_size
    for width in (1280, NARROW["width"]):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"{name}-{width}")
        assert not faults(page)
    assert not sticking_out(page)
    if before:
        page.set_viewport_size(before)


def address_in_letter(here: Served, number: int) -> str:
    """The address in the letter of this number, out of the outbox."""
    with closing(sqlite3.connect(here.site.database)) as rows:
        letters = rows.execute(
            'SELECT subject, text, "to" FROM portal_outboxletter WHERE kind = ? ORDER BY id',
            ("link",),
        ).fetchall()
    subject, text, to = letters[number]
    assert to == ADDRESS
    for word in (WANTED, ASKED, "901", "902", "Nadia"):
        assert word not in f"{subject} {text}"
    found = re.search(r"^https?://[^/]+(/answer/\S+)$", text, re.MULTILINE)
    assert found, text
    return f"{here.url}{found[1]}"


def test_an_answer_without_an_account(
    page: Page, telephone: BrowserContext, browser: Browser, district: Served
) -> None:
    sign_in(page, district, "clerk.panel")
    send_links(page, district)
    action, request = (address_in_letter(district, number) for number in (0, 1))
    for method in ("HEAD", "GET", "GET", "HEAD", "GET"):
        asked = urllib.request.Request(action, method=method)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            assert answer.status == 200
            assert answer.headers["Referrer-Policy"] == "no-referrer"
    answer_on_the_telephone(telephone.new_page(), action)
    answer_at_a_desk(browser.new_context(locale="en-GB"), request, used=action)
    confirm(page, district)


def send_links(page: Page, here: Served) -> None:
    """From the page of the action; the register lacks her address, so the page asks for it."""
    page.goto(f"{here.url}/workspace/actions/{KEYS[0]}/")
    page.get_by_role("link", name="Send a link to answer without an account").click()
    looked_at(page, "link-to-send")
    page.get_by_role("button", name="Send a link").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the e-mail address")
    looked_at(page, "link-without-address")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Send a link").click()
    expect(page.get_by_role("alert")).to_contain_text("on its way to Joan Pell")
    looked_at(page, "link-sent")
    page.goto(f"{here.url}/workspace/links/requests/{KEYS[1]}/")
    expect(page.get_by_label("E-mail address")).to_have_value(ADDRESS)
    page.get_by_role("button", name="Send a link").click()
    expect(page.get_by_role("alert")).to_contain_text("on its way")


def answer_on_the_telephone(joan: Page, address: str) -> None:
    """A mistake first: nothing typed is lost, and the link still works."""
    joan.goto(address)
    expect(joan.get_by_role("heading", level=1)).to_have_text("Action 901 (2025/26)")
    assert WANTED in joan.content()
    assert not joan.context.cookies()
    joan.get_by_label("Your name (optional)").fill("Joan P.")
    joan.get_by_role("button", name="Send").click()
    summary = joan.get_by_role("alert")
    expect(summary).to_contain_text("Write what has been done")
    expect(summary).to_contain_text("Say whether it is done")
    expect(joan.get_by_label("Your name (optional)")).to_have_value("Joan P.")
    joan.get_by_label("What has been done").fill("The waiting times were published on Monday.")
    joan.get_by_label("Yes, it is done").check()
    joan.get_by_role("button", name="Send").click()
    expect(joan.get_by_role("heading", level=1)).to_have_text("Your answer was received")
    joan.goto(address)
    expect(joan.get_by_role("heading", level=1)).to_have_text("This link does not work")


def answer_at_a_desk(desk: BrowserContext, address: str, *, used: str) -> None:
    """The same by a browser with scripts, in which every state is looked at."""
    joan, second = desk.new_page(), desk.new_page()
    joan.goto(used)
    looked_at(joan, "link-closed")
    joan.goto(address)
    expect(joan.get_by_role("heading", level=1)).to_have_text("Information request 902 (2025/26)")
    looked_at(joan, "link-form")
    joan.get_by_role("button", name="Send").click()
    looked_at(joan, "link-mistake")
    second.goto(address)
    second.get_by_label("Your answer").fill("Forty, as we know today.")
    joan.get_by_label("Your answer").fill("Thirty-eight families.")
    joan.get_by_role("button", name="Send").click()
    expect(joan.get_by_role("heading", level=1)).to_have_text("Your answer was received")
    looked_at(joan, "link-received")
    second.get_by_role("button", name="Send").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("received already")
    expect(second.get_by_role("textbox")).to_have_value("Forty, as we know today.")
    looked_at(second, "link-twice")
    desk.close()


def confirm(page: Page, here: Served) -> None:
    """It shows to nobody but the clerk; confirmed, it stands under the action."""
    page.goto(f"{here.url}/workspace/actions/{KEYS[0]}/")
    assert "published on Monday" not in page.content()
    page.goto(f"{here.url}/workspace/links/")
    looked_at(page, "links")
    page.get_by_role("link", name="Action 901 (2025/26)").first.click()
    expect(page.get_by_text("published on Monday")).to_be_visible()
    expect(page.get_by_text("Joan P.")).to_be_visible()
    page.get_by_role("button", name="Leave it aside").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason")
    looked_at(page, "link-answer")
    page.get_by_role("button", name="Confirm it").click()
    expect(page.get_by_role("alert")).to_contain_text("It was confirmed")
    page.goto(f"{here.url}/workspace/actions/{KEYS[0]}/")
    expect(page.get_by_text("The waiting times were published on Monday.")).to_be_visible()
    expect(page.get_by_text("Reported as done").first).to_be_visible()
