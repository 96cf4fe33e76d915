"""What every test run needs: where files go, which tests meet which database, sample files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from pytest_django import DjangoDbBlocker

from portal.page_cache.entries import forget_remembered
from portal.rules.disclosure.facts import Contents
from tests.restoring import restore_after_each_flush
from tests.selection import is_journey, touches_database, wants_samples
from tests.template_database import copy_template, keep_template, template_path

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    dropped: list[pytest.Item] = []
    kept: list[pytest.Item] = []
    for item in items:
        if is_journey(item):
            item.add_marker(pytest.mark.browser)
        unwanted = (config.getoption("--database-only") and not touches_database(item)) or (
            wants_samples(item) and not SAMPLES_DIR.is_dir()
        )
        (dropped if unwanted else kept).append(item)
    if dropped:
        items[:] = kept
        config.hook.pytest_deselected(items=dropped)


def _test_file() -> Path | None:
    """Return the file of the test database, or None where the database is a server."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return None
    return Path(database["TEST"]["NAME"])


@pytest.fixture(scope="session")
def _template(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_keepdb: bool
) -> Path | None:
    """Put the template in place; return where to keep one, if there was none."""
    file = _test_file()
    if file is None or (django_db_keepdb and file.exists()):
        return None
    template = template_path(request.config.cache.mkdir("migrated-database"))
    return None if copy_template(template, file) else template


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Let Django bring the copy of the template up to date instead of making a new database."""
    return bool(request.config.getvalue("reuse_db")) or _test_file() is not None


@pytest.fixture(scope="session")
def django_db_setup(
    _template: Path | None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Keep a database that was built from nothing as the template of later runs."""
    file = _test_file()
    with django_db_blocker.unblock():
        restore_after_each_flush()
        if _template is not None and file is not None:
            connection.close()
            keep_template(file, _template)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of sample files; a test that asks for it runs only where it is there."""
    return SAMPLES_DIR


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Let no test see what another has cached."""
    yield
    for one in caches.all():
        one.clear()
    forget_remembered()


@pytest.fixture
def files_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests whose files are a few bytes that no reader could open: the gate reads none."""
    monkeypatch.setattr(
        "portal.disclosure.scanning.read_many", lambda files, **_: [Contents() for _file in files]
    )
