"""Cases 33 to 36: how often one may try, what strangers learn, and how sessions end."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal import auth as passkeys
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from home.account import changes
from home.account import password as password_pages
from portal import audit
from portal.door.sessions import end_session
from portal.models import LogEntry, OutboxLetter, SignedInSession, SignInTry
from tests import builders
from tests.home.signing_in.acting import (
    SECRET,
    SET_UP,
    SIGN_IN,
    code_of,
    password,
    secret_shown,
    sign_in,
    with_app,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RESET = "/workspace/account/new-password/"
NEW = "three words apart"


def is_in(client: Client) -> bool:
    return bool(client.get("/workspace/").status_code == 200)


def test_ten_wrong_passwords_lock_that_name_at_that_address_for_a_while() -> None:
    someone = builders.user()
    here = Client(REMOTE_ADDR="192.0.2.1")
    assert [password(here, someone, "wrong").status_code for _ in range(10)] == [200] * 10
    wrong, right = password(here, someone, "wrong"), password(here, someone)
    assert (wrong.status_code, right.status_code) == (429, 429)
    assert plain(wrong) == plain(right), "the right password is not told apart"
    assert right["Retry-After"] == "900"
    assert not is_in(here)
    elsewhere = Client(REMOTE_ADDR="192.0.2.2")
    assert password(elsewhere, someone).status_code == 302, "nobody locks somebody else out"
    other = builders.user()
    assert password(Client(REMOTE_ADDR="192.0.2.1"), other).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert password(here, someone).status_code == 302
    kept = "".join(SignInTry.objects.values_list("who", flat=True))
    assert someone.email not in kept


def test_fifty_names_from_one_address_lock_the_address() -> None:
    here, someone = Client(REMOTE_ADDR="192.0.2.1"), builders.user()
    for number in range(50):
        sent = {"username": f"nobody{number}@example.test", "password": "x"}
        assert here.post(SIGN_IN, sent).status_code == 200
    assert password(here, someone).status_code == 429
    assert password(Client(REMOTE_ADDR="192.0.2.2"), someone).status_code == 302


def test_the_address_of_a_visitor_is_not_what_they_write(settings: Settings) -> None:
    """Without a proxy the header counts for nothing; with one, only what the proxy added."""
    someone = builders.user()
    for number in range(10):
        header = {"x-forwarded-for": f"198.51.100.{number}"}
        Client(headers=header).post(SIGN_IN, {"username": someone.email, "password": "x"})
    assert password(Client(headers={"x-forwarded-for": "203.0.113.9"}), someone).status_code == 429
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    other = builders.user()
    for number in range(10):
        header = {"x-forwarded-for": f"198.51.100.{number}, 192.0.2.7"}
        Client(headers=header).post(SIGN_IN, {"username": other.email, "password": "x"})
    spoofed = Client(headers={"x-forwarded-for": "203.0.113.9, 192.0.2.7"})
    assert password(spoofed, other).status_code == 429


def plain(answer: Any) -> bytes:
    """A page without its token and address."""
    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content)
    return re.sub(rb"[a-z.0-9]+@[a-z.]+", b"", text)


def test_nobody_learns_who_has_an_account() -> None:
    """Case 34: the same words, status, length, and the same work in the database and the hash."""
    known = builders.user(email="aaaaaa@example.test")
    unknown = "bbbbbb@example.test"
    for address, field in ((SIGN_IN, "username"), (RESET, "email")):
        Client().post(address, {field: "cccccc@example.test", "password": "wrong"})
        answers, asked = [], []
        for name in (known.email, unknown):
            with CaptureQueriesContext(connection) as queries:
                answers.append(Client().post(address, {field: name, "password": "wrong"}))
            asked.append(sorted(one["sql"].split()[0] for one in queries))
        one, other = answers
        assert one.status_code == other.status_code
        assert plain(one) == plain(other)
        assert len(one.content) == len(other.content)
        assert asked[0].count("SELECT") == asked[1].count("SELECT"), asked
        assert asked[0].count("INSERT") == asked[1].count("INSERT"), asked
    letters = OutboxLetter.objects.filter(kind="password")
    assert [letter.to for letter in letters] == [known.email]


def test_a_new_password_by_letter_once_and_within_an_hour() -> None:
    someone = builders.user()
    inside = Client()
    password(inside, someone)
    for _ in range(5):
        Client().post(RESET, {"email": someone.email.upper()})
    letters = OutboxLetter.objects.filter(kind="password", user=someone)
    assert letters.count() == 3, "three letters an hour"
    link = re.search(r"http://localhost:8000(/\S+)", letters.last().text)[1]  # type: ignore[index,union-attr]
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert "does not work" in Client().get(link, follow=True).content.decode()
    hand = Client()
    page = hand.get(link, follow=True)
    assert someone.check_password(builders.PASSWORD)
    where = page.redirect_chain[-1][0]
    weak = hand.post(where, {"new_password1": "short", "new_password2": "short"})
    assert "at least 12" in weak.content.decode()
    done = hand.post(where, {"new_password1": NEW, "new_password2": NEW})
    assert done["Location"] == SIGN_IN
    assert not is_in(inside), "other sessions end"
    assert "does not work" in Client().get(link, follow=True).content.decode()
    assert password(Client(), someone).status_code == 200
    assert password(Client(), someone, NEW).status_code == 302
    assert OutboxLetter.objects.filter(kind="security", user=someone).count() == 1
    log = LogEntry.objects.filter(object_id=someone.pk)
    assert log.filter(action=audit.PASSWORD_CHANGED).count() == 1
    assert NEW not in str(list(log.values()))


def test_changing_the_password_ends_other_sessions_and_keeps_this_one() -> None:
    someone = builders.clerk_of(builders.body())
    with_app(someone)
    here, other = Client(), Client()
    sign_in(here, someone)
    sign_in(other, someone, later=1)
    old = here.session.session_key
    address = "/workspace/account/password/"
    sent = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert here.post(address, sent).status_code == 422
    assert here.post(address, {**sent, "old_password": builders.PASSWORD}).status_code == 302
    assert is_in(here), "with its second factor"
    assert not is_in(other)
    assert here.session.session_key != old
    assert list(
        SignedInSession.objects.filter(user=someone).values_list("session_key", flat=True)
    ) == [here.session.session_key]


def test_signing_in_over_a_held_back_session_gives_a_new_one_that_is_kept() -> None:
    """Case 35: it may be another's, which Django empties, or one's own, which Django keeps."""
    clerk, member = builders.clerk_of(builders.body()), builders.user()
    for someone in (member, clerk):
        client = Client()
        password(client, clerk)
        old = client.session.session_key
        password(client, someone)
        assert client.session.session_key != old
        row = SignedInSession.objects.get(user=someone, session_key=client.session.session_key)
        assert not SignedInSession.objects.filter(user=someone, session_key=old).exists()
        assert end_session(someone, row.pk, by=someone)
        assert "_auth_user_id" not in client.session, "it ends by its record"


def test_a_change_that_cannot_be_told_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Factor, password, sessions, log and letter stand or fall together."""

    told = 0

    def silent(*args: Any) -> None:
        nonlocal told
        told += 1
        raise OSError

    for module in (changes, password_pages):
        monkeypatch.setattr(module, "tell_of_change", silent)
    someone, member = builders.clerk_of(builders.body()), builders.user()
    codes = with_app(someone)
    here, other = Client(raise_request_exception=False), Client()
    sign_in(here, someone)
    sign_in(other, someone, later=1)
    app = Authenticator.objects.get(user=someone, type="totp")
    right = {"password": builders.PASSWORD}
    new = {"new_password1": NEW, "new_password2": NEW}
    for address, sent in (
        ("/workspace/account/password/", {"old_password": builders.PASSWORD, **new}),
        ("/workspace/account/recovery-codes/", right),
    ):
        assert here.post(address, sent).status_code == 500, address
    someone.role_assignments.all().delete()
    address = f"/workspace/account/factors/{app.pk}/remove/"
    assert here.post(address, right).status_code == 500
    someone.refresh_from_db()
    assert someone.check_password(builders.PASSWORD)
    assert Authenticator.objects.filter(pk=app.pk).exists()
    kept = Authenticator.objects.get(user=someone, type="recovery_codes")
    assert RecoveryCodes(kept).get_unused_codes() == codes
    assert is_in(here)
    assert is_in(other), "its session goes on"
    setting_up = Client(raise_request_exception=False)
    password(setting_up, member)
    secret = secret_shown(setting_up.get(SET_UP).content.decode())
    assert setting_up.post(SET_UP, {"code": code_of(secret)}).status_code == 500
    for checked in ("parse_registration_response", "complete_registration"):
        monkeypatch.setattr(passkeys, checked, lambda *_args: None)
    passkey = {"credential": '{"id": "x"}'}
    assert setting_up.post("/workspace/account/passkey/", passkey).status_code == 500
    assert told == 5
    assert not Authenticator.objects.filter(user=member).exists()
    Client().post(RESET, {"email": member.email})
    letter = OutboxLetter.objects.get(kind="password", user=member)
    found = re.search(r"http://localhost:8000(/\S+)", letter.text)
    assert found
    where = setting_up.get(found[1], follow=True).redirect_chain[-1][0]
    assert setting_up.post(where, new).status_code == 500
    member.refresh_from_db()
    assert member.check_password(builders.PASSWORD)
    acts = set(LogEntry.objects.values_list("action", flat=True))
    assert not acts & {audit.PASSWORD_CHANGED, audit.SECOND_FACTOR_CHANGED, audit.SESSION_ENDED}


def test_sessions_are_seen_and_ended_by_their_owner_alone() -> None:
    someone, stranger = builders.user(), builders.user()
    here = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) AppleWebKit Safari/604.1"})
    third, theirs = Client(), Client()
    for client in (here, phone, third):
        password(client, someone)
    password(theirs, stranger)
    address = "/workspace/account/sessions/"
    text = here.get(address).content.decode()
    assert "Firefox, Linux" in text
    assert "Safari, iPhone" in text
    row = SignedInSession.objects.get(session_key=phone.session.session_key)
    theirs.post(address, {"end": str(row.pk)})
    assert is_in(phone)
    here.post(address, {"end": str(row.pk)})
    assert not is_in(phone)
    assert is_in(third)
    here.post(address, {"end": "others"})
    assert not is_in(third)
    assert is_in(here)
    assert is_in(theirs)
    stolen = here.session.session_key
    here.post("/workspace/sign-out/")
    again = Client()
    again.cookies["sessionid"] = str(stolen)
    assert not is_in(again), "signing out ends it on the server"
    assert not SignedInSession.objects.filter(user=someone).exists()


def test_a_session_ends_when_idle_after_half_a_day_and_when_switched_off() -> None:
    someone = builders.user()
    start = timezone.now()
    idle, busy, off = Client(), Client(), Client()
    with time_machine.travel(start, tick=False):
        for client in (idle, busy, off):
            password(client, someone)
    with time_machine.travel(start + timedelta(minutes=59), tick=False):
        assert is_in(idle)
    with time_machine.travel(start + timedelta(minutes=120), tick=False):
        assert not is_in(idle)
    for minutes in range(0, 12 * 60, 50):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert is_in(busy), minutes
    with time_machine.travel(start + timedelta(hours=12, minutes=1), tick=False):
        assert not is_in(busy)
    password(off, someone)
    assert is_in(off)
    someone.is_active = False
    someone.save()
    assert not is_in(off)


def test_the_second_step_keeps_the_way_on_and_this_host() -> None:
    someone = builders.clerk_of(builders.body())
    with_app(someone)
    for number, (wanted, onward) in enumerate(
        [
            ("/admin/desk/", "/admin/desk/"),
            ("//evil.example", "/workspace/"),
            ("https:evil.example", "/workspace/"),
        ]
    ):
        client = Client()
        assert password(client, someone, next=wanted)["Location"].endswith("/second-factor/")
        done = client.post(
            "/workspace/sign-in/second-factor/",
            {"code": code_of(SECRET, number - 1), "next": wanted},
        )
        assert done["Location"] == onward
