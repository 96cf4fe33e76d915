"""Feeds: well formed by RFC 4287, about released versions alone, and silent once withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from defusedxml import ElementTree
from django.test import Client

from boards import kinds as board_kinds
from portal.models import PublicRecord
from portal.publishing import Copy, release, withdraw
from scrutiny import kinds as scrutiny_kinds
from tests.builders_public import front_page, release_board, release_body, release_everything
from tests.scrutiny.trackers import releasing

pytestmark = pytest.mark.django_db

PANEL, BOARD, HOST = "northmere-panel", "northmere-board", "board.localhost"
ATOM = "{http://www.w3.org/2005/Atom}"
MaxQueries = Callable[[int], AbstractContextManager[object]]
#: RFC 4287, sections 4.1.1 and 4.1.2: what must stand there exactly once, and what else may.
ONCE_IN_FEED, MORE_IN_FEED = {"id", "title", "updated", "subtitle"}, {"link", "author", "entry"}
ONCE_IN_ENTRY, MORE_IN_ENTRY = (
    {"id", "title", "updated", "published", "summary"},
    {"link", "author"},
)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def published() -> None:
    release_body(PANEL)
    release_board(BOARD)
    front_page(BOARD, host=HOST)
    for body in (PANEL, BOARD):
        release_everything(body, today=date(2026, 4, 1))
    releasing.whole_thread()


def key_of_first(kind: str) -> str:
    return PublicRecord.objects.current().filter(kind=kind, body=PANEL).order_by("pk")[0].key


def addresses() -> list[str]:
    found = ["/feeds/all.atom", f"/feeds/bodies/{PANEL}.atom"]
    kept = ("meeting", "review", "recommendation")
    found += [f"/feeds/{one}s/{key_of_first(one)}.atom" for one in kept]
    found += [f"/feeds/themes/{releasing.THEME['slug']}.atom"]
    found += [f"/feeds/{one}.atom" for one in ("recommendations", "responses", "actions")]
    found += [f"/feeds/{one}.atom?q=the" for one in ("recommendations", "findings")]
    return [*found, "/feeds/findings.atom", "/feeds/recommendations.atom?late=now"]


def read(client: Client, address: str, *, host: str = "localhost") -> Any:
    response = client.get(address, headers={"host": host})
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def names(element: Any) -> list[str]:
    return [str(one.tag).removeprefix(ATOM) for one in element]


def held_by_the_standard(element: Any, once: set[str], more: set[str]) -> None:
    found = names(element)
    assert {one for one in found if found.count(one) == 1} >= once, found
    assert set(found) <= once | more, found
    assert element.tag.startswith(ATOM)
    for day in element.iterfind(f"{ATOM}updated"):
        assert datetime.fromisoformat(day.text).tzinfo is not None
    identifier = element.findtext(f"{ATOM}id")
    assert identifier.startswith("tag:")
    assert identifier.partition(",")[2].startswith("2026:")


def test_every_feed_keeps_to_the_standard_and_may_be_cached(
    client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    published()
    for address in addresses():
        with django_assert_max_num_queries(12):
            root = read(client, address)
        held_by_the_standard(root, ONCE_IN_FEED, MORE_IN_FEED)
        assert root.findtext(f"{ATOM}author/{ATOM}name"), address
        links = {one.get("rel"): one.get("href") for one in root.iterfind(f"{ATOM}link")}
        assert set(links) == {"self", "alternate"}
        assert links["self"].endswith(address), address
        entries = root.findall(f"{ATOM}entry")
        for entry in entries:
            held_by_the_standard(entry, ONCE_IN_ENTRY, MORE_IN_ENTRY)
            link = entry.find(f"{ATOM}link").get("href")
            at = urlsplit(link)
            if at.path.endswith("/report/"):
                continue  # the builder's report is no whole document
            page = client.get(at.path, headers={"host": at.hostname})
            assert page.status_code == 200, link
        assert entries or "late=now" in address, address
        identifiers = [one.findtext(f"{ATOM}id") for one in entries]
        assert len(identifiers) == len(set(identifiers))
        days = [one.findtext(f"{ATOM}updated") for one in entries]
        assert days == sorted(days, reverse=True)
        etag = client.get(address)["ETag"]
        with time_machine.travel("2026-04-02T09:00:00Z", tick=False):
            unchanged = client.get(address, headers={"if-none-match": etag})
        assert unchanged.status_code == 304, address


def test_what_is_withdrawn_leaves_every_feed_at_once(client: Client) -> None:
    published()
    key = key_of_first(scrutiny_kinds.RECOMMENDATION)
    own = f"/feeds/recommendations/{key}.atom"
    others = [one for one in addresses() if key not in one]
    with_it = [one for one in others if key in client.get(one).content.decode()]
    assert len(with_it) >= 2, with_it
    withdraw(
        kind=scrutiny_kinds.RECOMMENDATION, key=key, body=PANEL, by=None, reason="A wrong name."
    )
    for address in others:
        assert key not in client.get(address).content.decode(), address
    assert client.get(own).status_code == 410


def test_each_move_of_a_recommendation_is_an_entry_of_its_own(client: Client) -> None:
    published()
    key = key_of_first(scrutiny_kinds.RECOMMENDATION)
    record = PublicRecord.objects.get(key=key, is_current=True)
    before = read(client, f"/feeds/recommendations/{key}.atom").findall(f"{ATOM}entry")
    with time_machine.travel("2026-05-01T09:00:00Z", tick=False):
        payload = {**record.payload, "state": "rejected", "text": "Send <b>all</b> & more\x0b."}
        release(
            copies=[Copy(record.kind, key, PANEL, record.path, record.title, payload)],
            body=PANEL,
            subject="For a test",
            by=None,
            reason="The commissioner answered.",
        )
        root = read(client, f"/feeds/recommendations/{key}.atom")
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(before) + 1
    assert ": Rejected. Send <b>all</b> & more" in entries[0].findtext(f"{ATOM}title")
    summary = entries[0].findtext(f"{ATOM}summary")
    assert "Send &lt;b&gt;all&lt;/b&gt; &amp; more" in summary
    assert "The commissioner answered." in summary
    assert root.findtext(f"{ATOM}updated") == "2026-05-01T09:00:00+00:00"


def test_a_host_of_its_own_speaks_of_that_body_alone(client: Client) -> None:
    published()
    text = ElementTree.tostring(read(client, "/feeds/all.atom", host=HOST)).decode()
    assert "board" in text
    assert PANEL not in text
    key = key_of_first(board_kinds.MEETING)
    assert client.get(f"/feeds/meetings/{key}.atom", headers={"host": HOST}).status_code == 404
    assert client.get(f"/feeds/bodies/{PANEL}.atom", headers={"host": HOST}).status_code == 404
    page = client.get("/feeds/", headers={"host": HOST}).content.decode()
    assert PANEL not in page


def test_a_wrong_address_is_answered_with_a_page_that_says_why(client: Client) -> None:
    published()
    asked = client.get("/feeds/recommendations.atom?late=nonsense")
    assert asked.status_code == 302
    assert asked["Location"] == "/recommendations/?late=nonsense"
    assert client.get("/feeds/themes/nothing.atom").status_code == 404
    assert client.get("/feeds/nothing.atom").status_code == 404
