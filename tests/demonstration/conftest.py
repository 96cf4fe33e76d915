"""The built demonstration, opened in this process: one copy for each module, read once for all.

Tests that ask for it carry the mark ``django_db``: without any such test in a run, pytest-django
leaves the connection on the development database.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.demonstration.building import Site, built_site
from tests.demonstration.crawling import Crawl, crawl
from tests.demonstration.opening import opened


@pytest.fixture(scope="session")
def built() -> Site:
    """The demonstration of this run; take a copy before changing anything."""
    return built_site()


@pytest.fixture(scope="module")
def demonstration(
    built: Site,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Site]:
    """A copy of its own, as the database of this process."""
    copy = built.copy_to(tmp_path_factory.mktemp("demonstration") / "site")
    with django_db_blocker.unblock(), opened(copy):
        yield copy


@pytest.fixture(scope="session")
def pages(
    built: Site,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Crawl:
    """Everything that a link leads to, from the front of each host, as it was built."""
    copy = built.copy_to(tmp_path_factory.mktemp("crawled") / "site")
    with django_db_blocker.unblock(), opened(copy):
        return crawl()
