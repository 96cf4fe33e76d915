"""The screens of a body in a real browser: axe, narrow screens, the way back to the place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from boards.models import ScrutinyBody
from boards.operations import grant_role
from portal import clock
from portal.models import User
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)

LONG_WELSH = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": server.url}]
    )


def full(body: ScrutinyBody) -> None:
    person = builders.person(body, LONG_WELSH[:190])
    builders.membership(body, person=person)
    builders.seat(body)
    builders.office_holder(builders.office(body), person)
    builders.function(body)
    builders.partner(body)
    builders.meeting(body, LONG_WELSH[:190], held_on=clock.today() + timedelta(days=30))
    builders.minute(builders.concluded_meeting(body, held_on=date(2025, 6, 13)))


def faults(page: Page) -> list[str]:
    """What axe finds, one line for each node."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.fixture
def look(page: Page, live_server: LiveServer) -> Callable[[str], None]:
    """Open an address at both widths; nothing may be wrong or stick out."""

    def look_at(address: str) -> None:
        page.goto(live_server.url + address)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            check(width)

    def check(width: int) -> None:
        assert faults(page) == [], f"{page.url} at {width} pixels"
        out = page.evaluate(
            "() => [...document.querySelectorAll('.desk, .desk *')]"
            ".filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)"
            ".map(one => one.outerHTML.slice(0, 120))"
        )
        assert out == [], f"{page.url} sticks out at {width} pixels"

    return look_at


def test_the_screens_of_a_body(
    page: Page, live_server: LiveServer, look: Callable[[str], None]
) -> None:
    empty, body = builders.body("Empty panel"), builders.body("Full panel")
    full(body)
    clerk = builders.with_role(body, "admin", "Rowan Ash")
    for one, role in ((body, "clerk"), (empty, "clerk")):
        grant_role(user=clerk, body=one, role=role, by=None, valid_from=builders.LONG_AGO)
    sign_in(page, live_server, clerk)
    base = f"/admin/bodies/{body.slug}/"
    person = body.people.first()
    assert person is not None
    look("/admin/bodies/")
    look(f"/admin/bodies/{empty.slug}/")
    look(base)
    for rest in (
        f"details/{body.pk}/edit/",
        "memberships/add/",
        "roles/add/",
        f"functions/{body.functions.get().pk}/remove/",
        f"people/{person.pk}/history/",
    ):
        look(base + rest)


def test_errors_and_both_texts(page: Page, live_server: LiveServer) -> None:
    body = builders.body()
    sign_in(page, live_server, builders.clerk_of(body))
    page.goto(f"{live_server.url}/admin/bodies/{body.slug}/people/add/")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#error-summary")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Name: This field is required.").click()
    page.keyboard.type("Birch")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"#people-\d+$"))
    person = body.people.get()
    page.goto(f"{live_server.url}/admin/bodies/{body.slug}/people/{person.pk}/edit/")
    type(person).objects.update(name="Hazel", version=2)
    page.get_by_label("Name").fill("Alder")
    page.get_by_role("button", name="Save").click()
    both = page.get_by_role("region", name="Both texts")
    expect(both.get_by_text("Hazel")).to_have_count(1)
    assert page.get_by_label("Name").input_value() == "Alder"
    assert faults(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(rf"#people-{person.pk}$"))
    assert body.people.get().name == "Alder"
