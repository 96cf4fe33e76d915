"""What the officers of a body find in Wagtail's own screens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from boards.models import BodyPage
from boards.operations.roles import grant_role
from home.models import StandardPage
from portal.models import User
from tests import builders
from tests.architecture.planting import CANARY, World, plant

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture
def world() -> World:
    return plant()


@pytest.fixture
def other() -> World:
    return plant("wombatfig")


def as_somebody(user: User) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


def page_fields(page: Page, **fields: Any) -> dict[str, Any]:
    text = '{"blocks": [], "entityMap": {}}'
    return {"title": page.title, "slug": page.slug, "text": text, "introduction": text, **fields}


def test_a_clerk_edits_and_publishes_the_pages_of_their_body(world: World) -> None:
    answer = as_somebody(world.clerk).post(
        reverse("wagtailadmin_pages:edit", args=[world.page.pk]),
        page_fields(world.page, title="How to attend", **{"action-publish": "1"}),
    )

    assert answer.status_code == 302
    world.page.refresh_from_db()
    assert world.page.title == "How to attend"


def test_a_clerk_adds_a_page_below_their_front_page_only(world: World, other: World) -> None:
    def add(below: Page) -> int:
        url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", below.pk])
        text = '{"blocks": [], "entityMap": {}}'
        fields = {"title": "Contact", "slug": "contact", "text": text, "action-publish": "1"}
        return as_somebody(world.clerk).post(url, fields).status_code

    home = world.front.get_parent()
    before = StandardPage.objects.count()

    assert add(other.front) == 404
    assert add(home) == 404
    assert StandardPage.objects.count() == before
    assert add(world.front) == 302
    assert StandardPage.objects.get(title="Contact").get_parent().specific == world.front


@pytest.mark.parametrize("act", ["delete", "unpublish"])
def test_the_front_page_stays_where_it_is(world: World, act: str) -> None:
    url = reverse(f"wagtailadmin_pages:{act}", args=[world.front.pk])

    assert as_somebody(world.clerk).post(url).status_code == 404
    assert BodyPage.objects.get(pk=world.front.pk).live


def test_the_front_page_keeps_the_permanent_name_of_the_body(world: World) -> None:
    as_somebody(world.clerk).post(
        reverse("wagtailadmin_pages:edit", args=[world.front.pk]),
        page_fields(
            world.front,
            title="New title",
            slug="another",
            body="99",
            live="",
            **{"action-publish": "1"},
        ),
    )

    page = BodyPage.objects.get(pk=world.front.pk)
    assert page.title == "New title"
    assert (page.slug, page.body) == (world.body.slug, world.body)


@pytest.mark.parametrize("act", ["move", "copy", "lock", "set_privacy", "convert_alias"])
def test_pages_are_not_moved_copied_or_hidden(world: World, act: str) -> None:
    address = reverse(f"wagtailadmin_pages:{act}", args=[world.page.pk])

    for method in ("get", "post"):
        assert getattr(as_somebody(world.clerk), method)(address).status_code == 404


def test_a_clerk_of_two_bodies_finds_both_and_no_third(world: World, other: World) -> None:
    third = plant("numbatpear")
    grant_role(user=world.clerk, body=other.body, role="clerk", by=None)
    browser = as_somebody(world.clerk)

    home = reverse("wagtailadmin_explore", args=[world.front.get_parent().pk])
    found = browser.get(home, follow=True).content.decode()
    chosen = browser.get(reverse("wagtailadmin_choose_page")).content.decode()

    assert world.body.name in found
    assert other.body.name in found
    assert third.body.name not in found + chosen


def test_the_page_chooser_finds_own_pages(world: World, other: World) -> None:
    browser = as_somebody(world.clerk)
    child = reverse("wagtailadmin_choose_page_child", args=[world.front.pk])
    foreign = reverse("wagtailadmin_choose_page_child", args=[other.front.pk])

    assert CANARY in browser.get(child).content.decode()
    assert browser.get(foreign).status_code == 404
    typed = reverse("wagtailadmin_choose_page") + "?page_type=boards.BodyPage"
    assert browser.get(typed).status_code == 404
    search = reverse("wagtailadmin_choose_page_search") + "?q=seekable"
    assert CANARY in browser.get(search).content.decode()
    assert CANARY not in as_somebody(other.clerk).get(search).content.decode()


def test_the_home_screen_says_where_to_go(world: World) -> None:
    text = as_somebody(world.clerk).get(reverse("wagtailadmin_home")).content.decode()

    assert "Where to go" in text
    assert reverse("wagtailadmin_explore", args=[world.front.pk]) in text
    assert reverse("desk:desks") in text
    assert "Accounts" not in text


def test_the_menu_leads_to_nothing_that_is_closed(world: World) -> None:
    for user in (world.clerk, builders.administrator()):
        browser = as_somebody(user)
        text = browser.get(reverse("wagtailadmin_home")).content.decode()
        for name in ("wagtailadmin_collections:index", "wagtailusers_groups:index"):
            assert reverse(name) not in text
            assert browser.get(reverse(name)).status_code == 404
    assert (
        "own-pages" in as_somebody(world.clerk).get(reverse("wagtailadmin_home")).content.decode()
    )


def test_the_admins_own_account_page_changes_neither_picture_nor_password(world: World) -> None:
    text = as_somebody(world.clerk).get(reverse("wagtailadmin_account")).content.decode()

    assert "avatar-avatar" not in text
    assert "password-new_password1" not in text
    assert reverse("account") in text


def test_no_account_is_reached_by_a_clerk(world: World) -> None:
    administrator = builders.administrator()
    url = reverse("wagtailusers_users:edit", args=[administrator.pk])

    answer = as_somebody(world.clerk).post(url, {"email": "x@example.test", "is_superuser": "on"})

    assert answer.status_code == 404
    assert User.objects.get(pk=administrator.pk).email == administrator.email


@pytest.mark.parametrize("field", ["is_superuser", "is_staff", "groups", "is_active"])
def test_a_clerk_cannot_raise_themselves(world: World, field: str) -> None:
    as_somebody(world.clerk).post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Clara",
            "name_email-last_name": "Clerk",
            "name_email-email": world.clerk.email,
            f"name_email-{field}": "1",
            field: "1",
        },
    )

    again = User.objects.get(pk=world.clerk.pk)
    assert not again.is_superuser
    assert not again.is_staff
    assert list(again.groups.all()) == list(world.clerk.groups.all())
