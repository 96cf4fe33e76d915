"""A change ends what is kept of it from its commit on, and nobody keeps a page while it is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import connection
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from boards import kinds, views
from home.models import HomePage, StandardPage
from portal.generations import EVERYTHING, SITE, raise_generations, settled
from portal.generations.comparing import compare_generations
from portal.generations.shared import FLUX_SECONDS, held
from portal.models import Generation, PublicRecord
from portal.page_cache.entries import forget_remembered
from portal.publishing import withdraw
from portal.settings.addresses import forgiving
from tests import builders
from tests.builders_public import release_meeting
from tests.home.page_cache.conftest import Committing
from tests.home.test_public_walk import BOARD, PANEL, TODAY

pytestmark = pytest.mark.django_db


def is_kept(client: Client, path: str) -> bool:
    """Whether the next answer comes from what is kept."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return not captured.captured_queries


def keep(client: Client, *paths: str) -> None:
    for path in paths:
        client.get(path)
        assert is_kept(client, path), path


def a_meeting() -> PublicRecord:
    return PublicRecord.objects.filter(kind=kinds.MEETING, body=PANEL).order_by("pk")[0]


def take_back(record: PublicRecord) -> None:
    withdraw(
        kind=record.kind, key=record.key, body=record.body, by=None, reason="Released too early."
    )


def numbers() -> dict[str, int]:
    return dict(Generation.objects.values_list("body", "number"))


def test_a_withdrawal_ends_the_pages_of_its_body_and_those_across_bodies(
    kept: time_machine.Traveller, client: Client, committing: Committing
) -> None:
    record, before = a_meeting(), numbers()
    page, mine, theirs, across = (
        f"/{PANEL}/{record.path}",
        f"/{PANEL}/meetings/",
        f"/{BOARD}/meetings/",
        "/",
    )
    host = {"host": "board.localhost"}
    client.get(theirs, headers=host)
    keep(client, page, mine, across)
    etag = client.get(page)["ETag"]
    with committing():
        take_back(record)
    gone = client.get(page, headers={"if-none-match": etag})
    assert gone.status_code == 410
    assert record.title not in client.get(mine).content.decode()
    assert not is_kept(client, across)
    with CaptureQueriesContext(connection) as captured:
        client.get("/meetings/", headers=host)
        client.get("/meetings/", headers=host)
    after_first = len(captured.captured_queries)
    with committing():
        release_meeting(PANEL, TODAY)
    with CaptureQueriesContext(connection) as captured:
        client.get("/meetings/", headers=host)
    assert after_first
    assert not captured.captured_queries  # the board's own pages are still kept
    now = numbers()
    assert (now[PANEL], now[EVERYTHING]) == (before[PANEL] + 2, before[EVERYTHING] + 2)
    assert now[BOARD] == before[BOARD]


def test_nothing_is_kept_or_read_while_a_release_is_under_way(
    kept: time_machine.Traveller, client: Client
) -> None:
    """The transaction is open: neither the page of before nor what is seen meanwhile is kept."""
    path = f"/{PANEL}/meetings/"
    keep(client, path, "/")
    tokens = {settled(scope) for scope in (PANEL, EVERYTHING)}
    take_back(a_meeting())
    assert not any(is_kept(client, path) for _time in range(3))
    assert not any(is_kept(client, "/") for _time in range(3))
    kept.shift(FLUX_SECONDS - 1)
    assert not any(is_kept(client, path) for _time in range(2))
    kept.shift(2)  # undone or killed: settled, under a token of its own
    assert not is_kept(client, path)
    assert is_kept(client, path)
    assert not tokens & {settled(scope) for scope in (PANEL, EVERYTHING)}


def test_a_page_that_was_begun_before_a_release_is_never_found_after_it(
    kept: time_machine.Traveller,
    client: Client,
    committing: Committing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = f"/{PANEL}/meetings/"
    record = a_meeting()
    kept_as_before = client.get(path).content
    caches["pages"].clear()
    real = vars(views)["canonical_url"]
    calls: list[str] = []

    def once(*args: Any) -> Any:
        if not calls:
            calls.append("")
            with committing():
                take_back(record)
        return real(*args)

    monkeypatch.setattr(views, "canonical_url", once)
    client.get(path)
    assert calls
    assert client.get(path).content != kept_as_before
    assert record.title not in client.get(path).content.decode()


def test_two_at_once_the_first_that_ends_leaves_the_flux_of_the_second(
    kept: time_machine.Traveller, client: Client
) -> None:
    path = f"/{PANEL}/meetings/"
    keep(client, path)
    with TestCase.captureOnCommitCallbacks() as first:
        raise_generations([PANEL])
    with TestCase.captureOnCommitCallbacks() as second:
        raise_generations([PANEL])
    for callback in first:
        callback()
    assert not any(is_kept(client, path) for _time in range(2))
    for callback in second:
        callback()
    keep(client, path)


def test_a_generation_that_the_cache_lost_brings_nothing_back(
    kept: time_machine.Traveller, client: Client, committing: Committing
) -> None:
    path = f"/{PANEL}/meetings/"
    keep(client, path)
    for rubbish in (None, "rubbish", (1, 2, 3, 4), ("a", None, 1.0, 9e12), ("a", "b", 1.0, 0.0)):
        caches["generations"].clear()
        if rubbish is not None:
            caches["generations"].set(f"generation.{PANEL}", rubbish, None)
        assert not is_kept(client, path), rubbish
        assert is_kept(client, path), rubbish
    for file in Path(caches["generations"]._inner._dir).iterdir():  # type: ignore[attr-defined]
        file.write_bytes(b"\x00rubbish")
    assert not is_kept(client, path)
    assert is_kept(client, path)
    forget_remembered()
    for file in Path(caches["pages"]._inner._dir).iterdir():  # type: ignore[attr-defined]
        file.write_bytes(b"\x00rubbish")
    assert not is_kept(client, path)
    assert is_kept(client, path)


def test_the_tick_renews_what_the_cache_missed_and_nothing_else(
    kept: time_machine.Traveller, client: Client, committing: Committing
) -> None:
    path = f"/{PANEL}/meetings/"
    keep(client, path)
    assert compare_generations(timezone.now()) == 0
    Generation.objects.filter(body=PANEL).update(number=99)
    assert is_kept(client, path)
    assert compare_generations(timezone.now()) == 1
    assert not is_kept(client, path)
    assert compare_generations(timezone.now()) == 0
    assert is_kept(client, path)
    raise_generations([PANEL])
    assert compare_generations(timezone.now()) == 0  # a change on the way is left alone
    assert held(PANEL).in_flux  # type: ignore[union-attr]


class FullDisk(BaseCache):
    """Reads and forgets, and takes nothing new."""

    kept: dict[Any, Any] = {}

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self.kept.get(key, default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        raise OSError("no space left on device")

    def add(self, *args: Any, **kwargs: Any) -> bool:
        raise OSError("no space left on device")

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self.kept.pop(key, None) is not None


def test_a_cache_that_takes_nothing_more_forgets(
    kept: time_machine.Traveller, client: Client, committing: Committing
) -> None:
    path, record = f"/{PANEL}/meetings/", a_meeting()
    keep(client, path)
    for scope in (EVERYTHING, PANEL, SITE):
        settled(scope)
        found = caches["generations"].get(f"generation.{scope or '-'}")
        FullDisk.kept[f"generation.{scope or '-'}"] = found
    full = forgiving({"BACKEND": f"{__name__}.FullDisk"})
    with override_settings(CACHES={**settings.CACHES, "generations": full}):
        assert is_kept(client, path)
        with committing():
            take_back(record)
        assert record.title not in client.get(path).content.decode()
        assert not any(is_kept(client, path) for _time in range(2))
    down = forgiving({"BACKEND": "tests.portal.test_cache_faults.DownCache"})
    with override_settings(CACHES=dict.fromkeys(settings.CACHES, down)):
        assert not any(is_kept(client, "/recommendations/") for _time in range(2))
        with committing():
            release_meeting(PANEL, TODAY)
        assert "2026-04-01" in client.get(path).content.decode()


def test_changes_of_pages_hosts_and_restrictions_renew_every_page(
    kept: time_machine.Traveller, client: Client, committing: Committing
) -> None:
    home = Page.objects.get(slug=PANEL).get_parent().specific
    paths = ("/", f"/{PANEL}/meetings/", "/recommendations/")

    def renewed(what: str) -> None:
        for path in paths:
            assert not is_kept(client, path), (what, path)
            assert is_kept(client, path), (what, path)

    keep(client, *paths)
    page = StandardPage(title="How to attend", slug="attend", text="<p>Come.</p>")
    with committing():
        home.add_child(instance=page)
    renewed("published")
    keep(client, "/attend/")
    with committing():
        page.title = "How to come"
        page.save_revision()
    assert is_kept(client, "/attend/")  # a draft is nothing that readers see
    with committing():
        page.get_latest_revision().publish()
    assert "How to come" in client.get("/attend/").content.decode()
    renewed("published again")
    with committing():
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get("/attend/").status_code == 404
    with committing():
        restriction.delete()
    keep(client, "/attend/")
    with committing():
        page.move(Page.objects.get(slug=PANEL), "last-child")
    assert client.get("/attend/").status_code in (301, 404)
    keep(client, f"/{PANEL}/attend/", *paths)
    with committing():
        Page.objects.get(slug="attend").specific.unpublish()
    assert client.get(f"/{PANEL}/attend/").status_code == 404
    renewed("unpublished")
    with committing():
        Page.objects.get(slug="attend").delete()
    renewed("deleted")
    with committing():
        Site.objects.create(hostname="new.localhost", root_page=Page.objects.get(slug=PANEL))
    renewed("host")
    new = {"host": "new.localhost"}
    assert client.get("/", headers=new).status_code == 200
    with committing():
        Site.objects.get(hostname="new.localhost").delete()
    assert client.get("/", headers=new).status_code == 400


def test_the_preview_of_a_draft_never_meets_the_kept_page(
    kept: time_machine.Traveller, client: Client, committing: Committing
) -> None:
    draft = "Words that nobody has published"
    with committing():
        page = HomePage.objects.get().add_child(
            instance=StandardPage(title="Contact", text="<p>Ask us.</p>")
        )
    host = {"host": urlsplit(page.full_url).netloc}  # under which the preview asks
    for _time in range(2):
        shown = client.get(f"/{page.slug}/", headers=host)
    assert shown.has_header("Last-Modified")
    editor = Client()
    editor.force_login(builders.administrator())
    sent: dict[str, Any] = {
        "title": draft,
        "slug": page.slug,
        "text": "null",
        "seo_title": "",
        "search_description": "",
        "comment_notifications": "",
    }
    address = f"/admin/pages/{page.pk}/edit/preview/"
    assert editor.post(address, sent).json()["is_valid"]
    assert draft in editor.get(address).content.decode()
    caches["pages"].clear()
    forget_remembered()
    assert draft in editor.get(address).content.decode()
    for browser in (client, editor):
        assert draft not in browser.get(f"/{page.slug}/", headers=host).content.decode()
