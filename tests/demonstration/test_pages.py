"""Every page of the built demonstration: how it is built, what it costs and what it sends."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from portal.middleware.caching import PUBLIC
from tests.demonstration.crawling import BOARD, MAIN, Answer, Crawl
from tests.template_database import ROOT

pytestmark = [pytest.mark.once, pytest.mark.django_db]
READ = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "th", "caption", "legend", "a"]
LOADED = (
    ("script", "src"),
    ("img", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("form", "action"),
)
MOST_QUERIES = 12
#: The front page of a body, before its menu is remembered.
MOST_OF_A_FRONT = 13
#: The list of what was withdrawn asks each kind of record.
MOST_OF_DATA = 16
#: What may be sent on a first visit and with the page after it, in bytes; documents aside.
FIRST_VISIT, NEXT_PAGE = 60_000, 15_000
#: Of one answer, about.
HEADERS = 1_000
#: Forms, which nobody keeps: tests/scrutiny/calls, tests/home/alerts, tests/boards/formats.
FORMS = ("/call/", "/alerts/", "/formats/")
#: Who hears complaints, and the licence: where readers are sent by name.
SENT_TO = {
    "https://www.equalityadvisoryservice.com/",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "https://ico.org.uk/make-a-complaint/",
}


def all_of(pages: Crawl, fault: object) -> list[str]:
    """What a function finds on all pages, each with its page."""
    return [f"{one.url}: {found}" for one in pages.pages for found in fault(one.soup)]  # type: ignore[operator]


def heading_faults(soup: BeautifulSoup) -> list[str]:
    """Not exactly one first heading, or a level left out."""
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile(r"^h[1-6]$"))]
    faults = [] if levels.count(1) == 1 else [f"{levels.count(1)} first headings"]
    before = 0
    for level in levels:
        if level > before + 1:
            faults.append(f"a heading {level} follows a heading {before}")
        before = level
    return faults


def empty_elements(soup: BeautifulSoup) -> list[str]:
    """Elements that announce something and say nothing."""
    return [
        str(tag)[:120]
        for tag in soup.find_all(READ)
        if not tag.get_text(strip=True)
        and not tag.find(["img", "svg"])
        and not (tag.name == "a" and not tag.has_attr("href"))
    ]


def broken_anchors(soup: BeautifulSoup) -> list[str]:
    """Links to a place of the page that is not there, and places of the same name."""
    ids = Counter(str(tag["id"]) for tag in soup.find_all(id=True))
    twice = [f"id {name} twice" for name, count in ids.items() if count > 1]
    wanted = [str(tag["href"])[1:] for tag in soup.find_all("a", href=re.compile("^#."))]
    named = [
        name
        for attribute in ("aria-labelledby", "aria-describedby", "for")
        for tag in soup.select(f"[{attribute}]")
        for name in str(tag[attribute]).split()
    ]
    return twice + [f"no place {name}" for name in wanted + named if name not in ids]


def loaded_from_elsewhere(soup: BeautifulSoup) -> list[str]:
    """Anything that the browser would fetch from, or send to, another host."""
    return [
        str(tag)[:120]
        for name, attribute in LOADED
        for tag in soup.find_all(name)
        if re.match(r"(https?:)?//", str(tag.get(attribute, "")))
        and not {"canonical", "alternate"} & set(tag.get_attribute_list("rel"))
    ]


def test_every_link_leads_somewhere(pages: Crawl) -> None:
    faults = [f"{one.status} {url} (on {one.found_on})" for url, one in pages.answers.items()]
    assert [one for one in faults if not one.startswith(("200", "301"))] == []


def test_one_first_heading_and_no_level_left_out(pages: Crawl) -> None:
    assert all_of(pages, heading_faults) == []


def test_nothing_is_announced_and_empty(pages: Crawl) -> None:
    assert all_of(pages, empty_elements) == []


def test_every_place_that_is_named_is_there(pages: Crawl) -> None:
    assert all_of(pages, broken_anchors) == []


@pytest.mark.parametrize("host", [MAIN, BOARD])
def test_every_title_is_unique(pages: Crawl, host: str) -> None:
    titles: dict[str, set[str]] = {}
    for one in pages.of_host(host):
        if one.status == 200:
            title, canonical = one.soup.find("title"), one.soup.find("link", rel="canonical")
            assert isinstance(title, Tag), one.url
            # The newest edition has two addresses: its own, and that of the report.
            address = str(canonical["href"]) if isinstance(canonical, Tag) else one.url
            titles.setdefault(" ".join(title.get_text().split()), set()).add(address)
    assert "" not in titles
    assert {title: urls for title, urls in titles.items() if len(urls) > 1} == {}


def test_every_page_says_its_language(pages: Crawl) -> None:
    assert all_of(pages, lambda soup: [] if soup.html.get("lang") else ["no language"]) == []


def test_few_queries_no_cookie_and_fit_to_be_kept(pages: Crawl) -> None:
    def faults(one: Answer) -> list[str]:
        path = urlsplit(one.url).path
        if path.endswith(FORMS):
            found = [f"cookie {name}" for name in one.cookies]
            return found + ([] if "no-store" in one.headers["Cache-Control"] else ["kept"])
        most = MOST_OF_DATA if path.startswith(("/data/", "/api/")) else MOST_QUERIES
        if path == "/" or f"{one.url}meetings/" in pages.answers:  # of the portal, or of a body
            most = MOST_OF_A_FRONT
        found = [] if one.queries <= most else [f"{one.queries} queries"]
        found += [f"cookie {name}" for name in one.cookies]
        if one.status == 200 and one.headers.get("Cache-Control") != PUBLIC:
            found.append(f"Cache-Control {one.headers.get('Cache-Control')}")
        return found

    assert [f"{one.url}: {f}" for one in pages.answers.values() for f in faults(one)] == []


def test_every_page_is_light_as_it_is_sent(pages: Crawl) -> None:
    """Packed, as browsers ask for it; tests/journeys/test_slow_line.py listens to one."""

    def loaded(soup: BeautifulSoup) -> int:
        tags = soup.select("link[rel~=stylesheet], link[rel~=icon], script[src], img[src]")
        names = [str(tag.get("href") or tag.get("src")) for tag in tags]
        files = [ROOT / name.partition("?")[0].lstrip("/") for name in dict.fromkeys(names)]
        return sum(packed(file.read_bytes()) for file in files if file.is_file())

    def packed(content: bytes) -> int:
        return len(gzip.compress(content, 6)) + HEADERS

    alone = {one.url: packed(one.text.encode()) for one in pages.pages}
    assert alone
    assert {url: size for url, size in alone.items() if size > NEXT_PAGE} == {}
    first = {one.url: alone[one.url] + loaded(one.soup) for one in pages.pages}
    assert min(first.values()) > NEXT_PAGE, "the styles are counted"
    assert {url: size for url, size in first.items() if size > FIRST_VISIT} == {}


def test_nothing_comes_from_another_host(pages: Crawl) -> None:
    assert all_of(pages, loaded_from_elsewhere) == []


def test_nothing_leads_to_another_host(pages: Crawl) -> None:
    ours = (MAIN, BOARD)
    away = {link for one in pages.pages for link in one.links() if not link.startswith(ours)}
    assert {one for one in away if not one.startswith(("tel:", "mailto:"))} == SENT_TO


def test_the_checks_see_what_they_look_for() -> None:
    soup = BeautifulSoup(
        "<h1>A</h1><h3></h3><a href='#b'>b</a><i id=c></i><i id=c></i>"
        "<script src='//elsewhere.example/x.js'></script>",
        "html.parser",
    )
    assert heading_faults(soup) == ["a heading 3 follows a heading 1"]
    assert empty_elements(soup) == ["<h3></h3>"]
    assert broken_anchors(soup) == ["id c twice", "no place b"]
    assert len(loaded_from_elsewhere(soup)) == 1
