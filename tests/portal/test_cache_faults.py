"""A cache that is down, flushed or full of rubbish: pages are slower and right (fault 16)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.base import BaseCache
from django.test import Client, override_settings

from portal.settings.addresses import forgiving
from tests import builders, builders_public

pytestmark = pytest.mark.django_db


class DownCache(BaseCache):
    """A service that nobody answers for."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        raise ConnectionError("refused")

    set = add = delete = touch = clear = close = get


DOWN = forgiving({"BACKEND": f"{__name__}.DownCache"})


@pytest.fixture
def page(settings: Any) -> str:
    settings.ALLOWED_HOSTS = ["testserver", "some.example.test"]
    builders_public.front_page("some-panel", host="some.example.test")
    return "/recommendations/"


def signed_in(client: Client) -> Client:
    client.force_login(builders.user())
    return client


def test_while_the_cache_is_down_pages_and_sessions_work(client: Client, page: str) -> None:
    signed_in(client)
    with override_settings(CACHES={"default": DOWN}):
        caches.close_all()
        assert client.get(page).status_code == 200
        assert client.get("/").status_code == 200
        assert client.get("/workspace/").status_code == 200
        there = client.get("/recommendations/", headers={"host": "some.example.test"})
        assert there.status_code == 200


def test_rubbish_in_the_cache_is_read_as_nothing(client: Client, page: str) -> None:
    signed_in(client)
    assert client.get(page).status_code == 200
    cache.set("something", "good")
    files = list(Path(cache._inner._dir).glob("*.djcache"))  # type: ignore[attr-defined]
    assert files
    for file in files:
        file.write_bytes(b"\x00rubbish\xff" * 20)
    assert client.get(page).status_code == 200
    assert client.get("/workspace/").status_code == 200
    for file in files:
        file.write_bytes(b"")
    assert client.get(page).status_code == 200
    assert cache.get("something", "nothing") == "nothing"


def test_a_flushed_cache_changes_nothing(client: Client, page: str) -> None:
    signed_in(client)
    first = client.get(page).content
    cache.clear()
    assert client.get(page).content == first
    assert client.get("/workspace/").status_code == 200
