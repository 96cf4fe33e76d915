"""Give the rows that migrations made back after a test that empties every table.

A test with several connections (a live server, a worker) cannot be rolled back: Django empties all
tables when it ends. Whatever runs next, in whatever order, would find no root page, no locale, no
site, and a cache of content types that are gone. So the rows are put back at once.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase

from portal.protection import Purpose, rewriting


def restore_after_each_flush() -> None:
    """Remember what is in the fresh test databases, and restore it after every flush."""
    contents = {alias: _contents(alias) for alias in connections}

    def flush_and_restore(self: TransactionTestCase) -> None:
        for alias, rows in contents.items():
            with rewriting(Purpose.TEST_HARNESS, using=alias):
                call_command(
                    "flush",
                    verbosity=0,
                    interactive=False,
                    database=alias,
                    reset_sequences=False,
                    allow_cascade=False,
                    inhibit_post_migrate=True,
                )
            ContentType.objects.clear_cache()
            connections[alias].creation.deserialize_db_from_string(rows)

    TransactionTestCase._fixture_teardown = flush_and_restore  # type: ignore[attr-defined]


def _contents(alias: str) -> str:
    """Return all rows as JSON, content types first: search signals of the others ask for them."""
    rows: list[dict[str, Any]] = json.loads(connections[alias].creation.serialize_db_to_string())
    return json.dumps(sorted(rows, key=lambda row: row["model"] != "contenttypes.contenttype"))
