"""Letters: somebody stops them from a telephone, chooses again, and a clerk mends what came back.

Amina reads a reminder on the bus and presses the link at its end. Her mail programme has opened the
link before her, and nothing came of that; now she stops the letters. At home she signs in and asks
for one a day after all. The panel's clerk finds a letter that went nowhere, reads why, and has it
sent again.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demonstration.building import ACCOUNTS_AT, Site
from tests.demonstration.serving import Served, served
from tests.journeys.acting import sign_in
from tests.journeys.looking import NARROW, faults, sticking_out

ARRANGE = f"""
from portal.models import OutboxLetter, User
from portal.outbox import post
from portal.outbox.tokens import stop_address
from urllib.parse import urlsplit
reader = User.objects.get(email="member@{ACCOUNTS_AT}")
text = "Action 1 (2025/26), due today."
post(to=reader.email, user=reader, subject="Reminder", text=text, kind="reminder", once="journey:1")
post(
    to="nobody",
    subject="Reminder that went nowhere",
    text=text,
    kind="reminder",
    once="journey:2",
    body="northmere-panel",
)
print(urlsplit(stop_address(OutboxLetter.objects.get(once="journey:1"))).path)
"""


@pytest.fixture(scope="module")
def with_letters(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own with two letters."""
    copy = built.copy_to(tmp_path_factory.mktemp("served") / "site")
    done = copy.manage("shell", "-v0", "-c", ARRANGE)
    assert done.returncode == 0, done.stderr
    (copy.folder / "link").write_text(done.stdout.split()[-1])
    with served(copy) as here:
        yield here


def look(page: Page) -> None:
    """The page as axe sees it, and in a narrow window."""
    assert faults(page) == []
    wide = page.viewport_size
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert sticking_out(page) == []
    page.set_viewport_size(wide)  # type: ignore[arg-type]


def test_stopping_choosing_and_trying_again(
    page: Page, browser: Browser, with_letters: Served
) -> None:
    link = with_letters.url + (with_letters.site.folder / "link").read_text()
    with urllib.request.urlopen(link) as opened:  # what a scanner of mails does
        assert opened.status == 200
    telephone = browser.new_context(java_script_enabled=False, viewport=NARROW)  # type: ignore[arg-type]
    amina = telephone.new_page()
    amina.goto(link)
    amina.get_by_role("button", name="Stop these letters").click()
    expect(amina.get_by_role("heading", level=1)).to_have_text("These letters have stopped")
    amina.get_by_role("link", name="Sign in to choose again").click()
    telephone.close()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("These letters have stopped")
    look(page)
    sign_in(page, with_letters, "member")
    page.goto(f"{with_letters.url}/workspace/letters/")
    expect(page.get_by_role("radio", name="None")).to_be_checked()
    page.get_by_role("radio", name="At most one a day").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("alert")).to_contain_text("Your choice is kept")
    expect(page.get_by_role("radio", name="At most one a day")).to_be_checked()
    look(page)
    page.goto(link)
    look(page)
    office = browser.new_page()
    sign_in(office, with_letters, "clerk.panel")
    office.goto(f"{with_letters.url}/workspace/letters/")
    office.get_by_role("link", name="Letters that did not arrive").click()
    letter = office.get_by_role("region", name="Reminder that went nowhere")
    expect(letter).to_contain_text("This is not the address of one person")
    look(office)
    letter.get_by_role("button", name="Try again").click()
    expect(office.get_by_role("alert")).to_contain_text("goes out again")
    expect(office.get_by_role("region", name="Reminder that went nowhere")).to_have_count(0)
    look(office)
    office.close()
