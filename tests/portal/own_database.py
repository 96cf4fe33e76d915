"""A migrated database of its own for a test that starts processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connection


@contextmanager
def own_database(folder: Path) -> Iterator[dict[str, Any]]:
    """Copy the migrated test database and work on the copy; yield its settings for a process.

    Ask for the fixture `transactional_db` first: PostgreSQL copies a database only while nobody
    uses it, so no transaction may be open.
    """
    connection.close()
    original = connection.settings_dict["NAME"]
    copy = _copy(str(original), folder)
    connection.settings_dict["NAME"] = copy
    try:
        kept = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "TEST": {}}
        yield {**connection.settings_dict, **kept}
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        if connection.vendor == "postgresql":
            _on_the_server(f'DROP DATABASE "{copy}" WITH (FORCE)')


def cut_connections() -> int:
    """Do to all others on the copy what a restart of PostgreSQL does; return how many they were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        number: int = cursor.fetchone()[0]
    return number


def _copy(original: str, folder: Path) -> str:
    if connection.vendor == "postgresql":
        name = f"own_{uuid4().hex[:12]}"
        _on_the_server(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
        return name
    file = folder / "own.sqlite3"
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
    return str(file)


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
