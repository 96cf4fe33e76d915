"""Which tests meet which database, read from what a test asks for."""

from __future__ import annotations

import pytest
from django.test import TransactionTestCase

_DATABASE_FIXTURES = frozenset(
    {"db", "transactional_db", "django_db_reset_sequences", "live_server", "admin_client"}
)
_BROWSER_FIXTURES = frozenset({"browser", "context", "page"})
_ONCE = ("browser", "once", "long")


def _fixtures(item: pytest.Item) -> list[str]:
    names: list[str] = getattr(item, "fixturenames", [])
    return names


def _is_database_case(item: pytest.Item) -> bool:
    case = getattr(item, "cls", None)
    return isinstance(case, type) and issubclass(case, TransactionTestCase)


def touches_database(item: pytest.Item) -> bool:
    """Say whether a test belongs into the PostgreSQL run too.

    Browser journeys, and tests marked ``once`` because they need rows but prove nothing about
    the database (documents, pages), run on SQLite alone.
    """
    if any(item.get_closest_marker(name) for name in _ONCE):
        return False
    return (
        item.get_closest_marker("django_db") is not None
        or not _DATABASE_FIXTURES.isdisjoint(_fixtures(item))
        or _is_database_case(item)
    )


def is_journey(item: pytest.Item) -> bool:
    """Say whether a test drives a browser."""
    return not _BROWSER_FIXTURES.isdisjoint(_fixtures(item))


def wants_samples(item: pytest.Item) -> bool:
    """Say whether a test reads the sample files."""
    return "samples" in _fixtures(item)
