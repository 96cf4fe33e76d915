"""What every test run needs: where files go, which tests meet which database, sample files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from tests.selection import keep_roots, touches_database, wants_samples

SAMPLES_DIR = Path(
    os.environ.get("SAMPLES_DIR") or Path(__file__).parent.parent / "../shared/data/samples"
).resolve()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="only tests that touch the database: what runs on PostgreSQL besides",
    )


def pytest_report_header(config: pytest.Config) -> list[str]:
    database = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("p") else "SQLite"
    lines = [f"database: {database}"]
    if not SAMPLES_DIR.is_dir():
        lines.append("sample files: SAMPLES_DIR is absent, so tests on them are not collected")
    return lines


# First of all, because pytest-django sorts the tests by what they need of the database.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    dropped: list[pytest.Item] = []
    kept: list[pytest.Item] = []
    for item in items:
        keep_roots(item)
        unwanted = (config.getoption("--database-only") and not touches_database(item)) or (
            wants_samples(item) and not SAMPLES_DIR.is_dir()
        )
        (dropped if unwanted else kept).append(item)
    if dropped:
        items[:] = kept
        config.hook.pytest_deselected(items=dropped)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of sample files; a test that asks for it runs only where it is there."""
    return SAMPLES_DIR


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Let no test see what another has cached."""
    yield
    cache.clear()
