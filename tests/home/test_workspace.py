"""The door of the workspace and its landing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings

from boards.operations.roles import grant_role
from portal.middleware.caching import PRIVATE
from tests import builders
from tests.builders_public import front_page

pytestmark = pytest.mark.django_db

SIGN_IN = "/workspace/sign-in/"


def sign_in(client: Client, email: str, password: str = builders.PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"username": email, "password": password, **more})


def test_nobody_sees_the_workspace_without_signing_in(client: Client) -> None:
    response = client.get("/workspace/")
    assert (response.status_code, response["Location"]) == (302, f"{SIGN_IN}?next=/workspace/")
    assert response["Cache-Control"] == PRIVATE


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/login/", "/_util/login/"])
def test_every_other_door_leads_to_this_one(client: Client, path: str) -> None:
    response = client.get(path, follow=True)
    steps = [address for address, _status in response.redirect_chain]
    assert steps[-1].startswith(SIGN_IN)
    assert all(step.startswith("/") for step in steps)


def test_wagtails_own_door_signs_nobody_in(client: Client) -> None:
    someone = builders.administrator()
    for path in ("/admin/login/", "/_util/login/"):
        client.post(path, {"username": someone.email, "password": builders.PASSWORD})
        assert "_auth_user_id" not in client.session


def test_the_right_password_opens_and_changes_the_session(client: Client) -> None:
    someone = builders.user("Ann Member")
    client.get(SIGN_IN)
    response = sign_in(client, someone.email.upper())
    assert (response.status_code, response["Location"]) == (302, "/workspace/")
    text = client.get("/workspace/").content.decode()
    assert "You are signed in as Ann Member." in text
    assert "No body has given you a role" in text


@pytest.mark.parametrize(("email", "password"), [("known", "wrong"), ("unknown@x.test", "wrong")])
def test_wrong_name_and_wrong_password_get_the_same_words(
    client: Client, email: str, password: str
) -> None:
    known = builders.user().email
    response = sign_in(client, known if email == "known" else email, password)
    text = response.content.decode()
    assert response.status_code == 200
    assert "The e-mail address or the password is not right." in text
    assert 'href="#id_username"' in text
    assert "<title>" in text
    assert "Error:" in text
    assert response["Cache-Control"] == PRIVATE


def test_an_account_that_is_switched_off_is_told_nothing_else(client: Client) -> None:
    off = builders.user(is_active=False)
    assert "is not right" in sign_in(client, off.email).content.decode()


def test_empty_fields_are_named(client: Client) -> None:
    text = client.post(SIGN_IN, {}).content.decode()
    assert "Enter your e-mail address" in text
    assert "Enter your password" in text
    assert 'aria-invalid="true"' in text


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "\r\nSet-Cookie: a=b",
    ],
)
def test_the_way_on_stays_on_this_host(client: Client, wanted: str) -> None:
    response = sign_in(client, builders.user().email, next=wanted)
    assert response["Location"] == "/workspace/"


def test_the_way_on_is_kept(client: Client) -> None:
    response = sign_in(client, builders.user().email, next="/admin/desk/")
    assert response["Location"] == "/admin/desk/"


def test_signing_out_needs_a_form(client: Client) -> None:
    client.force_login(builders.user())
    assert client.get("/workspace/sign-out/").status_code == 405
    assert client.post("/workspace/sign-out/")["Location"] == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_signing_in_needs_the_token_of_the_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(SIGN_IN, {"username": "a@b.test", "password": "x"})
    assert response.status_code == 403
    assert "The form could not be accepted" in response.content.decode()


def test_a_clerk_finds_the_desk_and_the_registers(client: Client) -> None:
    panel = builders.body("Northmere panel", slug="northmere-panel")
    client.force_login(builders.clerk_of(panel))
    response = client.get("/workspace/")
    text = response.content.decode()
    assert response["Cache-Control"] == PRIVATE
    assert 'href="/admin/desk/"' in text
    assert 'href="/admin/bodies/northmere-panel/"' in text
    assert "Your roles: Clerk" in text


def test_a_member_finds_no_way_into_the_admin(client: Client) -> None:
    panel = builders.body("Northmere panel", slug="northmere-panel")
    client.force_login(builders.with_role(panel, "member"))
    text = client.get("/workspace/").content.decode()
    assert "Your roles: Member" in text
    assert "/admin/" not in text
    assert 'href="/northmere-panel/"' in text


def test_the_host_of_a_body_shows_the_roles_in_that_body_alone() -> None:
    page = front_page("northmere-board", host="board.localhost")
    panel = builders.body("Northmere panel", slug="northmere-panel")
    someone = builders.clerk_of(panel)
    grant_role(user=someone, body=page.body, role="member", by=None)
    client = Client(headers={"host": "board.localhost"})
    client.force_login(someone)
    text = client.get("/workspace/").content.decode()
    assert "northmere-board" in text
    assert "Northmere panel" not in text


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
def test_a_fault_shows_a_plain_page_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("secret-of-the-trace")

    monkeypatch.setattr("home.views.render", fail)
    response = Client(raise_request_exception=False).get("/privacy/")
    text = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong" in text
    assert "secret-of-the-trace" not in text
    assert response["Cache-Control"] == PRIVATE
    assert "Content-Security-Policy" in response
