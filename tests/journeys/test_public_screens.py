"""Every public page in a real browser: axe, narrow windows, enlarged text, a strict policy.

Whoever reads the public site meets no barrier that axe can find, at 1280 pixels, at 320 and with
everything four times as large; nothing sticks out sideways; the browser reports no breach of the
content security policy and fetches nothing from elsewhere.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.demonstration.serving import Served
from tests.journeys.looking import faults, picture, sticking_out

REPORT = "/northmere-panel/reviews/police-contribution-to-child-protection/report/"
WIDTHS = (1280, 320)
MEETINGS = {"meetings", "calendar", "notice", "packs", "changes"}
REVIEWS = {"reviews", "report", "recommendations", "findings", "responses", "actions", "lines"}
KEPT = {"history", "thread", "versions", "alerts", "formats", "papers"}
WORDS = MEETINGS | REVIEWS | KEPT | {"members", "accessibility", "privacy", "cy"}
#: The body of the demonstration whose pages are looked at in Welsh, too.
WELSH = "/cy/northmere-partnership/"


def kind_of(url: str) -> str:
    """Addresses of one kind of page have the same kind."""
    host, *parts = url.removeprefix("http://").rstrip("/").split("/")
    named = [part for part in parts if part in WORDS]
    return "/".join([host.partition(".")[0] if "." in host else "", *named, str(len(parts))])


class Walk:
    """All pages that links lead to, on both hosts; the first of each kind is looked at."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page = page
        self.served = served
        self.seen: list[str] = []
        self.kinds: set[str] = set()
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self.asked.append(request.url))

    @property
    def hosts(self) -> tuple[str, str]:
        """The main host and that of the board."""
        return self.served.url, self.served.board_url

    def faults(self) -> list[str]:
        """Walk; what was wrong with the pages that were looked at."""
        waiting, found = [f"{host}/" for host in self.hosts], list[str]()
        while waiting:
            url = waiting.pop(0)
            if url in self.seen or not self.is_page(url) or self.has_enough_of(url):
                continue
            answer = self.page.goto(url)
            assert answer is not None
            assert answer.status == 200, url
            self.seen.append(url)
            links = self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
            waiting += [link.partition("#")[0] for link in links]
            kind = f"{kind_of(url)} {self.shape()}"
            if kind not in self.kinds:
                self.kinds.add(kind)
                found += in_each_window(self.page)
        return found

    def has_enough_of(self, url: str) -> bool:
        """Whether three histories, forms or papers of a kind were seen: the rest are alike."""
        kind = kind_of(url)
        alike = [one for one in self.seen if kind_of(one) == kind]
        return not KEPT.isdisjoint(kind.split("/")) and len(alike) >= 3

    def is_page(self, url: str) -> bool:
        """Whether an address is a public page of ours to be looked at; files and doors are none."""
        elsewhere = not url.startswith(self.hosts)
        # One month and one year look like the others.
        files = ("/report.", ".pdf", ".csv", ".ics", ".atom", ".json", ".xlsx", "/api/v1/")
        passed = ("/workspace/", "?month=", "?year=", *files)
        is_other_welsh = "/cy/" in url and WELSH not in url  # the same templates in both languages
        return not elsewhere and not is_other_welsh and not any(part in url for part in passed)

    def shape(self) -> str:
        """Meetings with an agenda, and with changes to it, are pages of another shape."""
        parts = ("agenda", "what-changed", "inaccessible")
        return " ".join(part for part in parts if self.page.locator(f"#{part}").count())


def in_each_window(page: Page) -> list[str]:
    """What is wrong with this page, wide and narrow."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, page.url.partition("//")[2].partition("/")[2])
        found += sticking_out(page) + faults(page)
    return found


def test_every_page_in_every_window(page: Page, served_demonstration: Served) -> None:
    walk = Walk(page, served_demonstration)
    assert walk.faults() == []
    assert len(walk.seen) > 40
    assert len(walk.kinds) > 15
    assert walk.said == [], "the browser had something to complain of"
    assert [url for url in walk.asked if not url.startswith(walk.hosts)] == []
    for host in walk.hosts:
        page.goto(f"{host}/nowhere/")
        assert in_each_window(page) == []


@pytest.mark.parametrize(
    "path", ["/", "/northmere-panel/", "/northmere-panel/members/", "/recommendations/", REPORT]
)
def test_at_four_hundred_per_cent(
    browser: Browser, served_demonstration: Served, path: str
) -> None:
    """A window of 1280 by 1024 pixels at 400 per cent is one of 320 by 256."""
    page = browser.new_page(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page.goto(served_demonstration.url + path)
    assert sticking_out(page) == []
    assert faults(page) == []
    page.close()


def test_a_breach_of_the_policy_would_be_noticed(page: Page, served_demonstration: Served) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(served_demonstration.url)
    page.evaluate(
        "() => { const one = document.createElement('img');"
        " one.src = 'http://elsewhere.example/x.png'; document.body.append(one); }"
    )
    page.wait_for_timeout(300)
    assert any("Content Security Policy" in text for text in said)


def test_axe_would_find_something(page: Page, served_demonstration: Served) -> None:
    page.goto(served_demonstration.url)
    page.evaluate("() => document.querySelector('h1').replaceWith(document.createElement('img'))")
    assert any("image-alt" in one for one in faults(page))
    page.evaluate("() => { document.querySelector('main').style.width = '4000px'; }")
    assert sticking_out(page)
