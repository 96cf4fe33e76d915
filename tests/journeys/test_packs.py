"""A clerk publishes a pack against the clock, corrects it, and takes back a mistake.

The panel meets in four weeks, and the agenda is half prepared: one paper is promised, another is
proposed to be withheld. Nadia Brooks, the clerk, adds an item and uploads its paper. The file broke
off on its way; the page says so at the field, and all that she typed is still there. The next one
needs a password. The third is right, but an old draft, so she puts the final one in its place.
Meanwhile the proper officer finds the proposed restriction in his list, opens the paper and
withholds it.

She puts the pack together and watches how far it is. She may not check her own work without saying
why; the officer checks it, and she publishes. A resident without a mouse finds the meeting, reads
what is withheld and why, and gets the pack with the pages that the page promises.

Then the promised paper comes, and an urgent matter with it: the chair's reason, a supplement, this
time checked alone. One paper of the first pack should never have gone out. She withdraws it
everywhere: its address and every pack that has it say that it is gone, and why. At last the officer
releases what was withheld, and a new edition goes out by itself. It has the released paper, and not
the withdrawn one.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable

import pikepdf
from playwright.sync_api import APIRequestContext, Browser, Locator, Page, expect
from pypdfium2 import PdfDocument

from tests.demonstration.serving import Served
from tests.journeys.acting import (
    attach,
    choose,
    control,
    fill_in,
    part,
    press,
    problems,
    row,
    said,
    save,
    sign_in,
    state_of,
)
from tests.journeys.keyboard import here, tab_to
from tests.journeys.looking import faults, picture

AGENDA, PACKS = "Agenda and papers", "Packs"
ITEM, PAPER = "Visits to the custody suite", "Report of the lay visitors"
PROMISED, HELD = "Answer of the commissioner", "Use of the reserve for the control room"
PRICE = "Fernhill Systems asks 96,400 pounds"
LATE, LATE_PAPER = "Closure of the refuge", "Letter about the refuge"
URGENCY = "The refuge closes before the panel meets again."
ALONE = "Nobody else is in the office on this day."
MISTAKE = "It named somebody who visits the custody suite."
RELEASED = "The contract was signed."
BUILT_WITHIN = 150
"""Seconds that putting a pack together may take on a busy machine."""


def pdf(words: str, *, pages: int = 1, password: str = "") -> bytes:
    """A PDF with these words on each of its pages."""
    made = io.BytesIO()
    with pikepdf.new() as one:
        name = pikepdf.Name
        font = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica)
        for number in range(pages):
            page = one.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            text = f"BT /F1 12 Tf 72 700 Td ({words}, sheet {number + 1}) Tj ET"
            page.Contents = one.make_stream(text.encode())
        lock = pikepdf.Encryption(user=password, owner=password) if password else None
        one.save(made, encryption=lock or False)
    return made.getvalue()


def test_a_pack_a_supplement_a_withdrawal_and_a_release(
    page: Page, browser: Browser, served_with_worker: Served
) -> None:
    served = served_with_worker
    officer = browser.new_context(locale="en-GB").new_page()
    stranger = browser.new_context().request
    sign_in(page, served, "clerk.panel")
    sign_in(officer, served, "officer")
    desk = open_the_meeting(page, served)
    public = row(page, "Meeting", "Ordinary meeting").get_by_role("link", name="Public page")
    address = f"{served.url}{public.get_attribute('href')}"
    add_an_item_and_two_broken_files(page)
    withhold_what_was_proposed(officer, served)
    put_the_final_file_in_its_place(page)
    put_together(page, "Put the pack together")
    be_refused_to_check_own_work(page)
    check_as_another(officer, desk)
    publish(page, desk, "Pack 1")
    read_as_a_resident(browser, address)
    publish_what_came_late(page, desk)
    paper = stranger_reads(stranger, address)
    withdraw_everywhere(page)
    everything_of_it_is_gone(stranger, address, paper)
    release_and_see_it_published(officer, desk, stranger, address)
    everything_of_it_is_gone(stranger, address, paper)
    page.goto(desk)
    assert state_of(page, PACKS, "Pack 3") == "Published"


def open_the_meeting(page: Page, served: Served) -> str:
    """From the list of meetings to the desk of the next one; what is missing stands on top."""
    page.goto(f"{served.url}/admin/meetings/")
    coming = page.get_by_role("region", name="To come")
    coming.get_by_role("link", name="Ordinary meeting").first.click()
    missing = page.get_by_role("region", name="What is missing")
    expect(missing).to_contain_text(f"“{PROMISED}” is still to follow")
    expect(missing).to_contain_text("waits for the proper officer’s decision")
    return page.url.partition("#")[0]


def add_an_item_and_two_broken_files(page: Page) -> None:
    page.get_by_role("link", name="Add an item").click()
    fill_in(page, {"Title": ITEM, "Who leads it": "Councillor Ruth Adeyemi"})
    save(page)
    press(page, AGENDA, ITEM, "Upload a paper")
    fill_in(page, {"Title": PAPER, "Author": "Independent Custody Visitors"})
    whole = pdf("Draft of the report", pages=2)
    broken = {
        "visitors draft.pdf": whole[: len(whole) // 2],
        "visitors locked.pdf": pdf("Draft of the report", password="custody"),
    }
    for name, content in broken.items():
        attach(page, "File", name, content)
        page.get_by_role("button", name="Save", exact=True).click()
        (told,) = problems(page)
        assert told.startswith("File: "), told
        assert name in told
        assert control(page, "Title").input_value() == PAPER
        assert control(page, "Author").input_value() == "Independent Custody Visitors"
    assert "password" in told
    attach(page, "File", "visitors draft.pdf", whole)
    save(page)
    expect(part(page, PAPER)).to_contain_text("2 pages")


def withhold_what_was_proposed(officer: Page, served: Served) -> None:
    """The proper officer's list has the paper beside the grounds; afterwards it is empty."""
    officer.goto(f"{served.url}/admin/meetings/restrictions/")
    one = officer.locator(".desk-row").filter(has=officer.get_by_role("heading", name=HELD))
    file = one.get_by_role("link", name="Open the PDF").get_attribute("href")
    assert officer.request.get(f"{served.url}{file}").body().startswith(b"%PDF-")
    choose(one, "Withhold it")
    expect(officer.get_by_label(re.compile(r"^\s*3\. "))).to_be_checked()
    fill_in(officer, {"Why the public interest favours withholding": "Four firms still bid."})
    officer.get_by_role("button", name="Withhold it", exact=True).click()
    said(officer, "Done: Withhold it")
    expect(officer.get_by_text("Nothing waits.")).to_be_visible()


def put_the_final_file_in_its_place(page: Page) -> None:
    choose(part(page, PAPER), "Edit")
    final = pdf("What the visitors found in the cells", pages=3)
    attach(page, "Another file in its place", "visitors final.pdf", final)
    save(page)
    expect(part(page, PAPER)).to_contain_text("3 pages")


def put_together(page: Page, verb: str) -> None:
    """Ask for a pack, watch how far it is, and come back to it on the desk."""
    page.get_by_role("link", name=verb, exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.reload()  # it can be left and found again; Wagtail's banner is gone then
    expect(page.get_by_role("progressbar", name="Progress")).to_be_visible()
    assert faults(page) == []
    picture(page, f"progress {verb}")
    expect(page.locator("#job[data-state=done]")).to_be_visible(timeout=BUILT_WITHIN * 1000)
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_role("region", name=PACKS)).to_contain_text("Put together")


def be_refused_to_check_own_work(page: Page) -> None:
    press(page, PACKS, "Pack 1", "Mark as checked")
    page.get_by_role("button", name="Mark as checked", exact=True).click()
    (told,) = problems(page)
    assert told.startswith("You made the last change yourself.")


def check_as_another(officer: Page, desk: str) -> None:
    officer.goto(desk)
    press(officer, PACKS, "Pack 1", "Mark as checked")
    officer.get_by_role("button", name="Mark as checked", exact=True).click()
    said(officer, "Done: Mark as checked")


def publish(page: Page, desk: str, pack: str) -> None:
    """Publish now, and wait until the desk says that it is out."""
    page.goto(desk)
    press(page, PACKS, pack, "Publish the pack")
    expect(page.get_by_label("Now")).to_be_checked()
    page.get_by_role("button", name="Publish the pack", exact=True).click()
    said(page, "Done: Publish the pack")

    def is_out() -> bool:
        page.goto(desk)
        return state_of(page, PACKS, pack) == "Published"

    wait_until(is_out, page.locator(".desk"))


def wait_until(done: Callable[[], bool], shown: Locator) -> None:
    """Look again until it is so; otherwise say what is shown instead."""
    patience = time.monotonic() + BUILT_WITHIN
    while not done():
        assert time.monotonic() < patience, shown.inner_text()[:1500]
        shown.page.wait_for_timeout(700)


def read_as_a_resident(browser: Browser, address: str) -> None:
    """With the keyboard to the one big link, and what is withheld named with its ground."""
    page = browser.new_context(locale="en-GB", reduced_motion="reduce").new_page()
    page.goto(address)
    words = page.locator("main").inner_text()
    assert ITEM in words
    assert PAPER in words
    assert HELD not in words
    assert "Not for publication." in words
    assert "paragraph 3" in words
    stop = tab_to(page, "All papers in one PDF")
    link = str(page.evaluate("() => document.activeElement.href"))
    answer = page.request.get(link)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    promised = re.search(r"\((\d+) pages", stop.words)
    assert promised, stop.words
    pack = PdfDocument(answer.body())
    assert len(pack) == int(promised[1]) > 6
    text = text_of(pack)
    assert "What the visitors found in the cells, sheet 3" in text
    for words in ("Draft of the report", HELD, PRICE):
        assert words not in text, words
    tab_to(page, PAPER)
    assert here(page) is not None
    page.context.close()


def text_of(pack: PdfDocument) -> str:
    """All words of a pack in one line."""
    pages = [pack[number].get_textpage().get_text_bounded() for number in range(len(pack))]
    return " ".join(" ".join(pages).split())


def publish_what_came_late(page: Page, desk: str) -> None:
    page.goto(desk)
    choose(part(page, PROMISED), "Edit")
    attach(page, "Another file in its place", "answer.pdf", pdf("The commissioner answers"))
    save(page)
    page.get_by_role("link", name="Add an item").click()
    fill_in(page, {"Title": LATE})
    save(page)
    press(page, AGENDA, LATE, "Add it late")
    fill_in(page, {"The chair’s reason for urgency": URGENCY})
    page.get_by_role("button", name="Add it late", exact=True).click()
    said(page, "Done: Add it late")
    press(page, AGENDA, LATE, "Upload a paper")
    fill_in(page, {"Title": LATE_PAPER})
    attach(page, "File", "refuge.pdf", pdf("The refuge will close in March"))
    save(page)
    page.get_by_role("link", name="Supplement or new edition").click()
    expect(page.get_by_label(re.compile(r"^\s*A supplement"))).to_be_checked()
    page.go_back()
    put_together(page, "Supplement or new edition")
    press(page, PACKS, "Supplement 2", "Mark as checked")
    fill_in(page, {"Reason for checking it alone": ALONE})
    page.get_by_role("button", name="Mark as checked", exact=True).click()
    said(page, "Done: Mark as checked")
    publish(page, desk, "Supplement 2")


def stranger_reads(stranger: APIRequestContext, address: str) -> str:
    """What anybody reads after the supplement; the address of the paper that is a mistake."""
    text = stranger.get(address).text()
    for words in (PROMISED, LATE, LATE_PAPER, URGENCY, ALONE, "Supplement: pages"):
        assert words in text, words
    found = re.search(r'href="([^"]*/papers/[^"]*report-of-the-lay-visitors[^"]*)"', text)
    assert found
    paper = address.partition("/northmere-panel/")[0] + found[1]
    assert stranger.get(paper).status == 200
    changes = stranger.get(f"{address}packs/2/changes/").text()
    assert LATE in changes
    return paper


def withdraw_everywhere(page: Page) -> None:
    """Say why and how far; the page names what goes with it."""
    choose(part(page, PAPER), "Withdraw the paper")
    expect(page.get_by_text("With it goes every pack that has it: Pack 1.")).to_be_visible()
    fill_in(page, {"Reason": MISTAKE})
    page.get_by_role("button", name="Withdraw the paper", exact=True).click()
    assert problems(page) == ["How far: Say how far it is withdrawn"]
    assert control(page, "Reason").input_value() == MISTAKE
    page.get_by_label(re.compile(r"^\s*Everywhere, at once")).check()
    page.get_by_role("button", name="Withdraw the paper", exact=True).click()
    said(page, "Done: Withdraw the paper")


def everything_of_it_is_gone(stranger: APIRequestContext, address: str, paper: str) -> None:
    """The paper and the pack that had it answer 410 with the reason; the meeting's page says so."""
    for gone in (paper, f"{address}packs/1.pdf"):
        answer = stranger.get(gone)
        assert answer.status == 410, gone
        assert MISTAKE in answer.text()
    answer = stranger.get(address)
    assert answer.status == 200
    assert MISTAKE in answer.text()
    assert paper.rpartition("/")[2] not in answer.text()


def release_and_see_it_published(
    officer: Page, desk: str, stranger: APIRequestContext, address: str
) -> None:
    officer.goto(desk)
    choose(part(officer, HELD), "Release it")
    fill_in(officer, {"Reason": RELEASED})
    officer.get_by_role("button", name="Release it", exact=True).click()
    said(officer, "Done: Release it")

    def is_out() -> bool:
        officer.goto(desk)
        return HELD in stranger.get(address).text()

    wait_until(is_out, officer.locator(".desk"))
    assert RELEASED in stranger.get(address).text()
    pack = stranger.get(f"{address}pack.pdf")
    text = text_of(PdfDocument(pack.body()))
    assert PRICE in text
    assert "The commissioner answers" in text
    assert "What the visitors found" not in text
