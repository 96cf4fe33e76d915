"""Nothing of one body is seen or touched in the admin by the clerk of another, at any address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.models import User
from tests import builders
from tests.architecture import admin_fillers
from tests.architecture.admin_addresses import admin_addresses
from tests.architecture.admin_fillers import fillings
from tests.architecture.admin_walk import ask, is_closed, walk
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


@pytest.mark.once
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


# --- Others than officers --------------------------------------------------------------------


def _urls_of_objects(world: World) -> list[tuple[str, str]]:
    return [
        (address.name, reverse(address.name, kwargs=values))
        for address in admin_addresses()
        if not is_closed(address.name) and address.name not in LISTS | OUTSIDE
        for values in fillings(address, world)
    ]


def test_visitors_are_asked_to_sign_in_whatever_they_ask_for(world: World) -> None:
    urls = [url for _name, url in _urls_of_objects(world)] + [reverse(name) for name in LISTS]
    browser = Client(raise_request_exception=False)

    for url in [*urls, "/admin/nowhere/"]:
        answer = browser.get(url)
        assert answer.status_code == 302, url
        assert answer["Location"].startswith("/admin/login/"), url


def test_members_find_no_admin_at_all(world: World) -> None:
    member = builders.with_role(world.body, "member")

    for url in [url for _name, url in _urls_of_objects(world)] + [reverse(name) for name in LISTS]:
        answer = ask(member, "get", url)
        assert answer.status == 404, url
        assert not answer.shows_the_canary, url


def test_administrators_of_the_portal_see_no_records(world: World) -> None:
    """They edit pages, which are editorial; records and uploads they see through a role only."""
    administrator = builders.administrator()
    records = [
        (name, url)
        for name, url in _urls_of_objects(world)
        if not name.startswith(
            ("wagtailadmin_pages", "wagtailadmin_explore", "wagtailadmin_choose", "bodies:")
        )
    ]
    of_pages = ("wagtailadmin_explore", "wagtailadmin_pages", "wagtailadmin_choose_page")
    others = ("bodies:index", "wagtailadmin_reports")  # registers; the log of pages
    lists = [
        (name, f"{reverse(name)}?q={SEEK}")
        for name in LISTS
        if not name.startswith((*of_pages, *others))
    ]

    for name, url in records + lists:
        answer = ask(administrator, "get", url)
        assert not answer.shows_the_canary, (name, url)
        if (name, url) in records:
            assert answer.is_refusal or answer.status == 405, (name, url, answer.status)


# --- The walk goes red when a guard is gone --------------------------------------------------


def _everything(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._base_manager.all()


def _always(*_given: object) -> bool:
    return True


def _all_pages(_user: User) -> Any:
    return Page.objects.all()


def _all_rows(_user: User, model: type[models.Model], *_roles: object) -> models.QuerySet[Any]:
    return _everything(model)


def _all_media(policy: Any, _user: User, _actions: object) -> Any:
    return policy.model.objects.all()


_POLICY = "boards.media_policy.BodyMediaPolicy"
#: What is broken, and an address where that shows. What is guarded twice loses both guards.
BREAKS: dict[str, tuple[dict[str, Callable[..., Any]], str]] = {
    "the gate": (
        {"portal.middleware.admin_gate.may_pass": _always},
        "wagtailadmin_api:documents:listing",
    ),
    "both guards of pages": (
        {
            "boards.admin_guards.own_pages": _all_pages,
            "wagtail.models.PagePermissionTester.can_edit": _always,
        },
        "wagtailadmin_pages:history",
    ),
    "both guards of documents": (
        {
            "boards.admin_guards.rows_for": _all_rows,
            f"{_POLICY}.user_has_permission_for_instance": _always,
        },
        "wagtaildocs:document_usage",
    ),
    "the policy of lists": (
        {f"{_POLICY}.instances_user_has_any_permission_for": _all_media},
        "wagtaildocs:index",
    ),
    "the narrowed chooser of pages": (
        {"boards.admin_scoping.pages_on_the_way": _all_pages},
        "wagtailadmin_choose_page_search",
    ),
    "the scope of the desks": ({"portal.access.rows_for": _all_rows}, "desk:edit"),
    "the scope of the log": (
        {"portal.models.audit.LogEntryManager.viewable_by_user": lambda log, _user: log.all()},
        "wagtailadmin_reports:site_history",
    ),
}


@pytest.mark.parametrize("guard", BREAKS)
def test_the_walk_sees_that_a_guard_is_gone(
    world: World, other: User, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks, address = BREAKS[guard]
    assert not walk(world, other, only=address.__eq__)

    for place, broken in breaks.items():
        monkeypatch.setattr(place, broken)

    assert walk(world, other, only=address.__eq__)


def test_the_walk_sees_an_address_without_a_filler(
    world: World, other: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(admin_fillers.BY_PARAMETER, "document_id")

    faults = walk(world, other, only="wagtaildocs:edit".__eq__)

    assert len(faults) == 1
    assert "no filler for the parameter 'document_id'" in faults[0]
