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
#: Windows: width in CSS pixels, and device pixels for each. 320 at 4 is 1280 at 400 per cent.
WINDOWS = ((1280, 1), (320, 1), (320, 4))
#: Kinds of page that differ only by what they hold are looked at once, not twenty times.
ENOUGH_OF_A_KIND = 1


def walk(page: Page, served: Served) -> list[str]:
    """All addresses of pages that links lead to, on both hosts."""
    waiting, found = [f"{served.url}/", f"{served.board_url}/"], list[str]()
    while waiting:
        url = waiting.pop(0)
        if url in found or any(part in url for part in ("/workspace/", "/report.", "/admin/")):
            continue
        if not url.startswith((served.url, served.board_url)):
            continue
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        found.append(url)
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        waiting += [link.partition("#")[0] for link in links]
    return found


def kind_of(url: str) -> str:
    """Addresses of one kind of page have the same kind."""
    host, *parts = url.removeprefix("http://").rstrip("/").split("/")
    named = [part for part in parts if part in WORDS]
    return "/".join([host.partition(".")[0] if "." in host else "", *named, str(len(parts))])


WORDS = {"meetings", "members", "reviews", "report", "recommendations", "findings"} | {
    "accessibility",
    "privacy",
}


def of_each_kind(urls: list[str]) -> list[str]:
    """The first few of each kind of page."""
    kinds: dict[str, list[str]] = {}
    for url in urls:
        kinds.setdefault(kind_of(url), []).append(url)
    return [url for same in kinds.values() for url in same[:ENOUGH_OF_A_KIND]]


@pytest.fixture(scope="module")
def addresses(browser: Browser, served_demonstration: Served) -> list[str]:
    """All public pages; walking them, the browser must have had nothing to complain of."""
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    found = walk(page, served_demonstration)
    page.close()
    ours = (served_demonstration.url, served_demonstration.board_url)
    assert said == []
    assert [url for url in asked if not url.startswith(ours)] == []
    return found


def test_the_browser_has_nothing_to_complain_of(addresses: list[str]) -> None:
    assert len(addresses) > 40


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


@pytest.mark.parametrize(("width", "scale"), WINDOWS)
def test_axe_finds_nothing(
    browser: Browser,
    served_demonstration: Served,
    addresses: list[str],
    width: int,
    scale: int,
) -> None:
    height = 256 if scale > 1 else 900
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        reduced_motion="reduce",
    )
    found: list[str] = []
    missing = [f"{served_demonstration.url}/nowhere/", f"{served_demonstration.board_url}/nowhere/"]
    for url in [*of_each_kind(addresses), *missing]:
        page.goto(url)
        # At four device pixels the arrangement is the same as at one; axe is asked once.
        found += sticking_out(page) + (faults(page) if scale == 1 else [])
        picture(page, url.partition("//")[2].partition("/")[2] + "-large" * (scale > 1))
    page.close()
    assert found == []


def test_axe_would_find_something(page: Page, served_demonstration: Served) -> None:
    page.goto(served_demonstration.url)
    page.evaluate("() => document.querySelector('h1').replaceWith(document.createElement('img'))")
    assert any("image-alt" in one for one in faults(page))
    page.evaluate("() => { document.querySelector('main').style.width = '4000px'; }")
    assert sticking_out(page)
