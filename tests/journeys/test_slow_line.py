"""A parent reads a report on a telephone, on a bus, on a line that is slow and far away.

Sam types what the panel looked at into the search and opens the report. Nothing but the page, its
styles and a small picture comes; no script is waited for. The question and the first words are
there before the rest has come, the contents lead to a part without another request, and nothing
must be pushed sideways. Later Sam comes to the same report from elsewhere, with nothing kept.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demonstration.serving import Served
from tests.journeys.looking import faults, sticking_out
from tests.template_database import ROOT

TELEPHONE: Final = {"width": 390, "height": 844}
#: 400 ms there and back, 50 kB a second.
SLOW: Final = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 20_000,
}
#: Bytes, and how many requests: the page, its styles, the icon.
FIRST_VISIT, NEXT_PAGE, REQUESTS = 60_000, 15_000, 3
#: Of an answer with a file of ours.
HEADERS: Final = 700
#: Waits until something was painted.
PAINTED: Final = (
    "() => new Promise(done => new PerformanceObserver(done).observe("
    "{type: 'paint', buffered: true})).then(() => true)"
)
TITLE, QUESTION = "Police contribution to child protection", "Does the commissioner make sure"


class Line:
    """What came over the line of a telephone."""

    def __init__(self, page: Page) -> None:
        self.addresses: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Network.setBlockedURLs", {"urls": ["*.js", "*.mjs"]})  # they have not come

    def _asked(self, told: dict[str, Any]) -> None:
        self.addresses[told["requestId"]] = told["request"]["url"]

    def _came(self, told: dict[str, Any]) -> None:
        self.sizes[told["requestId"]] = int(told["encodedDataLength"])

    @property
    def came(self) -> dict[str, int]:
        """The bytes of each address, of those that were not at hand already."""
        return {
            self.addresses[one]: self._size(self.addresses[one], size)
            for one, size in self.sizes.items()
            if size and not self.addresses[one].startswith("data:")
        }

    @staticmethod
    def _size(address: str, size: int) -> int:
        """Files of ours go out packed once they are collected; here they lie in the tree as is."""
        found = re.search(r"/static/(.+?)(\?|$)", address)
        file = ROOT / "static" / Path(found[1]) if found else None
        if file is None or not file.is_file():
            return size
        return min(size, len(gzip.compress(file.read_bytes(), 9)) + HEADERS)

    def forget(self) -> None:
        """Count from here."""
        self.addresses.clear()
        self.sizes.clear()


@contextmanager
def telephone(browser: Browser) -> Iterator[tuple[Page, Line]]:
    """A telephone on which nothing is kept yet."""
    context = browser.new_context(
        viewport={"width": TELEPHONE["width"], "height": TELEPHONE["height"]},
        device_scale_factor=3,
        is_mobile=True,
        has_touch=True,
        locale="en-GB",
    )
    page = context.new_page()
    try:
        yield page, Line(page)
    finally:
        context.close()


@pytest.mark.once
def test_a_report_on_a_telephone_and_a_slow_line(
    browser: Browser, served_demonstration: Served
) -> None:
    site = served_demonstration.url
    with telephone(browser) as (page, line):
        page.goto(f"{site}/search/?q=police+child+protection&kind=reports")
        expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        light(line, site, FIRST_VISIT)
        fits(page)
        line.forget()
        page.get_by_role("link", name=TITLE).first.tap()
        reads(page)
        page.wait_for_load_state("networkidle")
        light(line, site, NEXT_PAGE)
        fits(page)
        line.forget()
        contents = page.locator(".report-contents").get_by_role("link")
        wanted = contents.nth(1).get_attribute("href") or ""
        contents.nth(1).tap()
        expect(page.locator(wanted)).to_be_in_viewport()
        assert line.came == {}, "a part of the same page"
        address = page.url.partition("#")[0]

    with telephone(browser) as (page, line):
        page.goto(address, wait_until="commit")
        reads(page)
        page.wait_for_load_state("networkidle")
        light(line, site, FIRST_VISIT)
        assert faults(page) == []


def reads(page: Page) -> None:
    """The heading and the first words are painted, in letters that need no glass."""
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    first = page.get_by_text(QUESTION).first
    expect(first).to_be_visible()
    page.evaluate(PAINTED)
    assert first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 16


def light(line: Line, site: str, most: int) -> None:
    """No more came than may, nothing of it from elsewhere."""
    came = line.came
    assert came, "something came"
    assert sum(came.values()) <= most, came
    assert len(line.addresses) <= REQUESTS, line.addresses
    assert [one for one in line.addresses.values() if not one.startswith(f"{site}/")] == []


def fits(page: Page) -> None:
    """Nothing must be pushed sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    assert sticking_out(page) == []
