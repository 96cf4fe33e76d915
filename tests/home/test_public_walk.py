"""Every public address: its headers, its few queries, and words instead of codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from portal.middleware.caching import PUBLIC
from portal.models import PublicRecord
from tests.builders_public import front_page, release_board, release_body, release_everything
from tests.scrutiny.trackers import releasing

pytestmark = pytest.mark.django_db

PANEL, BOARD, HOST = "northmere-panel", "northmere-board", "board.localhost"
TODAY = date(2026, 4, 1)
MaxQueries = Callable[[int], AbstractContextManager[object]]

#: Addresses outside the admin that are not public pages; their own tests stand elsewhere.
NOT_PUBLIC = {
    "answer",  # a secret address, never cached: tests/scrutiny/links
    "own-calendar",  # the same: tests/boards/calendar
    "calendar",  # no page: tests/boards/calendar
    "calendar-of-body",
    "alerts",  # a public form, never cached: tests/home/alerts
    "alerts-confirm",
    "alerts-mine",
    "alerts-stop",
    "data-file",  # files and answers for programs: tests/home/opendata
    "data-schema",
    "data-checksums",
    "sitemap",  # tests/home/sitemap
    "sitemap-section",
    "ask-format",  # the same: tests/boards/formats
    "call-for-evidence",  # a public form, never cached: tests/scrutiny/calls
    "healthz",
    "readyz",
    "stop_letters",  # a signed link: tests/portal/outbox
    "robots-txt",
    "security-txt",
    "look",  # no pages: tests/boards/look
    "logo",
    "wagtailcore_login",
    "wagtaildocs_serve",
    "boards_rendition",
    "boards_pack_file",
}
#: What goes out with a pack; tests/boards/test_public_agenda.py walks it.
OF_A_PACK = {
    "pack-current",
    "pack",
    "pack-changes",
    "paper",
    "paper-reading",  # tests/boards/paper_reading
    "background-paper",
    "notice",
    "notice-sheet",
}
#: What has a feed: tests/home/feeds reads each of them.
FED = ("all", "body", "meeting", "review", "recommendation", "theme", "tracker", "search")
THREADED = ("recommendation", "finding", "external_finding", "line", "action")
#: Tables are sent row by row, without an ETag; older versions need two: tests/scrutiny/trackers and
#: tests/scrutiny/thread read them.
TABLES_AND_VERSIONS = re.compile(r"-(table|version)$")
#: They name columns and write dates as the data does.
FOR_MACHINES = {"/data/", "/api/"}
#: Data for machines, which no browser runs: tests/home/linked_data reads it.
DATA_BLOCK = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
#: The report's pages need a whole document; tests/scrutiny/report walks them.
REPORT = re.compile(r"^report(-|$)")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def everything(each: int = 1) -> None:
    release_body(PANEL)
    release_board(BOARD)
    front_page(PANEL)
    front_page(BOARD, host=HOST)
    for body in (PANEL, BOARD):
        release_everything(body, today=TODAY, each=each)
    for number in range(each):
        release_of_a_thread(number)


def release_of_a_thread(number: int) -> None:
    """What stands on the thread beside findings and recommendations."""
    releasing.external_finding(number)
    releasing.line(number)
    releasing.finding(number, number=number)
    releasing.recommendation(number, number=number, response_key=None)
    releasing.response(number)
    releasing.action(number)


def public_paths() -> list[str]:
    """One address of every public page, as the main host has it."""
    paths = ["/", "/accessibility/", "/privacy/", "/verify/", "/feeds/"]
    paths += ["/recommendations/", "/findings/", "/find/", "/find/?q=Northmere", "/glossary/"]
    paths += [f"/{PANEL}/{section}/" for section in ("withheld", "corrections", "archive")]
    paths += [f"/{PANEL}/{section}" for section in ("", "meetings/", "members/", "reviews/")]
    paths += [f"/{PANEL}/meetings/calendar/", f"/{PANEL}/forward-plan/"]
    for kind in ("meeting", "review"):
        record = PublicRecord.objects.filter(kind=kind, body=PANEL).order_by("pk").first()
        assert record is not None
        paths.append(f"/{PANEL}/{record.path}")
    paths += ["/themes/", f"/themes/{releasing.THEME['slug']}/", f"/{PANEL}/sources/"]
    paths += ["/responses/", "/actions/", "/responses/?late=now", "/findings/?q=notices"]
    paths += ["/data/", f"/data/?body={PANEL}", "/api/"]
    paths += ["/search/", "/search/?q=notices", "/search/?q=notises", "/search/?kind=findings"]
    for kind in (*THREADED, "response"):
        record = PublicRecord.objects.filter(kind=kind, body=PANEL).order_by("pk").first()
        assert record is not None
        paths += [f"/{record.path}", f"/{record.path}history/"]
        if kind in THREADED:
            paths.append(f"/{record.path}thread/")
    return paths


def registered_names() -> set[str]:
    """The names of all addresses outside the admin."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if path.startswith("admin/"):
                continue
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            else:
                yield pattern.name or path

    return set(walk(get_resolver().url_patterns, ""))


def test_the_walk_knows_every_public_address() -> None:
    known = {
        "accessibility",
        "privacy",
        "recommendations",
        "recommendation",
        "findings",
        "finding",
        "meetings",
        "meeting-calendar",
        "meeting",
        "members",
        "reviews",
        "review",
        "wagtail_serve",
    }
    sections = {"recommendation", "finding", "line", "response", "action"}
    known |= sections | {"responses", "actions"} | {f"{one}-history" for one in sections}
    known |= {"sources", "source", "source-of-body", "themes", "theme", "forward-plan"}
    known |= {f"{one}-thread" for one in sections - {"response"}}
    known |= {"find-body", "glossary", "withheld", "corrections", "archive"}
    known |= {"data", "api"}
    known |= {"search", "verify", "feeds"} | {f"feed-{one}" for one in FED}
    others = {
        name
        for name in registered_names()
        if not REPORT.match(name)
        and not TABLES_AND_VERSIONS.search(name)
        and not name.startswith("api-")  # tests/home/opendata
        and not name.startswith(("workspace", "account", "mfa_"))
    }
    assert others == known | OF_A_PACK | NOT_PUBLIC


def test_public_pages_are_public_and_set_nothing(client: Client) -> None:
    everything()
    for path in public_paths():
        response = client.get(path)
        assert response.status_code == 200, path
        assert response["Cache-Control"] == PUBLIC, path
        assert response["ETag"], path
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        again = client.get(path, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304, path
        assert client.head(path).status_code == 200, path
        assert client.post(path).status_code in (403, 405), path


def test_forms_may_be_found_though_they_are_never_kept(client: Client) -> None:
    everything()
    for path in ("/alerts/", "/alerts/?feed=all", f"/{PANEL}/formats/"):
        response = client.get(path)
        assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store"), path
        assert "X-Robots-Tag" not in response, path
    assert client.post(f"/{PANEL}/formats/")["X-Robots-Tag"] == "noindex"
    assert client.get("/alerts/?feed=nothing")["X-Robots-Tag"] == "noindex"


def test_public_pages_do_not_look_at_who_is_asking(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything()

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a public page looked at the session")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", refuse)
    client.cookies["sessionid"] = "x" * 32
    for path in public_paths():
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("each", [1, 50])
def test_public_pages_take_few_queries(
    client: Client, each: int, django_assert_max_num_queries: MaxQueries
) -> None:
    everything(each)
    paths = public_paths()
    client.get("/")
    for path in paths:
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200, path


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counted() -> dict[str, int]:
        found = {}
        for path in public_paths():
            client.get(path)
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(path)
            found[re.sub(r"[0-9a-f-]{36}|[0-9-]{10}-[a-z0-9-]+", "…", path)] = len(captured)
        return found

    everything(1)
    few = counted()
    for body in (PANEL, BOARD):
        release_everything(body, today=TODAY, each=20)
    for number in range(20):
        release_of_a_thread(number)
    assert counted() == few


def test_no_page_shows_a_code_a_raw_date_or_nothing_at_all(client: Client) -> None:
    everything(2)
    for path in public_paths():
        text = client.get(path).content.decode()
        shown = re.sub(r"<[^>]+>", " ", DATA_BLOCK.sub("", text))
        shown = re.sub(r"next-\d|past-\d|review-\d", "", shown)
        assert not re.search(r"(?<!If-)None", shown), path
        if path.partition("?")[0] not in FOR_MACHINES:
            assert not re.search(r"\d{4}-\d\d-\d\d", shown), path
            assert not re.search(r"\b[a-z]+_[a-z_]+\b", shown), path
        assert ".." not in shown, path
        assert not re.search(r"<(h[1-6]|dt|dd|th|li|p|caption)\b[^>]*>\s*</\1>", text), path
        assert "{{" not in text, path
        assert text.count("<h1") == 1, path
        assert re.search(r"<title>\s*\S", text), path


def test_no_address_of_another_host_is_loaded(client: Client) -> None:
    everything()
    for path in public_paths():
        text = client.get(path).content.decode()
        assert not re.findall(r'(?:src|srcset|action)="https?://', text), path
        scripts = DATA_BLOCK.sub("", text)
        assert ("<script" in scripts) == (path == "/verify/"), path
        assert " style=" not in text, path
