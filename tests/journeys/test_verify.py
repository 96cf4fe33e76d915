"""A journalist was sent the papers of a meeting and asks whether they are what was published.

They drop the file on the page and are told of which meeting it is and that it stands. They try
again with a copy in which somebody changed one byte, and are told that it was not published here.
The file itself never leaves their computer. Without JavaScript they paste the fingerprint, first
with a slip, which is told and kept in the field.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests.demonstration.serving import Served
from tests.journeys.looking import NARROW, faults, sticking_out


def barriers(page: Page) -> list[str]:
    """What axe finds wide and narrow, and what sticks out."""
    found = faults(page)
    wide = page.viewport_size
    page.set_viewport_size(ViewportSize(width=NARROW["width"], height=NARROW["height"]))
    found += faults(page) + sticking_out(page)
    if wide:
        page.set_viewport_size(wide)
    return found


def test_whether_a_file_is_what_was_published(
    page: Page, browser: Browser, served_demonstration: Served, tmp_path: Path
) -> None:
    site = served_demonstration.url
    page.goto(f"{site}/northmere-panel/meetings/")
    meetings = [one.get_attribute("href") for one in page.locator(".entry__link").all()]
    held = next(one for one in meetings if page.request.get(f"{site}{one}pack.pdf").ok)
    page.goto(f"{site}{held}")
    expect(page.get_by_role("heading", name="All editions of the papers")).to_be_visible()
    address = page.get_by_role("link", name="Pack 1", exact=True).get_attribute("href")
    content = page.request.get(f"{site}{address}").body()
    right, wrong = tmp_path / "pack.pdf", tmp_path / "changed.pdf"
    right.write_bytes(content)
    wrong.write_bytes(content[:-1] + b"!")

    sent: list[Request] = []

    def note(one: Request) -> None:
        sent.append(one)

    page.on("request", note)
    page.get_by_role("link", name="Check whether a file that you have").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Was this file published here?")
    assert barriers(page) == []
    with page.expect_navigation():
        page.get_by_label("Choose the file, or drop it here").set_input_files(right)
    expect(page.get_by_text("Yes. Exactly this file was published here.")).to_be_visible()
    expect(page.get_by_role("link", name="Papers of a meeting:")).to_be_visible()
    assert barriers(page) == []
    with page.expect_navigation():
        page.get_by_label("Choose the file, or drop it here").set_input_files(wrong)
    expect(page.get_by_text("No. No file with this fingerprint")).to_be_visible()
    assert barriers(page) == []
    assert {one.method for one in sent} == {"GET"}, "nothing but the fingerprint was sent"

    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{site}/verify/")
    expect(plain.get_by_label("Choose the file, or drop it here")).to_be_hidden()
    digest = hashlib.sha256(content).hexdigest()
    field = plain.get_by_label("Fingerprint of the file (SHA-256)")
    field.fill(digest[:-1])
    plain.get_by_role("button", name="Check").click()
    expect(plain.get_by_role("alert")).to_contain_text("64 characters")
    field = plain.get_by_label("Fingerprint of the file (SHA-256)")
    expect(field).to_have_value(digest[:-1])
    field.fill(f"{digest}  pack.pdf")
    plain.get_by_role("button", name="Check").click()
    expect(plain.get_by_text("Yes. Exactly this file was published here.")).to_be_visible()
    plain.context.close()
