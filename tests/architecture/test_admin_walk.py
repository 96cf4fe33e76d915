"""Nothing of one body is seen or touched in the admin by the clerk of another, at any address."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.models import User
from tests.architecture.admin_addresses import admin_addresses
from tests.architecture.admin_walk import ask, walk
from tests.architecture.closed_admin_addresses import CLOSED, LISTS, OUTSIDE, QUIET
from tests.architecture.planting import SEEK, World, plant

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file that it draws a sized copy in to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture
def world() -> World:
    """Body 1, with the canary in every text."""
    return plant()


@pytest.fixture
def other() -> User:
    """The clerk of body 2, which has everything too."""
    return plant("wombatfig").clerk


def test_no_address_shows_or_changes_anything_of_another_body(world: World, other: User) -> None:
    faults = walk(world, other)

    assert not faults, "\n".join(faults)


def test_the_lists_name_only_addresses_that_exist() -> None:
    known = {address.name for address in admin_addresses()}

    assert not (CLOSED | LISTS | OUTSIDE | set(QUIET)) - known


def test_no_address_stands_in_two_lists() -> None:
    assert not CLOSED & LISTS
    assert not (CLOSED | LISTS) & (OUTSIDE | set(QUIET))


@pytest.mark.parametrize(
    "name",
    ["wagtaildocs:index", "wagtailimages:index", "wagtailadmin_pages:search", "bodies:index"],
)
def test_the_lists_of_clerk_1_are_not_empty(world: World, name: str) -> None:
    answer = ask(world.clerk, "get", f"{reverse(name)}?q={SEEK}")

    assert answer.status == 200
    assert answer.shows_the_canary
