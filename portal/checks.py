"""System checks for mistakes that would otherwise stay silent. The ids never change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error

Apps = Sequence[AppConfig] | None

_ONE_PROCESS = "django.core.cache.backends.locmem.LocMemCache"


def check_shared_cache(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a cache that each process has for itself.

    Sign-in limits would count per process, and a withdrawn page could be served by a process
    that has not heard of it.
    """
    return [
        Error(
            f"The cache '{alias}' lives in the memory of one process.",
            hint="Leave CACHE_URL empty for files under var/, or name a shared service.",
            id="portal.E001",
        )
        for alias, cache in settings.CACHES.items()
        if _ONE_PROCESS in {cache.get("BACKEND"), cache.get("OPTIONS", {}).get("INNER")}
    ]


def check_static_root(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to collect static files into the folder that holds their sources."""
    if not settings.STATIC_ROOT:
        return []
    root = Path(settings.STATIC_ROOT).resolve()
    for entry in settings.STATICFILES_DIRS:
        source = Path(entry).resolve()
        if root == source or source in root.parents or root in source.parents:
            return [
                Error(
                    "STATIC_ROOT and the folder of the static sources lie inside one another.",
                    hint="Collected files would become sources. Choose another STATIC_ROOT.",
                    id="portal.E002",
                )
            ]
    return []


def check_storage_roots(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Refuse private files where the web server could find them."""
    private = Path(settings.STORAGES["default"]["OPTIONS"]["location"]).resolve()
    found: list[CheckMessage] = []
    if settings.MEDIA_URL not in ("", "/"):
        found.append(
            Error(
                "MEDIA_URL is set, so private files would have an address.",
                hint="Leave it out: files are streamed by views that ask who is looking.",
                id="portal.E003",
            )
        )
    static = Path(settings.STATIC_ROOT).resolve() if settings.STATIC_ROOT else None
    if static and (private == static or static in private.parents):
        found.append(
            Error(
                "Private files would be stored inside STATIC_ROOT and served to anyone.",
                hint="Choose another STORAGE_ROOT.",
                id="portal.E004",
            )
        )
    return found


def check_pdf_libraries(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Warn where the libraries of the machine that draw PDF pages are missing."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return [
            checks.Warning(
                "Pango is missing on this machine, so no PDF can be made.",
                hint="On Debian: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0.",
                id="portal.W001",
            )
        ]
    return []
