from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from portal import checks

LOCAL_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
FILES = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": "cache"}
SOURCES = Path(settings.STATICFILES_DIRS[0])


def ids(found: list[Any]) -> list[str]:
    return [message.id for message in found]


def test_a_cache_of_one_process_is_refused() -> None:
    with override_settings(CACHES={"default": FILES, "other": LOCAL_MEMORY}):
        assert ids(checks.check_shared_cache(None)) == ["portal.E001"]


def test_a_shared_cache_is_accepted() -> None:
    with override_settings(CACHES={"default": FILES}):
        assert checks.check_shared_cache(None) == []


@pytest.mark.parametrize("root", [SOURCES, SOURCES / "collected", SOURCES.parent])
def test_collecting_into_the_sources_is_refused(root: Path) -> None:
    with override_settings(STATIC_ROOT=str(root)):
        assert ids(checks.check_static_root(None)) == ["portal.E002"]


def test_collecting_elsewhere_is_accepted(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=str(tmp_path)):
        assert checks.check_static_root(None) == []


def test_an_address_for_private_files_is_refused() -> None:
    with override_settings(MEDIA_URL="/media/"):
        assert ids(checks.check_storage_roots(None)) == ["portal.E003"]


def test_private_files_among_the_static_ones_are_refused(tmp_path: Path) -> None:
    storages = {**settings.STORAGES, "default": {"OPTIONS": {"location": str(tmp_path / "in")}}}
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES=storages):
        assert ids(checks.check_storage_roots(None)) == ["portal.E004"]


def test_missing_pango_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library")
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    assert ids(checks.check_pdf_libraries(None)) == ["portal.W001"]
