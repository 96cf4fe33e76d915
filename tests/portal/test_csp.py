"""Headers on every answer: a strict policy, and Wagtail's own below /admin/."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.middleware.policies import ContentPolicyMiddleware
from tests import builders

pytestmark = pytest.mark.django_db


def policy(client: Client, path: str, **headers: str) -> dict[str, str]:
    response = client.get(path, headers=headers or None)
    response.close()
    header = response["Content-Security-Policy"]
    return {part.split()[0]: " ".join(part.split()[1:]) for part in header.split("; ")}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/accessibility/",
        "/workspace/",
        "/workspace/sign-in/",
        "/no-such-page/",
        "/members",
        "/healthz",
        "/static/portal/img/icon.svg",
    ],
)
def test_everything_outside_the_admin_has_the_strict_policy(client: Client, path: str) -> None:
    assert policy(client, path) == {
        "default-src": "'none'",
        "connect-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_the_admin_has_its_own_policy(client: Client) -> None:
    client.force_login(builders.administrator())
    admin = policy(client, "/admin/")
    assert admin["script-src"] == "'self' 'unsafe-inline'"
    assert admin["default-src"] == "'self'"
    assert admin["object-src"] == "'none'"


@pytest.mark.parametrize("path", ["/admin-like/", "/administration/"])
def test_an_address_that_only_looks_like_the_admin_is_strict(client: Client, path: str) -> None:
    assert "unsafe-inline" not in str(policy(client, path))


@pytest.mark.parametrize(
    ("path", "host"),
    [
        ("/", "localhost"),
        ("/no-such-page/", "localhost"),
        ("/", "evil.example"),
        ("/workspace/", "localhost"),
        ("/static/portal/img/icon.svg", "localhost"),
    ],
)
def test_every_status_carries_the_other_headers(client: Client, path: str, host: str) -> None:
    response = client.get(path, headers={"host": host})
    response.close()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] in ("DENY", "SAMEORIGIN")
    assert response["Content-Security-Policy"]


def test_the_inner_answer_of_a_preview_leaves_the_policy_to_the_outer_one() -> None:
    middleware = ContentPolicyMiddleware(lambda _request: HttpResponse())
    request = RequestFactory().get("/a-page/")
    middleware.process_request(request)
    assert "Content-Security-Policy" in middleware.process_response(request, HttpResponse())
    request.is_preview = True  # type: ignore[attr-defined]
    assert "Content-Security-Policy" not in middleware.process_response(request, HttpResponse())
