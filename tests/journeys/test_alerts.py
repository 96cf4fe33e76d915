"""A resident follows a recommendation by e-mail, on a telephone, and stops again.

Rhian reads a recommendation on the bus and gives her address. The program that guards her mail
opens the link in the first letter before her; only her button counts. When the commissioner rejects
the recommendation she is told so, looks at what she follows, and her mail programme stops it by
itself.
"""

from __future__ import annotations

import re
import urllib.request
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from portal import clock
from portal.due import run_due_notices
from tests.builders_public import release_body
from tests.home.alerts.arranging import words_of
from tests.journeys.looking import NARROW, faults, picture, sticking_out
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where letters become files."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def letter(folder: Path) -> EmailMessage:
    """The one letter that goes out now, from the mail folder."""
    before = set(folder.glob("*"))
    run_due_notices(clock.now())
    (found,) = set(folder.glob("*")) - before
    text = found.read_bytes().partition(b"\n" + b"-" * 79)[0]
    return message_from_bytes(text, policy=policy.default)


def link_in(text: str, section: str) -> str:
    """The path of a link in a letter."""
    found = re.search(rf"\S+/alerts/{section}/\S+", text)
    assert found, text
    return urlsplit(found[0]).path


def look(page: Page, name: str) -> None:
    """As axe sees it, and in the narrowest window."""
    picture(page, name)
    assert sticking_out(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    picture(page, name)
    assert faults(page) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]


def test_following_by_e_mail(page: Page, live_server: LiveServer, folder: Path) -> None:
    release_body(make.PANEL, name="Northmere Police and Crime Panel")
    make.whole_thread()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/feeds/")
    page.get_by_role("link", name="Get the same by e-mail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Get news by e-mail")
    look(page, "alerts choose")
    page.goto(f"{live_server.url}/recommendations/{make.key('recommendation', 1)}/")
    page.get_by_role("main").get_by_role("link", name="by e-mail").click()
    expect(page.get_by_text("What becomes of your address")).to_be_visible()
    look(page, "alerts sign up")
    page.get_by_role("button", name="Send me the first letter").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your e-mail address")
    look(page, "alerts sign up mistake")
    page.get_by_label("Your e-mail address").fill("Rhian@example.org")
    page.get_by_role("button", name="Send me the first letter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mailbox")
    look(page, "alerts sent")

    confirm = live_server.url + link_in(words_of(letter(folder)), "confirm")
    with urllib.request.urlopen(confirm) as opened:  # what a scanner of mails does
        assert opened.status == 200
    page.goto(confirm)
    look(page, "alerts confirm")
    page.get_by_role("button", name="Yes, send it to me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The news begins now")
    look(page, "alerts confirmed")

    make.recommendation(state="rejected", answer=make.answer(decision="rejected"))
    news = letter(folder)
    assert str(news["Subject"]).startswith("Recommendation 1: Rejected.")
    page.goto(live_server.url + link_in(words_of(news), "mine"))
    page.get_by_label("How often").select_option("weekly")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("alert")).to_contain_text("Your choice is kept")
    look(page, "alerts mine")
    stop = live_server.url + urlsplit(news["List-Unsubscribe"].strip(" <>")).path
    page.goto(stop)
    expect(page.get_by_role("button", name="Stop everything")).to_be_visible()
    look(page, "alerts stop")
    with urllib.request.urlopen(stop, data=b"List-Unsubscribe=One-Click") as stopped:
        assert stopped.status == 200
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your news has stopped")
    look(page, "alerts stopped")
