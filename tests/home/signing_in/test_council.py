"""The whole exchange with a council's own sign-in, against a process of this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django.fixtures import Settings

from boards.models import RoleAssignment, ScrutinyBody
from boards.operations.invitations import invite
from boards.operations.roles import grant_role
from portal import clock
from portal.models import MappedRole, User
from portal.settings.oidc import checked
from tests import builders
from tests.demonstration.serving import free_port
from tests.home.signing_in.acting import SECOND, SET_UP, with_app
from tests.home.signing_in.council import CLIENT, SECRET
from tests.home.signing_in.test_limits import is_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BEGIN = "/workspace/sign-in/council/northmere/"
NIA = {
    "sub": "n-1",
    "email": "Nia@Northmere.test",
    "email_verified": True,
    "given_name": "Nia",
    "family_name": "Rees",
    "groups": ["panel-members"],
}


@pytest.fixture(scope="module")
def council() -> Iterator[str]:
    """The provider's issuer."""
    port = free_port()
    file = Path(__file__).with_name("council.py")
    process = subprocess.Popen([sys.executable, str(file), str(port)])
    issuer = f"http://localhost:{port}"
    for _ in range(600):
        try:
            requests.get(f"{issuer}/keys", timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    yield issuer
    process.terminate()
    process.wait()


@pytest.fixture(autouse=True)
def provider(council: str, settings: Settings) -> dict[str, Any]:
    settings.BASE_URL = "http://testserver"
    one = checked(
        {
            "id": "northmere",
            "name": "Northmere Council",
            "issuer": council,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "second_factor": "mfa",
            "roles": {
                "panel-members": ["panel:member"],
                "panel-clerks": "panel:clerk",
                "strange": ["nowhere:clerk", "panel:superuser"],
            },
        }
    )
    settings.OIDC_PROVIDERS = [one]
    builders.body("Panel", slug="panel")
    return one


def leave(client: Client, council: str, person: dict[str, Any], **query: str) -> dict[str, str]:
    """Go out and sign in there; returns what the council sends back."""
    requests.post(f"{council}/person", data=json.dumps(person), timeout=5)
    out = client.get(BEGIN, query)
    assert out["Location"].startswith(f"{council}/authorize?")
    asked = parse_qs(urlsplit(out["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    answer = requests.get(out["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert back.path == f"{BEGIN}back/"
    return {name: many[0] for name, many in parse_qs(back.query).items()}


def come(council: str, person: dict[str, Any], **query: str) -> tuple[Client, Any]:
    """Sign in by the council from beginning to end."""
    client = Client()
    return client, client.get(f"{BEGIN}back/", leave(client, council, person, **query))


def roles(email: str = "nia@northmere.test") -> list[str]:
    rows = RoleAssignment.objects.filter(user__email=email)
    return sorted(rows.values_list("role", flat=True))


def test_a_mapped_group_makes_an_account_and_gives_its_role(council: str) -> None:
    assert "Sign in with Northmere Council" in Client().get("/workspace/sign-in/").content.decode()
    client, answer = come(council, NIA, next="/workspace/account/")
    assert answer["Location"] == "/workspace/account/"
    assert is_in(client)
    user = User.objects.get(email="nia@northmere.test")
    assert not user.has_usable_password()
    assert (user.is_superuser, user.is_staff) == (False, False)
    assert roles() == ["member"]
    again, _answer = come(council, {**NIA, "email": "new@northmere.test", "email_verified": False})
    assert is_in(again), "found again by the council's identifier"
    assert User.objects.filter(first_name="Nia").count() == 1


def test_a_role_goes_with_its_group_and_no_other_role_goes(council: str) -> None:
    come(council, {**NIA, "groups": ["panel-members", "panel-clerks", "strange"]})
    user = User.objects.get(email="nia@northmere.test")
    assert roles() == ["clerk", "member"]
    panel = RoleAssignment.objects.filter(user=user)[0].body
    grant_role(user=user, body=panel, role="chair", by=None)
    client, _answer = come(council, {**NIA, "groups": []})
    assert roles() == ["chair"]
    assert is_in(client)
    assert not MappedRole.objects.filter(user=user).exists()
    come(council, {**NIA, "groups": ["panel-members"]})
    assert roles() == ["chair", "member"]


def test_a_role_that_begins_later_keeps_nobody_out(council: str) -> None:
    """Of one role without an end there is one: that of a group, or the one to come."""
    panel = ScrutinyBody.objects.get(slug="panel")
    nia = builders.user(email="nia@northmere.test")
    later = clock.today() + timedelta(days=30)
    grant_role(user=nia, body=panel, role="member", by=None, valid_from=later)
    client, _answer = come(council, {**NIA, "groups": ["panel-members", "panel-clerks"]})
    assert client.session.get("_auth_user_id") == str(nia.pk)
    assert roles() == ["clerk", "member"]
    come(council, {**NIA, "groups": []})
    assert roles() == ["member"]
    assert RoleAssignment.objects.get(user=nia).valid_from == later


def test_what_cannot_be_believed_lets_nobody_in(council: str) -> None:
    for wrong in ("nonce", "issuer", "audience", "time", "signature", "none"):
        client, answer = come(council, {**NIA, "wrong": wrong})
        assert answer.status_code == 403, wrong
        assert not is_in(client)
    client = Client()
    sent = leave(client, council, NIA)
    assert client.get(f"{BEGIN}back/", {**sent, "state": "another"}).status_code == 403
    assert client.get(f"{BEGIN}back/", sent).status_code == 403, "a state is used once"
    stranger = Client()
    sent = leave(client, council, NIA)
    assert stranger.get(f"{BEGIN}back/", sent).status_code == 403, "begun in another browser"
    session = client.session
    session["council_sign_in"] = {**session["council_sign_in"], "verifier": "another"}
    session.save()
    assert client.get(f"{BEGIN}back/", sent).status_code == 403, "PKCE"
    assert not User.objects.filter(email="nia@northmere.test").exists()
    assert Client().get("/workspace/sign-in/council/nobody/").status_code == 404


def test_strange_ways_back_lock_nobody_out_and_ten_of_ours_do(council: str) -> None:
    """Case 33: any page can lead a browser to the way back, so that alone is no try."""
    for _ in range(11):
        assert Client().get(f"{BEGIN}back/", {"state": "x", "code": "x"}).status_code == 403
    client, _answer = come(council, NIA)
    assert is_in(client)
    for _ in range(10):
        come(council, {**NIA, "wrong": "nonce"})
    client, answer = come(council, NIA)
    assert answer.status_code == 403
    assert not is_in(client)


def test_who_has_no_business_here_gets_no_account(council: str) -> None:
    panel = ScrutinyBody.objects.get(slug="panel")
    admin = builders.administrator()
    off = builders.user(email="off@northmere.test", is_active=False)
    known = builders.user(email="known@northmere.test")
    for person in (
        {**NIA, "email_verified": False},
        {**NIA, "email_verified": "true"},
        {**NIA, "groups": ["strangers"]},
        {**NIA, "email": admin.email},
        {**NIA, "email": off.email},
        {**NIA, "email": known.email, "email_verified": False},
    ):
        client, answer = come(council, person)
        assert answer.status_code == 403, person
        assert not is_in(client)
    assert not SocialAccount.objects.exists()
    _client, answer = come(council, {**NIA, "email": known.email, "groups": []})
    assert answer.status_code == 302
    assert SocialAccount.objects.get().user == known
    invite(name="I", email="i@northmere.test", body=panel, roles=["partner"], by=admin)
    come(council, {**NIA, "sub": "n-2", "email": "i@northmere.test", "groups": []})
    assert roles("i@northmere.test") == ["partner"]


def test_the_second_factor_is_the_portals_unless_the_setting_trusts_the_council(
    council: str, provider: dict[str, Any]
) -> None:
    clerk = {**NIA, "groups": ["panel-clerks"]}
    client, _answer = come(council, clerk)
    assert client.get("/workspace/")["Location"].startswith(SET_UP)
    trusted, _answer = come(council, {**clerk, "amr": ["pwd", "mfa"]})
    assert is_in(trusted)
    with_app(User.objects.get(email="nia@northmere.test"))
    _client, answer = come(council, clerk)
    assert answer["Location"] == SECOND
    trusted, _answer = come(council, {**clerk, "amr": ["mfa"]})
    assert is_in(trusted)
    provider["second_factor"] = []
    asked, answer = come(council, {**clerk, "amr": ["mfa"]})
    assert answer["Location"] == SECOND
    assert not is_in(asked)


def test_settings_that_are_wrong_are_refused() -> None:
    right = {"name": "N", "issuer": "https://n.test", "client_id": "a", "client_secret": "b"}
    assert checked(right)["second_factor"] == []
    for wrong in (
        {"issuer": "http://n.test"},
        {"client_secret": ""},
        {"id": "a/b"},
        {"roles": {"group": "clerk"}},
        {"roles": ["x"]},
    ):
        with pytest.raises(ImproperlyConfigured):
            checked({**right, **wrong})
