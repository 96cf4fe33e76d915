"""The sitemap: every public page once, at its one address, and nothing that was taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import pytest
import time_machine
from defusedxml import ElementTree
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, StandardPage
from home.sitemap import sections
from portal.models import PublicRecord
from portal.publishing import withdraw
from tests.boards.paper_reading.test_reading import release_paper
from tests.home.test_public_walk import BOARD, HOST, PANEL, everything
from tests.scrutiny.trackers import releasing

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[object]]
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
Listed = dict[str, str]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def read(client: Client, path: str, host: str) -> Listed:
    """Addresses of an index or a section, each with its last change."""
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml"
    found = [
        (one.findtext(f"{SPACE}loc"), one.findtext(f"{SPACE}lastmod", ""))
        for one in ElementTree.fromstring(answer.content)
    ]
    assert len(found) == len(dict(found)), path
    return dict(found)


def walked(client: Client, host: str = "localhost") -> Listed:
    """Every address of every section."""
    found: Listed = {}
    for address, changed in read(client, "/sitemap.xml", host).items():
        within = read(client, urlsplit(address).path, host)
        assert within, address
        assert not set(within) & set(found)
        assert not changed or changed >= max(within.values())
        found |= within
    return found


def _path(address: str) -> str:
    return urlsplit(address).path


def standard_page(slug: str) -> StandardPage:
    page = StandardPage(title=slug, slug=slug)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def test_both_hosts_list_their_pages_at_their_one_address(client: Client) -> None:
    everything()
    standard_page("attending")
    shut = standard_page("shut")
    PageViewRestriction.objects.create(page=shut, restriction_type="login")
    page = standard_page("draft")
    page.unpublish()
    main, board = walked(client), walked(client, HOST)
    assert not set(main) & set(board)
    assert all(address.startswith("http://localhost:8000/") for address in main)
    assert all(address.startswith(f"http://{HOST}:8000/") for address in board)
    assert {f"http://localhost:8000{path}" for path in ("/", f"/{PANEL}/", "/attending/")} <= set(
        main
    )
    assert not [address for address in main if "shut" in address or "draft" in address]
    assert BOARD not in " ".join([*main, *board])
    for host, listed in (("localhost", main), (HOST, board)):
        for address in listed:
            path = urlsplit(address).path
            if path.endswith("/report/"):
                continue  # the builder's report is no whole document
            answer = client.get(path, headers={"host": host})
            assert answer.status_code == 200, address
            text = answer.content.decode()
            if "<html" in text:
                assert text.count('rel="canonical"') == 1, address
                assert f'rel="canonical" href="{address}"' in text, address
    standing = PublicRecord.objects.current().filter(body=PANEL, kind__in=sections.LISTED)
    released = {f"/{path}" for path in standing.values_list("path", flat=True)}
    assert {path.removeprefix(f"/{PANEL}") for path in map(_path, main)} >= released
    lists = {f"/{PANEL}/{one}/" for one in ("meetings", "reviews", "sources", "forward-plan")}
    assert lists | {"/recommendations/", "/data/", "/feeds/", "/alerts/"} <= set(map(_path, main))


def test_what_is_withdrawn_is_not_listed_and_the_day_of_its_section_moves(client: Client) -> None:
    everything()
    record = PublicRecord.objects.current().filter(kind="finding", body=PANEL)[0]
    address = f"http://localhost:8000/{record.path}"
    assert walked(client)[address] == "2026-04-01T09:00:00Z"
    with time_machine.travel("2026-04-02T10:30:00Z", tick=False):
        withdraw(kind="finding", key=record.key, body=PANEL, by=None, reason="A wrong name.")
        assert address not in walked(client)
        index = read(client, "/sitemap.xml", "localhost")
        assert "2026-04-02T10:30:00Z" in index.values()
    with time_machine.travel("2026-04-03T10:30:00Z", tick=False):
        line = releasing.line(question="And are they read?")
        assert walked(client)[f"http://localhost:8000/{line.path}"] == "2026-04-03T10:30:00Z"


@pytest.mark.usefixtures("files_say_nothing")
def test_a_paper_is_listed_with_its_reading_version_until_it_is_withdrawn(client: Client) -> None:
    reading = release_paper(b"%PDF-1.7 a plan")
    both = {f"http://localhost:8000{one}" for one in (reading, f"{reading[:-1]}.pdf")}
    assert both <= set(walked(client))
    assert client.get(reading).status_code == 200
    (key,) = PublicRecord.objects.filter(kind="paper").values_list("key", flat=True)
    withdraw(kind="paper", key=key, body=reading.split("/")[1], by=None, reason="A wrong name.")
    assert not both & set(walked(client))


@pytest.mark.once
def test_sections_are_ranges_that_take_few_queries(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: MaxQueries
) -> None:
    everything()
    whole = set(walked(client))
    monkeypatch.setattr(sections, "RANGE", 3)
    monkeypatch.setattr(sections, "_KEPT_SECONDS", 0)
    from django.core.cache import cache

    cache.clear()
    assert set(walked(client)) == whole
    index = read(client, "/sitemap.xml", "localhost")
    assert len(index) > 5
    for address in index:
        with django_assert_max_num_queries(4):
            client.get(urlsplit(address).path)
    for path in ("records-999999999999", "pages-999999999999", "lists-1", "records-01", "x-0"):
        assert client.get(f"/sitemap-{path}.xml").status_code == 404, path
    assert Page.objects.exists()


@pytest.mark.once
def test_robots_name_the_sitemap_and_no_secret(client: Client) -> None:
    everything()
    for host, start in (("localhost", "http://localhost:8000"), (HOST, f"http://{HOST}:8000")):
        text = client.get("/robots.txt", headers={"host": host}).content.decode()
        assert f"Sitemap: {start}/sitemap.xml\n" in text
        lines = text.splitlines()
        assert [one for one in lines if one.startswith("Disallow")] == ["Disallow: /*?"]
