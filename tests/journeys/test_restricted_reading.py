"""A member reads papers that are not for publication on a tablet; a substitute reads one meeting.

Councillor Mair Pugh has her tablet with her. She opens the coming meeting in the workspace, waits
a moment while her name is put on every page, reads the pack, and writes a note for herself. She
cannot come after all: the clerk names Sal Sycamore to stand in for her. Sal reads the same pack,
with his own name on it, and no note of hers; of another meeting he finds nothing. Then Mair comes
after all, and the clerk ends it. What Sal had open is gone with his next click.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.demonstration.building import PASSWORD, Site
from tests.demonstration.serving import Served, served
from tests.journeys.acting import fill_in, said, sign_in
from tests.journeys.looking import NARROW, faults, picture, sticking_out

TABLET = ViewportSize(width=820, height=1180)
TELEPHONE = ViewportSize(width=NARROW["width"], height=NARROW["height"])
NOTE = "Ask why nobody came in March."
#: Two meetings to come, each with a paper that is not for publication, and an account more.
ARRANGE = f"""
from datetime import timedelta
from boards.models import ScrutinyBody
from boards.operations.release import release_public
from boards.packs.build import build_files
from boards.packs.issue import check_pack, open_pack, publish_pack
from portal import clock
from portal.models import User
from tests import builders as make
from tests.boards.packs import packing
panel = ScrutinyBody.objects.get(slug="northmere-panel")
sal = User.objects.create_user(email="sal@northmere.example", password="{PASSWORD}")
User.objects.filter(pk=sal.pk).update(first_name="Sal", last_name="Sycamore")
for days, title in ((14, "Meeting about a case"), (21, "Meeting about a contract")):
    meeting = make.meeting(panel, held_on=clock.today() + timedelta(days=days), title=title)
    release_public(panel, by=None, subject="A meeting for a journey", meeting=meeting)
    item = packing.item(meeting, "Annual report")
    packing.paper(item, "Annual report", packing.pdf("Annual report", "What the year brought."))
    secret = packing.item(meeting, "A family known to services")
    packing.paper(secret, f"Chronology: {{title}}", packing.pdf("Chronology", "On the ninth."))
    packing.withhold(secret)
    pack = open_pack(meeting, kind="edition", reason="", by=None)
    build_files(pack, by=None)
    pack.refresh_from_db()
    publish_pack(check_pack(pack, by=None), by=None, short_notice_reason="For a journey.")
    print(meeting.key, meeting.pk)
"""


@pytest.fixture(scope="module")
def reading(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    """A server with a worker beside it, and what the arrangement printed."""
    copy = built.copy_to(tmp_path_factory.mktemp("served") / "site")
    done = copy.manage("shell", "-v0", "-c", ARRANGE)
    assert done.returncode == 0, done.stderr
    with served(copy, worker=True) as here:
        yield here, done.stdout


@pytest.fixture
def tablet(browser: Browser) -> Iterator[BrowserContext]:
    """A window of a tablet, without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=TABLET, locale="en-GB")
    yield context
    context.close()


def test_a_member_and_a_substitute(
    page: Page, browser: Browser, tablet: BrowserContext, reading: tuple[Served, str]
) -> None:
    here, printed = reading
    (case, number), (contract, _other) = [line.split() for line in printed.split("\n") if line]
    meeting = f"{here.url}/workspace/meetings/{case}/"
    mair = tablet.new_page()
    sign_in(mair, here, "member")
    mair.goto(meeting)
    expect(mair.get_by_text("Not yet read.")).to_be_visible()
    link = mair.get_by_role("link", name="Chronology: Meeting about a case")
    address = f"{here.url}{link.get_attribute('href')}"
    link.click()
    mair.wait_for_url(re.compile(r"/restricted\.pdf#page=\d+$"))  # after a while of waiting
    mine = pages_of(read(mair, address))
    assert all("Not for publication" in text for text in mine)
    assert not any("Sal Sycamore" in text for text in mine)
    write_a_note(mair, meeting)
    look(browser, here, "member", meeting)

    sign_in(page, here, "clerk.panel")
    page.goto(f"{here.url}/admin/meetings/{number}/")
    page.get_by_role("link", name="Who reads the papers").click()
    member = page.get_by_label("In the place of").locator("option").nth(1).inner_text()
    fill_in(
        page,
        {
            "In the place of": member,
            "E-mail address of the substitute’s account": "sal@northmere.example",
        },
    )
    page.get_by_role("button", name="Name a substitute").click()
    said(page, "Sal Sycamore reads the papers of this meeting until")
    page.goto(page.url)  # the banner moves as it comes, and axe measures what it sees
    assert faults(page) == []
    assert sticking_out(page) == []
    picture(page, "who reads the papers")

    context = browser.new_context(viewport=TABLET, locale="en-GB")
    sal = context.new_page()
    sign_in(sal, here, "sal")
    sal.goto(meeting)
    expect(sal.get_by_text("You read the papers of this meeting as a substitute.")).to_be_visible()
    assert NOTE not in sal.content()
    his = pages_of(read(sal, address))
    assert len(his) == len(mine)
    assert all("Sal Sycamore" in text for text in his)
    away = sal.goto(f"{here.url}/workspace/meetings/{contract}/")
    assert away is not None
    assert away.status == 404

    page.reload()
    opened = page.get_by_role("table").get_by_role("row")
    expect(opened.filter(has_text="Sal Sycamore")).to_have_count(1)
    page.get_by_role("button", name="End at once: Sal Sycamore").click()
    said(page, "Sal Sycamore reads the papers of this meeting no more")
    for gone in (meeting, address):
        assert sal.request.get(gone).status == 404
    assert mair.request.get(meeting).status == 200
    context.close()


def read(page: Page, address: str) -> bytes:
    """Open a pack as its reader does: wait on the page that says so, then have the file."""
    plain = address.partition("#")[0]
    for _second in range(60):
        answer = page.request.get(plain)
        assert answer.status == 200, answer.status
        if answer.headers["content-type"] == "application/pdf":
            assert answer.headers["cache-control"] == "private, no-store"
            return answer.body()
        assert "Your copy of the pack is being made" in answer.text()
        page.wait_for_timeout(1000)
    raise AssertionError("the copy was never made")


def pages_of(content: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [one.get_textpage().get_text_bounded() for one in document]
    finally:
        document.close()


def write_a_note(page: Page, meeting: str) -> None:
    page.goto(meeting)
    expect(page.get_by_text("You read it on")).to_be_visible()
    name = "Note (Chronology: Meeting about a case)"
    page.get_by_text("Your private note: Chronology: Meeting about a case").click()
    page.get_by_label(name).fill(NOTE)
    page.get_by_role("button", name="Save all notes").click()
    expect(page.get_by_text("Nobody but you can read your notes.")).to_be_visible()
    expect(page.get_by_label(name)).to_have_value(NOTE)


def look(browser: Browser, here: Served, who: str, address: str) -> None:
    """axe, wide and narrow; in a window with scripts, which axe needs."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    sign_in(page, here, who)
    page.goto(address)
    for size in (ViewportSize(width=1280, height=900), TELEPHONE):
        page.set_viewport_size(size)
        assert faults(page) == []
        assert sticking_out(page) == []
        picture(page, "a meeting for its readers")
    context.close()
