"""The Welsh pages below the prefix: which there are, where they lead, and that they stay apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings as present
from django.test import Client
from django.urls import get_script_prefix, resolve
from django.utils import translation

from portal.middleware.caching import PRIVATE
from portal.models import PublicRecord
from portal.publishing import Copy, release, withdraw_all
from portal.publishing_values import Target
from portal.welsh.pages import is_welsh_name
from tests.builders_public import release_body, release_meeting
from tests.home.page_cache.conftest import Committing, committing, kept
from tests.home.test_public_walk import BOARD, HOST, PANEL, everything, public_paths

__all__ = ["committing", "kept"]

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[object]]
#: Which sentences say that nobody has read the words.
UNCHECKED = ("Nid yw’r geiriau Cymraeg", "have not been checked by a person")
#: Words that Django itself has in Welsh, whatever our own catalogue holds.
MONDAY = "Dydd Llun 2 Mawrth 2026"


@pytest.fixture
def walked(db: None, committing: Committing) -> Iterator[None]:
    """Two bodies with everything, of which one has Welsh: released and committed."""
    welsh = {"name_cy": "Panel Northmere", "purpose_cy": "Diben.", "welsh": {"checked": None}}
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False) as clock:
        with committing():
            everything()
            release_body(PANEL, **welsh)
        clock.shift(5)
        yield


def page(client: Client, path: str, **extra: Any) -> BeautifulSoup:
    response = client.get(path, **extra)
    assert response.status_code == 200, (path, response.status_code)
    return BeautifulSoup(response.content.decode(), "html.parser")


def test_every_page_of_a_body_with_welsh_is_there_twice(
    walked: None, client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    seen = set()
    for path in public_paths():
        plain = path.partition("?")[0]
        name = resolve(plain).view_name
        if not is_welsh_name(name):
            led = client.get(f"/cy{path}")
            assert (led.status_code, led["Location"]) == (302, path)
            continue
        with django_assert_max_num_queries(12):
            welsh = page(client, f"/cy{path}")
        seen.add(name)
        assert welsh.html is not None
        assert welsh.html["lang"] == "cy"
        said = welsh.select_one(".welsh-words")
        assert said is not None, path
        assert all(one in said.get_text() for one in UNCHECKED)
        [switch] = welsh.select(".language-switch a")
        assert (switch["href"], switch["lang"]) == (path, "en-GB")
        canonical = welsh.select_one('link[rel="canonical"]')
        assert canonical is None or "/cy/" in str(canonical["href"]) or HOST in str(canonical)
        for link in welsh.select("main a[href], header a[href], footer a[href], form[action]"):
            address = str(link.get("href") or link.get("action"))
            if not address.startswith("/") or link.get("hreflang"):
                continue
            target = re.split(r"[?#]", address)[0]
            is_below = target.startswith("/cy/")
            target = target.removeprefix("/cy") if is_below else target
            try:
                leads_to = resolve(target).view_name
            except Exception:  # noqa: BLE001 - a static file
                leads_to = ""
            assert is_below == is_welsh_name(leads_to), (path, address)
        assert not re.search(r'src="/cy/|<link[^>]*href="/cy/', str(welsh))
    assert {"meeting", "review", "recommendation", "search", "wagtail_serve", "line"} <= seen


def test_the_switch_is_shown_where_the_body_has_welsh(walked: None, client: Client) -> None:
    record = PublicRecord.objects.filter(kind="recommendation", body=PANEL).first()
    assert record is not None
    for path in (f"/{PANEL}/", f"/{PANEL}/meetings/?page=1", f"/{record.path}"):
        english = page(client, path)
        [switch] = english.select(".language-switch a")
        assert (switch["href"], switch["lang"], switch["hreflang"]) == (f"/cy{path}", "cy", "cy")
        assert switch.get_text() == "Cymraeg"
        assert english.html is not None
        assert english.html["lang"] == present.LANGUAGE_CODE
        assert not english.select(".welsh-words")
        own = english.select_one('link[rel="canonical"]')
        pairs = {
            str(one["hreflang"]): str(one["href"])
            for one in english.select('link[rel="alternate"][hreflang]')
        }
        assert own is None or pairs["en-GB"] == own["href"]
        assert own is None or pairs["cy"] == str(own["href"]).replace("8000/", "8000/cy/")
    for path in (f"/{BOARD}/", f"/{BOARD}/meetings/", "/recommendations/", f"/{PANEL}/formats/"):
        other = page(client, path)
        assert not other.select(".language-switch, link[hreflang]"), path
    led = client.get(f"/cy/{BOARD}/meetings/?page=1")
    assert (led.status_code, led["Location"]) == (302, f"/{BOARD}/meetings/?page=1")
    assert led["Cache-Control"] == PRIVATE
    theirs = PublicRecord.objects.filter(kind="recommendation", body=BOARD).first()
    assert theirs is not None
    assert client.get(f"/cy/{theirs.path}")["Location"] == f"/{theirs.path}"


def test_welsh_words_stand_in_their_place_and_english_ones_are_marked(
    walked: None, client: Client
) -> None:
    body = page(client, f"/cy/{PANEL}/")
    heading = body.find("h1")
    assert heading is not None
    assert heading.get_text() == "Panel Northmere"
    release_meeting(PANEL, date(2026, 3, 2), "both", title_cy="Cyfarfod")
    release_meeting(PANEL, date(2026, 3, 2), "plain")
    both = page(client, f"/cy/{PANEL}/meetings/2026-03-02-both/")
    plain = page(client, f"/cy/{PANEL}/meetings/2026-03-02-plain/")
    assert str(both.h1) == '<h1 class="govuk-heading-l">Cyfarfod</h1>'
    assert "Meeting both" not in both.get_text()
    assert '<span lang="en-GB">Meeting plain</span>' in str(plain.h1)
    assert MONDAY in both.get_text()
    english = page(client, f"/{PANEL}/meetings/2026-03-02-both/")
    assert str(english.h1) == '<h1 class="govuk-heading-l">Meeting both</h1>'
    assert '<p class="govuk-body-l" lang="cy">Cyfarfod</p>' in str(english)
    assert "Monday 2 March 2026" in english.get_text()


def test_what_is_no_page_leads_out_of_welsh_and_nothing_leads_elsewhere(
    walked: None, client: Client
) -> None:
    for path in ("/workspace/", "/admin/", "/api/", "/robots.txt", "/feeds/all.atom", "/verify/"):
        led = client.get(f"/cy{path}")
        assert (led.status_code, led["Location"]) == (302, path), path
    for path in ("/alerts/?feed=all", f"/{PANEL}/formats/", f"/{PANEL}/calendar.ics"):
        assert client.get(f"/cy{path}")["Location"] == path
    for path in ("/cy//evil.example/", "/cy/\\evil.example/", "/cy/cy/", "/cy//", "/cy/cy"):
        answer = client.get(path)
        assert answer.status_code in (301, 404), path
        assert answer.get("Location", "/").startswith("/")
        assert not answer.get("Location", "/").startswith("//"), path
    assert client.post(f"/cy/{PANEL}/formats/").status_code == 405
    assert client.get("/cy")["Location"] == "/cy/"
    assert client.get(f"/cy/{PANEL}")["Location"] == f"/cy/{PANEL}/"
    missing = client.get("/cy/nonsense/")
    assert missing.status_code == 404
    assert '<html lang="cy"' in missing.content.decode()
    assert client.get("/cy/static/portal/img/icon.svg").status_code == 404


def test_the_language_is_over_with_the_request(
    walked: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        assert translation.get_language() == "cy"
        raise RuntimeError("a fault in the view")

    before = translation.get_language()
    client.get(f"/cy/{PANEL}/meetings/")
    assert translation.get_language() == before
    monkeypatch.setattr("boards.views.one_page", broken)
    with pytest.raises(RuntimeError):
        client.get(f"/cy/{PANEL}/meetings/")
    assert (translation.get_language(), get_script_prefix()) == (before, "/")


def test_on_a_host_of_its_own_a_body_has_welsh_too(
    walked: None, client: Client, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", ".localhost"]
    led = client.get("/cy/meetings/", headers={"host": HOST})
    assert (led.status_code, led["Location"]) == (302, "/meetings/")
    release_body(BOARD, concern_contact="Ring 1.", welsh={"checked": None})
    welsh = page(client, "/cy/meetings/", headers={"host": HOST})
    assert welsh.select('main a[href^="/cy/meetings/"]')
    [canonical] = welsh.select('link[rel="canonical"]')
    assert str(canonical["href"]).endswith(f"{HOST}:8000/cy/meetings/")
    assert client.get(f"/cy/{PANEL}/", headers={"host": HOST}).status_code in (302, 404)


def test_kept_pages_of_the_two_languages_never_mix(
    kept: time_machine.Traveller, client: Client, committing: Committing
) -> None:
    with committing():
        release_body(PANEL, welsh={"checked": None})
    kept.shift(5)
    for path in ("/", f"/{PANEL}/", f"/{PANEL}/meetings/"):
        for _again in range(3):  # made, kept, remembered
            for prefix, language in (("", "en-gb"), ("/cy", "cy")):
                found = page(client, f"{prefix}{path}")
                assert found.html is not None
                assert found.html["lang"] == language
    with committing():
        release_body(PANEL, welsh=None)
    kept.shift(5)
    assert client.get(f"/cy/{PANEL}/")["Location"] == f"/{PANEL}/"
    assert client.get("/cy/nonsense/")["Location"] == "/nonsense/"
    assert not page(client, f"/{PANEL}/").select(".language-switch")


def test_what_was_withdrawn_is_said_in_welsh_and_moved_addresses_keep_the_prefix(
    walked: None, client: Client
) -> None:
    meeting = release_meeting(PANEL, date(2026, 3, 2), "gone")
    withdraw_all(
        targets=[Target(meeting.kind, meeting.key)],
        body=PANEL,
        by=None,
        reason="Entered twice.",
        subject="A meeting",
    )
    gone = client.get(f"/cy/{PANEL}/{meeting.path}")
    assert gone.status_code == 410
    assert '<html lang="cy"' in gone.content.decode()
    first = release_meeting(PANEL, date(2026, 3, 3), "old")
    copy = Copy(
        kind=first.kind,
        key=first.key,
        body=PANEL,
        path="meetings/2026-03-03-new/",
        title=first.title,
        payload=first.payload,
        happened_on=first.happened_on,
    )
    release(copies=[copy], body=PANEL, subject="A meeting", by=None, takes_back=True)
    moved = client.get(f"/cy/{PANEL}/{first.path}")
    assert (moved.status_code, moved["Location"]) == (302, f"/cy/{PANEL}/meetings/2026-03-03-new/")
