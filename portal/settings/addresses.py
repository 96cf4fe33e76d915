"""Database, cache and mail server from their addresses.

SQLite is the default and is set up for several processes that write: without an immediate
transaction, write-ahead log and patience, parallel writers see "database is locked".
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from portal.settings.reading import BASE_DIR, env

KEEP_SECONDS: Final = 600
"""How long a process keeps its connection, in seconds; each is tested before it is used again."""

SQLITE_OPTIONS: Final[dict[str, Any]] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}

_ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


def _refusal(name: str, example: str, address: str) -> ImproperlyConfigured:
    """Name the kind of address that was given, never the address: it may hold a password."""
    scheme, separator, _rest = address.partition("://")
    kind = scheme if separator else "none"
    return ImproperlyConfigured(f"{name} must look like {example}; its kind is '{kind}'.")


def database_from(address: str, var: Path) -> dict[str, Any]:
    """Return Django's settings for a database address; empty means SQLite under ``var``.

    A relative SQLite file counts from the folder of ``manage.py``. Raises ImproperlyConfigured
    for an address of another kind: only the two that the tests run on are accepted.
    """
    address = address.strip() or f"sqlite:///{var / 'portal.sqlite3'}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            database: dict[str, Any] = dict(env.db_url_config(address))
    except (ImproperlyConfigured, ValueError, KeyError, UserWarning):
        database = {}
    if database.get("ENGINE") not in _ENGINES or not database.get("NAME"):
        example = "sqlite:///folder/file.sqlite3 or postgres://user:password@host:5432/name"
        raise _refusal("DATABASE_URL", example, address)
    if database["ENGINE"].endswith("sqlite3"):
        if database["NAME"] != ":memory:":
            database["NAME"] = str(BASE_DIR / database["NAME"])
        database["OPTIONS"] = {**database.get("OPTIONS", {}), **SQLITE_OPTIONS}
    database["CONN_MAX_AGE"] = KEEP_SECONDS
    database["CONN_HEALTH_CHECKS"] = True
    return database


def cache_from(address: str, var: Path) -> dict[str, Any]:
    """Return Django's settings for a cache address; empty means files under ``var``."""
    if not address.strip():
        return {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(var / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    try:
        cache: dict[str, Any] = dict(env.cache_url_config(address.strip()))
    except (ImproperlyConfigured, ValueError, KeyError):
        example = "filecache:///folder, dbcache://table or rediscache://host:6379/1"
        raise _refusal("CACHE_URL", example, address) from None
    return cache


def email_from(address: str) -> dict[str, Any]:
    """Return Django's settings for a mail server address; empty means the console."""
    try:
        email: dict[str, Any] = dict(env.email_url_config(address.strip() or "consolemail://"))
    except (ImproperlyConfigured, ValueError, KeyError):
        example = "smtp+tls://user:password@host:587 or consolemail://"
        raise _refusal("EMAIL_URL", example, address) from None
    return email
