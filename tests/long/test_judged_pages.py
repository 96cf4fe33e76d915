"""Every kind of public page before Lighthouse (mobile, median of five) and the Nu checker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Request

from tests.demonstration.building import Site, built_site
from tests.demonstration.crawling import Crawl
from tests.demonstration.serving import Served, served
from tests.long.judges import CATEGORIES, faults_of_html, lighthouse

pytestmark = [pytest.mark.long, pytest.mark.django_db]

RUNS = 5
FIRST_VISIT, NEXT_PAGE = 60_000, 15_000
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


class JudgedSite(Site):
    """A copy of the demonstration under the settings of the judges."""

    def environment(self, base_url: str = "http://localhost:8000") -> dict[str, str]:
        """As that of the demonstration, with static files as in production."""
        settings = {"DJANGO_SETTINGS_MODULE": "tests.long.judged_settings"}
        return super().environment(base_url) | settings


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration behind gunicorn."""
    folder = tmp_path_factory.mktemp("judged") / "site"
    copy = JudgedSite(built_site().copy_to(folder).folder)
    done = copy.manage("collectstatic", "--noinput", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    with served(copy) as here:
        yield here


def of_each_kind(pages: Crawl) -> dict[str, str]:
    """The path of the longest page of each kind on the main host."""
    found: dict[str, tuple[int, str]] = {}
    for one in pages.of_host("http://localhost:8000"):
        path = re.sub(r"^http://[^/]+", "", one.url)
        if "?" in path:
            continue
        name = resolve(path).view_name
        found[name] = max(found.get(name, (0, "")), (len(one.body), path))
    return {name: path for name, (_length, path) in sorted(found.items())}


def test_lighthouse_finds_nothing_and_pages_are_fast(
    site: Served, pages: Crawl, tmp_path: Path
) -> None:
    red = []
    for name, path in of_each_kind(pages).items():
        runs = [lighthouse(f"{site.url}{path}", tmp_path) for _run in range(RUNS)]
        for category in CATEGORIES:
            score = median(one.scores[category] for one in runs)
            if score < LEAST[category]:
                red.append((name, path, category, score, runs[0].wanting))
    assert red == []


def test_every_page_is_valid_html(pages: Crawl, tmp_path: Path) -> None:
    files = []
    for number, one in enumerate(pages.pages):
        file = tmp_path / f"{number}-{re.sub(r'[^a-z0-9]+', '-', one.url)[-80:]}.html"
        file.write_bytes(one.body)
        files.append(file)
    assert len(files) > 30
    assert faults_of_html(files) == []


def test_the_judges_see_a_bad_page(tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    file.write_text("<!DOCTYPE html><html lang=en><title>Bad</title><p><div></p>")
    assert faults_of_html([file])


def test_a_first_visit_and_the_next_page_are_small(
    site: Served, pages: Crawl, browser: Browser
) -> None:
    """What goes over the line, counted by Chromium itself; nothing of it from elsewhere."""
    for path in of_each_kind(pages).values():
        context = browser.new_context()
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        bytes_sent: list[float] = []
        asked: list[str] = []
        line.on("Network.loadingFinished", partial(_count, bytes_sent))
        page.on("request", partial(_note, asked))
        page.goto(f"{site.url}{path}", wait_until="networkidle")
        assert sum(bytes_sent) <= FIRST_VISIT, (path, sum(bytes_sent))
        bytes_sent.clear()
        page.goto(f"{site.url}/recommendations/", wait_until="networkidle")
        assert sum(bytes_sent) <= NEXT_PAGE, (path, sum(bytes_sent))
        assert all(one.startswith(site.url) for one in asked), asked
        assert context.cookies() == [], path
        context.close()


def _count(into: list[float], one: dict[str, float]) -> None:
    into.append(one["encodedDataLength"])


def _note(into: list[str], one: Request) -> None:
    into.append(one.url)
