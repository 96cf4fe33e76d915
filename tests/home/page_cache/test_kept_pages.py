"""Which pages are kept, what a kept one answers, and what it never answers."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from home.cached_pages import OF_EVERYTHING, OF_ONE_BODY
from portal.middleware.caching import PRIVATE, PUBLIC
from portal.page_cache.listed import all_listed, listed
from tests.builders_public import release_everything
from tests.home.page_cache.conftest import Committing
from tests.home.test_public_walk import (
    BOARD,
    HOST,
    PANEL,
    TODAY,
    public_paths,
    release_of_a_thread,
)

pytestmark = pytest.mark.django_db

#: What listed pages may ask: what a release writes in its transaction, and what is watched.
TABLES = re.compile(
    r'(?:FROM|JOIN) "((?!portal_(publicrecord|release|releasedfile|releasedtext|closureday)"'
    r"|scrutiny_(tracked\w+|publiclink)\"|wagtailcore_(site|page|locale|pageviewrestriction\w*)\""
    r'|home_(homepage|standardpage|newsindexpage|newspage)"|boards_(bodypage|scrutinybody)")\w+)"'
)
#: Listed, but not on the walk: their own tests show that they are public.
NOT_WALKED = re.compile(r"^feed-|^report|-version$|^(notice|pack-changes|source|source-of-body)$")


def paths() -> list[str]:
    return [one for one in public_paths() if listed(resolve(one.partition("?")[0]).view_name)]


def asked(client: Client, path: str, **extra: Any) -> tuple[Any, list[str]]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, **extra)
    return response, [one["sql"] for one in captured.captured_queries]


@pytest.fixture
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a kept page looked at the session")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", refuse)


def test_every_listed_page_is_made_once_and_is_the_same_for_everybody(
    kept: time_machine.Traveller, client: Client, no_session: None, committing: Committing
) -> None:
    with committing():
        for body in (PANEL, BOARD):
            release_everything(body, today=TODAY)
        release_of_a_thread(0)
    kept.shift(5)
    client.get("/no-such-page/")  # the names of hosts are known for an hour
    walked, made = {}, 0
    known = Client(headers={"cookie": f"sessionid={'x' * 32}; csrftoken={'y' * 32}"})
    for path in paths():
        if "?" in path:
            continue
        rule = listed(name := resolve(path).view_name)
        walked[name] = rule
        first, queries = asked(client, path)
        assert first.status_code == 200, path
        made += bool(queries)
        assert "csrfmiddlewaretoken" not in first.content.decode(), path
        for sql in queries:
            assert TABLES.findall(sql) == [], path
            if rule and rule.of_body and 'FROM "portal_publicrecord"' in sql:
                assert re.search(rf'"body" (= |IN \()\'{PANEL}\'', sql), (path, sql)
        again, none = asked(client, path)
        assert (again.content, none) == (first.content, []), path
        assert again["Cache-Control"] == PUBLIC, path
        assert again["ETag"] == first["ETag"], path
        assert again["Content-Length"] == str(len(first.content)), path
        assert again["Content-Type"] == first["Content-Type"], path
        assert again["Last-Modified"] == "Wed, 01 Apr 2026 09:00:05 GMT", path
        assert not again.cookies, path
        packed, none = asked(client, path, headers={"accept-encoding": "br, gzip;q=0.5"})
        assert (packed["Content-Encoding"], none) == ("gzip", []), path
        assert gzip.decompress(packed.content) == first.content, path
        assert "Accept-Encoding" in packed["Vary"], path
        theirs, none = asked(known, path)
        assert (theirs.content, none) == (first.content, []), path
        assert theirs["Cache-Control"] == PRIVATE, path
        for condition in (
            {"if-none-match": first["ETag"]},
            {"if-modified-since": again["Last-Modified"]},
        ):
            unchanged, none = asked(client, path, headers=condition)
            assert (unchanged.status_code, unchanged.content, none) == (304, b"", []), path
        assert client.head(path).headers["Content-Length"] == str(len(first.content)), path
        assert client.post(path).status_code in (403, 405), path
    assert set(all_listed()) >= OF_ONE_BODY | OF_EVERYTHING
    assert {one for one in all_listed() if not NOT_WALKED.search(one)} == set(walked)


def test_a_page_that_is_made_for_somebody_signed_in_is_kept_for_all(
    kept: time_machine.Traveller, client: Client, no_session: None
) -> None:
    known = Client(headers={"cookie": f"sessionid={'x' * 32}"})
    first, queries = asked(known, f"/{PANEL}/meetings/")
    assert queries
    assert first["Cache-Control"] == PRIVATE
    again, none = asked(client, f"/{PANEL}/meetings/")
    assert (again.content, none, again["Cache-Control"]) == (first.content, [], PUBLIC)


def test_what_a_request_says_about_caching_decides_nothing(
    kept: time_machine.Traveller, client: Client
) -> None:
    path = "/recommendations/"
    body = client.get(path).content
    for headers in (
        {"cache-control": "no-cache"},
        {"cache-control": "PUBLIC"},
        {"cache-control": "only-if-cached, max-stale=99999999"},
        {"pragma": "no-cache"},
        {"cookie": ""},
        {"cookie": ";;=;sessionid"},
        {"range": "bytes=0-9"},
        {"accept-encoding": "gzip;q=0, identity"},
        {"accept-language": "cy"},
        {"x-forwarded-host": "evil.example"},
    ):
        found, none = asked(client, path, headers=headers)
        assert (found.status_code, found.content, none) == (200, body, []), headers
        assert not found.has_header("Content-Encoding"), headers


def kept_files() -> list[str]:
    return list(caches["pages"]._inner._list_cache_files())  # type: ignore[attr-defined]


def test_what_is_never_kept(kept: time_machine.Traveller, client: Client) -> None:
    path = "/recommendations/"
    for query in (
        "?q=notices",
        "?utm_source=letter",
        "?page=1&page=2",
        "?page=1111",
        "?page=01",
        "?page=abc",
        "?page=\u0661",
        "?page=%00a",
        "?page=",
        "?page=1&a=1&b=2&c=3",
    ):
        client.get(path + query)
        assert kept_files() == [], query
    for path_of_one in ("/?page=1", f"/{BOARD}/archive/?page=1", f"/{PANEL}/withheld/?year=zz"):
        client.get(path_of_one)
        assert kept_files() == [], path_of_one
    for port in ("4711", "00080"):
        assert client.get(path, headers={"host": f"localhost:{port}"}).status_code == 200
        assert kept_files() == [], port
    for credentials in ("", "Basic x", "Bearer y"):
        client.get(path)
        found, queries = asked(client, path, headers={"authorization": credentials})
        assert queries, credentials
        assert found["Cache-Control"] == PRIVATE, credentials
    assert client.get(path, headers={"host": "evil.example"}).status_code == 400
    assert client.get(path, headers={"host": "evil.localhost"}).status_code == 400
    for private in ("/workspace/sign-in/", f"/{PANEL}/no-such-page/", "/feeds", "/verify/"):
        for _time in range(2):
            client.get(private)
    assert len(kept_files()) == 1


def test_one_page_for_each_host_day_and_query(kept: time_machine.Traveller, client: Client) -> None:
    main = client.get("/recommendations/").content
    own = client.get("/recommendations/", headers={"host": HOST})
    assert own.status_code == 200
    assert own.content != main
    _own, none = asked(client, "/recommendations/", headers={"host": HOST.upper()})
    assert none == []
    _other_body, queries = asked(client, f"/{BOARD}/meetings/", headers={"host": HOST})
    assert _other_body.status_code == 301
    asked(client, "/recommendations/?page=1")
    _page, none = asked(client, "/recommendations/?page=1")
    assert none == []
    _https, queries = asked(client, "/recommendations/", secure=True)
    assert queries
    kept.move_to("2026-04-01T23:00:01Z")  # midnight in summer time
    headers = {"if-modified-since": "Wed, 01 Apr 2026 22:59:59 GMT"}
    next_day, queries = asked(client, "/recommendations/", headers=headers)
    assert queries
    assert next_day.status_code == 200  # it may say "today"
    assert next_day["Last-Modified"] == "Wed, 01 Apr 2026 23:00:00 GMT"


def test_a_page_lives_ten_minutes_at_most(kept: time_machine.Traveller, client: Client) -> None:
    client.get("/recommendations/")
    kept.shift(599)
    assert asked(client, "/recommendations/")[1] == []
    kept.shift(2)
    assert asked(client, "/recommendations/")[1]
