"""SQLite is set up for several processes that write at once."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.mark.once
@pytest.mark.django_db
def test_what_the_connection_was_told() -> None:
    with connection.cursor() as cursor:
        answers = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            answers[name] = cursor.fetchone()[0]
    assert answers == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
    }
