"""The database from its address.

SQLite is the default and is set up for several processes that write: without an immediate
transaction, write-ahead log and patience, parallel writers see "database is locked".
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from portal.settings.addresses import refusal
from portal.settings.reading import BASE_DIR, env

KEEP_SECONDS: Final = 600
"""How long a process keeps its connection, in seconds; each is tested before it is used again."""

SQLITE_OPTIONS: Final[dict[str, Any]] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}

_ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


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
        raise refusal("DATABASE_URL", example, address)
    if database["ENGINE"].endswith("sqlite3"):
        if database["NAME"] != ":memory:":
            database["NAME"] = str(BASE_DIR / database["NAME"])
        database["OPTIONS"] = {**database.get("OPTIONS", {}), **SQLITE_OPTIONS}
    database["CONN_MAX_AGE"] = KEEP_SECONDS
    database["CONN_HEALTH_CHECKS"] = True
    return database
