"""Case 37: the session is guarded, not the address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.views import LoginView
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal import audit
from portal.models import LogEntry, OutboxLetter, User
from portal.urls import urlpatterns as all_patterns
from tests import builders
from tests.home.signing_in.acting import (
    SECOND,
    SECRET,
    SET_UP,
    SIGN_IN,
    code_of,
    has_app,
    password,
    secret_shown,
    sign_in,
    with_app,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]
INSIDE = ("/workspace/", "/admin/", "/admin/api/main/pages/", "/workspace/account/")


def is_kept_out(client: Client, address: str = "/workspace/") -> bool:
    """Neither the page nor its data: led away, and a script is told so."""
    page = client.get(address)
    script = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
    return page.status_code == 302 and script.status_code in (302, 403)


def demanding() -> Iterator[User]:
    """One of each who must have a second factor."""
    body = builders.body()
    for role in ("clerk", "proper_officer", "admin", "responder"):
        yield builders.with_role(body, role)
    yield builders.administrator()
    yield builders.user(is_staff=True)


def test_whoever_must_have_one_sets_it_up_first_and_then_comes_in(client: Client) -> None:
    for someone in demanding():
        client.logout()
        assert password(client, someone).status_code == 302
        for address in INSIDE:
            assert is_kept_out(client, address), (someone, address)
            assert client.get(address)["Location"].startswith(SET_UP)
        answer = client.get("/admin/api/main/pages/", headers={"accept": "application/json"})
        assert answer.status_code == 403
    page = client.get(SET_UP)
    secret = secret_shown(page.content.decode())
    wrong = client.post(SET_UP, {"code": "000000"})
    assert wrong.status_code == 422
    assert is_kept_out(client)
    before = client.session.session_key
    done = client.post(SET_UP, {"code": code_of(secret)})
    codes = done.content.decode().count("<code>")
    assert codes == 10
    assert client.session.session_key != before
    assert client.get("/workspace/").status_code == 200
    kept = Authenticator.objects.get(user=someone, type="totp")
    assert secret not in str(kept.data), "the secret is kept encrypted"
    assert LogEntry.objects.filter(user=someone, action=audit.SECOND_FACTOR_CHANGED).exists()
    letter = OutboxLetter.objects.get(user=someone, kind="security")
    assert "authenticator app was set up" in letter.text
    assert not mail.outbox, "letters leave through the outbox alone"


def test_members_come_in_with_a_password(client: Client) -> None:
    member = builders.with_role(builders.body(), "member")
    assert password(client, member)["Location"] == "/workspace/"
    assert client.get("/workspace/").status_code == 200


def test_whoever_has_one_is_asked_even_where_none_is_demanded(
    client: Client, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    someone = builders.user()
    with_app(someone)
    assert password(client, someone)["Location"] == SECOND
    assert "_auth_user_id" not in client.session
    assert is_kept_out(client)
    assert client.post(SECOND, {"code": "123"}).status_code == 422
    assert is_kept_out(client)
    old = client.session.session_key
    assert client.post(SECOND, {"code": code_of(SECRET)})["Location"] == "/workspace/"
    assert client.session.session_key != old
    assert client.get("/workspace/").status_code == 200
    actions = set(LogEntry.objects.filter(object_id=someone.pk).values_list("action", flat=True))
    assert {audit.SECOND_FACTOR_PASSED, audit.SECOND_FACTOR_FAILED, audit.SIGN_IN} <= actions


def test_a_code_and_a_recovery_code_work_once() -> None:
    someone = builders.with_role(builders.body(), "responder")
    codes = with_app(someone)
    assert sign_in(Client(), someone).status_code == 302
    again = Client()
    password(again, someone)
    answer = again.post(SECOND, {"code": code_of(SECRET)})
    assert answer.status_code == 422
    assert is_kept_out(again)
    assert again.post(SECOND, {"code": code_of(SECRET, -1)}).status_code == 422
    assert again.post(SECOND, {"code": codes[0]}).status_code == 302
    third = Client()
    password(third, someone)
    assert third.post(SECOND, {"code": codes[0]}).status_code == 422
    assert third.post(SECOND, {"code": codes[1]}).status_code == 302


def test_five_wrong_codes_lock_the_right_one_too() -> None:
    someone = builders.with_role(builders.body(), "clerk")
    with_app(someone)
    client = Client()
    password(client, someone)
    assert [client.post(SECOND, {"code": "111111"}).status_code for _ in range(5)] == [422] * 5
    locked = client.post(SECOND, {"code": code_of(SECRET)})
    assert locked.status_code == 429
    assert is_kept_out(client)
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    password(elsewhere, someone)
    assert elsewhere.post(SECOND, {"code": code_of(SECRET)}).status_code == 429


def test_a_session_made_by_login_alone_has_no_mark() -> None:
    """Whatever view calls Django's `login`, with or without a factor of the account."""
    body = builders.body()
    bare, armed = builders.clerk_of(body), builders.clerk_of(body)
    with_app(armed)
    for someone, leads_to in ((bare, SET_UP), (armed, SECOND)):
        client = Client()
        client.force_login(someone)
        for address in INSIDE:
            assert client.get(address)["Location"].startswith(leads_to)
    assert client.get(SET_UP)["Location"].startswith(SIGN_IN), "nobody adds a factor of their own"
    assert client.post(SET_UP, {"code": "1"})["Location"].startswith(SECOND)
    assert client.get("/workspace/account/passkey/")["Location"].startswith(SECOND)
    assert client.get(SIGN_IN, {"next": "/admin/"})["Location"] == f"{SECOND}?next=%2Fadmin%2F"
    leaving = Client()
    leaving.force_login(armed)
    assert leaving.post("/workspace/sign-out/")["Location"] == SIGN_IN
    assert "_auth_user_id" not in leaving.session
    done = client.post(SECOND, {"code": code_of(SECRET), "next": "//evil.example"})
    assert done["Location"] == "/workspace/"
    assert client.get("/workspace/").status_code == 200


def test_the_mark_of_one_account_is_none_of_another() -> None:
    body = builders.body()
    one, other = builders.clerk_of(body), builders.clerk_of(body)
    with_app(one)
    client = Client()
    sign_in(client, one)
    assert client.get("/workspace/").status_code == 200
    client.force_login(other)
    assert is_kept_out(client)
    with_app(other)
    forged = client.session
    forged["second_factor_passed_by"] = str(one.pk)
    forged.save()
    assert is_kept_out(client)


def test_a_session_of_somebody_else_leaves_no_mark() -> None:
    """Signing in again by a password alone, in the very session that was marked."""
    someone = builders.clerk_of(builders.body())
    with_app(someone)
    client = Client()
    sign_in(client, someone)
    assert client.get("/workspace/").status_code == 200
    client.force_login(someone)
    assert is_kept_out(client)


def test_public_pages_take_such_a_session_for_a_visitor() -> None:
    client = Client()
    client.force_login(builders.clerk_of(builders.body()))
    answer = client.get("/privacy/")
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated


def doors(patterns: list[Any], at: str = "/") -> Iterator[str]:
    """Every address whose view subclasses LoginView."""
    for one in patterns:
        where = at + str(one.pattern).replace("^", "").replace("$", "")
        if isinstance(one, URLResolver):
            yield from doors(one.url_patterns, where)
        elif isinstance(one, URLPattern):
            view = getattr(one.callback, "view_class", None)
            if isinstance(view, type) and issubclass(view, LoginView):
                yield where


class _Strange(LoginView):
    """A door that somebody adds by mistake."""

    template_name = "home/sign_in.html"


urlpatterns = [path("strange/door/", _Strange.as_view()), *all_patterns]


@pytest.mark.parametrize("is_armed", [True, False])
def test_no_door_lets_a_password_alone_in(settings: Settings, *, is_armed: bool) -> None:
    settings.ROOT_URLCONF = __name__
    someone = builders.administrator()
    if is_armed:
        with_app(someone)
    found = list(doors(get_resolver(__name__).url_patterns))
    assert {"/strange/door/", SIGN_IN} <= set(found)
    for address in [*found, "/admin/login/", "/_util/login/"]:
        client = Client()
        client.post(address, {"username": someone.email, "password": builders.PASSWORD})
        for inside in INSIDE:
            assert is_kept_out(client, inside), (address, inside)
        assert not has_app(someone) or client.session.get("second_factor_passed_by") is None


def test_removing_the_last_one_is_refused_while_it_is_demanded() -> None:
    body = builders.body()
    officer, member = builders.clerk_of(body), builders.with_role(body, "member")
    for someone, status, left in ((officer, 422, True), (member, 302, False)):
        with_app(someone)
        client, other = Client(), Client()
        sign_in(client, someone)
        sign_in(other, someone, later=1)
        factor = Authenticator.objects.get(user=someone, type="totp")
        address = f"/workspace/account/factors/{factor.pk}/remove/"
        assert client.post(address, {"password": "wrong"}).status_code == 422
        assert client.post(address, {"password": builders.PASSWORD}).status_code == status
        assert has_app(someone) is left
        assert (other.get("/workspace/").status_code == 200) is left
        assert client.get("/workspace/").status_code == 200
    stranger = Client()
    stranger.force_login(member)
    theirs = Authenticator.objects.get(user=officer, type="totp")
    assert stranger.get(f"/workspace/account/factors/{theirs.pk}/remove/").status_code == 404


def test_an_open_session_is_no_place_to_guess_the_password() -> None:
    someone = builders.user()
    with_app(someone)
    client = Client()
    sign_in(client, someone)
    codes, passkey = "/workspace/account/recovery-codes/", "/workspace/account/passkey/"
    assert client.post(codes, {"password": "x"}).status_code == 422
    assert client.post(codes, {"password": builders.PASSWORD}).status_code == 200
    for _ in range(5):  # what went before the right one counts no more
        for address in (codes, passkey):
            assert "is not right" in client.post(address, {"password": "x"}).content.decode()
    for address in (codes, passkey):
        answer = client.post(address, {"password": builders.PASSWORD})
        assert answer.status_code == 422
        assert "Too many tries. Wait fifteen minutes." in answer.content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.post(codes, {"password": builders.PASSWORD}).status_code == 200


def test_new_recovery_codes_make_the_old_ones_void() -> None:
    someone = builders.clerk_of(builders.body())
    old = with_app(someone)
    client = Client()
    sign_in(client, someone)
    page = client.get("/workspace/account/recovery-codes/").content.decode()
    assert '<h1 class="govuk-heading-l">Recovery codes</h1>' in page
    assert Authenticator.objects.filter(user=someone, type="recovery_codes").count() == 1
    answer = client.post("/workspace/account/recovery-codes/", {"password": builders.PASSWORD})
    assert answer.content.decode().count("<code>") == 10
    assert old[0] not in answer.content.decode()
    other = Client()
    password(other, someone)
    assert other.post(SECOND, {"code": old[0]}).status_code == 422


def test_an_elevation_asks_for_the_second_factor() -> None:
    client = Client()
    client.force_login(builders.administrator())
    assert client.post("/admin/elevation/", {}).status_code in (302, 404)
