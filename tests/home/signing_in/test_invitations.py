"""Coming in by invitation, and what nobody can do with one."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boards.models import RoleAssignment, ScrutinyBody
from boards.operations.invitations import invite, send_again
from boards.operations.roles import end_role, grant_role
from portal import clock
from portal.models import Invitation, LogEntry, OutboxLetter, User
from portal.operations import Refused
from portal.signed_links.guessing import WRONG_AN_HOUR
from portal.unlogged import SecretAddressFilter, without_secrets
from tests import builders
from tests.home.signing_in.acting import SET_UP, SIGN_IN, with_app
from tests.home.signing_in.test_limits import NEW, is_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCREEN = "/workspace/invitations/"


def invited(body: ScrutinyBody, by: User, **more: Any) -> str:
    """Invite somebody; returns the path of the link in the letter."""
    values = {"name": "Nia Rees", "email": "Nia@Example.test", "roles": ["clerk"], **more}
    invite(body=body, by=by, **values)
    return newest_link()


def newest_link() -> str:
    letter = OutboxLetter.objects.filter(kind="invitation").order_by("pk").last()
    assert letter is not None
    found = re.search(r"http://localhost:8000(/\S+)", letter.text)
    assert found
    return found[1]


def take(link: str, word: str = NEW, client: Client | None = None) -> Any:
    sent = {"new_password1": word, "new_password2": word}
    return (client or Client()).post(link, sent)


def test_a_link_works_once_and_leads_to_the_second_factor() -> None:
    body = builders.body()
    link = invited(body, builders.with_role(body, "admin"))
    token = link.rstrip("/").rpartition("/")[2]
    kept = Invitation.objects.values().get()
    assert token not in str(kept), "a hash is kept"
    client = Client()
    for _ in range(2):
        page = client.get(link)
        assert page.status_code == 200
        assert page["Cache-Control"] == "private, no-store"
        assert page["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert not User.objects.filter(email="nia@example.test").exists()
    assert take(link, "nia@example.test", client).status_code == 422
    assert take(link, "short", client).status_code == 422
    assert take(link, client=client)["Location"] == "/workspace/"
    user = User.objects.get(email="nia@example.test")
    assert (user.first_name, user.is_superuser, user.is_staff) == ("Nia", False, False)
    assert client.get("/workspace/")["Location"].startswith(SET_UP)
    assert [row.role for row in RoleAssignment.objects.filter(user=user)] == ["clerk"]
    assert take(link).status_code == 404
    assert Client().get(link).status_code == 404
    acts = LogEntry.objects.filter(action="portal.invited", body=body.slug)
    assert acts.count() == 2
    assert token not in str(list(acts.values()))


def test_the_secret_of_a_link_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(SecretAddressFilter())
    body = builders.body()
    link = invited(body, builders.with_role(body, "admin"))
    assert take(link, "short").status_code == 422
    assert "/workspace/invitation/…" in caplog.text, "what was refused is logged without its secret"
    assert link.rstrip("/").rpartition("/")[2] not in caplog.text
    for name, others in (
        ("answer", []),
        ("own-calendar", []),
        ("stop_letters", []),
        ("account_invitation", []),
        ("account_new_password_set", ["MQ"]),
    ):
        address = reverse(name, args=[*others, "of-nobody-elses:business"])
        assert "nobody" not in without_secrets(f"Not Found: {address}"), name
    assert without_secrets(reverse("account_new_password_sent")).endswith("/sent/")


def test_wrong_links_are_counted() -> None:
    body = builders.body()
    link = invited(body, builders.with_role(body, "admin"))
    for _ in range(WRONG_AN_HOUR):
        assert Client().get("/workspace/invitation/wrong/").status_code == 404
    assert Client().get(link).status_code == 404, "a lock that the right secret opens is none"
    assert take(link).status_code == 404
    assert Client(REMOTE_ADDR="192.0.2.9").get(link).status_code == 200


def test_a_link_ends_after_a_week_with_a_newer_one_and_when_withdrawn() -> None:
    body = builders.body()
    manager = builders.with_role(body, "admin")
    client = Client()
    with_app(manager)
    client.force_login(manager)
    session = client.session
    session["second_factor_passed_by"] = str(manager.pk)
    session.save()
    first = invited(body, manager)
    one = Invitation.objects.get()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert take(first).status_code == 404
    assert client.post(SCREEN, {"again": one.pk}).status_code == 302
    assert take(first).status_code == 404
    # Two at once, each of whom has read the row before: the last letter bears the link that works.
    twice = [Invitation.objects.get(), Invitation.objects.get()]
    for read in twice:
        send_again(read, by=manager)
    assert [read.sent_count for read in twice] == [3, 4]
    second = newest_link()
    assert Client().get(second).status_code == 200
    assert client.post(SCREEN, {"withdraw": one.pk}).status_code == 302
    assert take(second).status_code == 404
    assert client.post(SCREEN, {"again": one.pk}).status_code == 422
    text = client.get(SCREEN).content.decode()
    assert "Withdrawn on" in text
    assert not User.objects.filter(email="nia@example.test").exists()


def test_nobody_gives_more_than_they_may() -> None:
    """Case 28, for invitations: bodies, roles and one's own account."""
    mine, other = builders.body(), builders.body()
    manager, clerk = builders.with_role(mine, "admin"), builders.clerk_of(mine)
    for by, body, email, roles in (
        (manager, other, "x@example.test", ["clerk"]),
        (clerk, mine, "x@example.test", ["clerk"]),
        (manager, mine, manager.email, ["clerk"]),
        (manager, mine, "x@example.test", ["superuser"]),
        (manager, mine, "x@example.test", []),
        (manager, mine, "no address", ["clerk"]),
    ):
        with pytest.raises(Refused):
            invite(name="X", email=email, body=body, roles=roles, by=by)
    assert not Invitation.objects.exists()
    client = Client()
    client.force_login(clerk)
    session = client.session
    session["second_factor_passed_by"] = str(clerk.pk)
    session.save()
    assert client.get(SCREEN).status_code == 404
    client.force_login(manager)
    session = client.session
    session["second_factor_passed_by"] = str(manager.pk)
    session.save()
    foreign = invite(
        name="Y", email="y@example.test", body=other, roles=["clerk"], by=builders.administrator()
    )
    assert client.post(SCREEN, {"withdraw": foreign.pk}).status_code == 404
    sent = {"name": "Z", "email": "z@example.test", "body": other.pk, "roles": ["clerk"]}
    assert client.post(SCREEN, sent).status_code == 422
    assert client.post(SCREEN, {**sent, "body": mine.pk}).status_code == 302
    link = newest_link()
    end_role(assignment=RoleAssignment.objects.get(user=manager), by=builders.administrator())
    answer = take(link)
    assert answer.status_code == 422, "an inviter who is no administrator any more gives nothing"
    assert not User.objects.filter(email="z@example.test").exists()


def test_a_role_that_begins_later_does_not_spoil_the_link() -> None:
    body, nia = builders.body(), builders.user(email="nia@example.test")
    later = clock.today() + timedelta(days=30)
    grant_role(user=nia, body=body, role="member", by=None, valid_from=later)
    link = invited(body, builders.administrator(), roles=["member", "chair"])
    client = Client()
    client.force_login(nia)
    assert client.post(link)["Location"] == "/workspace/"
    given = RoleAssignment.objects.filter(user=nia).order_by("valid_from")
    assert [one.role for one in given] == ["chair", "member"]


def test_an_account_that_there_is_takes_the_roles_itself() -> None:
    body = builders.body()
    someone = builders.user(email="nia@example.test")
    link = invited(body, builders.administrator(), roles=["member"])
    stranger = Client()
    stranger.force_login(builders.user())
    assert take(link, client=stranger).status_code == 200
    assert "Sign in with it" in stranger.get(link).content.decode()
    client = Client()
    assert not RoleAssignment.objects.filter(user=someone).exists()
    client.post(SIGN_IN, {"username": someone.email, "password": builders.PASSWORD})
    assert "Take the roles" in client.get(link).content.decode()
    assert client.post(link)["Location"] == "/workspace/"
    assert is_in(client)
    assert RoleAssignment.objects.get(user=someone).role == "member"
    assert someone.check_password(builders.PASSWORD)
