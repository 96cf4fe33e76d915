"""An administrator of the portal becomes clerk for an hour at most, and all concerned know."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log as wagtail_log

from boards.models import Document, Meeting, RoleAssignment, ScrutinyBody
from boards.operations.agenda import add_item
from boards.operations.roles import grant_role
from portal import access, audit, clock
from portal.due import run_due_tasks
from portal.elevating import (
    begin_elevation,
    elevation_begun,
    elevation_ended,
    end_elevation,
    end_overdue,
    is_elevated,
)
from portal.models import Elevation, LogEntry, User
from portal.operations import Refused
from tests import builders

pytestmark = pytest.mark.django_db

REASON = "The clerk is in hospital and the agenda is due today."
SECRET = "quokkaplumb"


@pytest.fixture
def body() -> ScrutinyBody:
    return builders.body("Northmere Panel")


@pytest.fixture
def administrator() -> User:
    return builders.administrator("Ada Portal")


def again(user: User) -> User:
    """The same person at their next request."""
    return User.objects.get(pk=user.pk)


def as_somebody(user: User) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


def begin(by: User, body: ScrutinyBody, minutes: int = 30) -> Elevation:
    return begin_elevation(by=by, body=body.slug, reason=REASON, minutes=minutes)


# --- What it gives, and what it never gives ----------------------------------------------------


def test_it_gives_the_clerks_role_of_one_body_until_its_minute(
    body: ScrutinyBody, administrator: User
) -> None:
    other = builders.body()
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False) as time:
        begin(administrator, body, minutes=30)
        assert access.roles_of(administrator) == {body.slug: {"clerk"}}
        assert access.roles_of(again(administrator)) == {body.slug: {"clerk"}}
        assert access.roles_in(administrator, other.slug) == frozenset()
        same_request = again(administrator)
        assert is_elevated(same_request)
        time.shift(timedelta(minutes=29, seconds=59))
        assert is_elevated(again(administrator))
        time.shift(timedelta(seconds=1))
        assert access.roles_of(again(administrator)) == {}
        assert access.roles_of(same_request) == {}, "the answer of the request was kept too long"


def test_nobody_else_gets_one_and_nothing_longer_or_unexplained(
    body: ScrutinyBody, administrator: User
) -> None:
    """Case 28: neither a clerk nor an administrator of the body raises themselves."""
    off = builders.administrator()
    off.is_active = False
    off.save()
    right: dict[str, Any] = {"body": body.slug, "reason": REASON, "minutes": 60}
    for by, change in (
        (builders.clerk_of(body), {}),
        (builders.with_role(body, "admin"), {}),
        (off, {}),
        (administrator, {"reason": "  "}),
        (administrator, {"body": "nowhere"}),
        (administrator, {"minutes": 61}),
        (administrator, {"minutes": 0}),
    ):
        with pytest.raises(Refused):
            begin_elevation(by=by, **{**right, **change})
    assert not Elevation.objects.exists()

    begin_elevation(by=administrator, **right)
    with pytest.raises(Refused, match="running"):
        begin_elevation(by=administrator, **right)
    assert Elevation.objects.count() == 1


def test_somebody_whose_account_is_no_administrators_any_more_has_none(
    body: ScrutinyBody, administrator: User
) -> None:
    begin(administrator, body)
    User.objects.filter(pk=administrator.pk).update(is_superuser=False)

    assert access.roles_of(again(administrator)) == {}


def test_an_elevated_administrator_decides_nothing_about_access(
    body: ScrutinyBody, administrator: User
) -> None:
    """It is the clerk's role alone: no row of any state table is open to it as officer or chair."""
    begin(administrator, body)

    assert access.roles_in(administrator, body.slug) == {"clerk"}
    assert not access.bodies_of(administrator, frozenset({"proper_officer", "chair", "admin"}))


def test_nobody_gives_themselves_a_role(body: ScrutinyBody, administrator: User) -> None:
    """Case 28: another administrator must, and the log of the body says who."""
    manager = builders.with_role(body, "admin")
    begin(administrator, body)
    for by in (administrator, manager):
        with pytest.raises(Refused, match="themselves"):
            grant_role(user=by, body=body, role="proper_officer", by=by)
    assert not RoleAssignment.objects.filter(role="proper_officer").exists()

    other = builders.administrator("Bo Other")
    grant_role(user=administrator, body=body, role="clerk", by=other)
    entry = LogEntry.objects.filter(action=audit.ROLE_GIVEN).latest("pk")
    assert (entry.user, entry.body) == (other, body.slug)


def test_accounts_are_shut_while_it_lasts(body: ScrutinyBody, administrator: User) -> None:
    """Case 28: no account is made an administrator's by somebody who works as a clerk."""
    victim = builders.user()
    urls = [
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[victim.pk]),
        reverse("wagtailusers_users:delete", args=[victim.pk]),
        reverse("wagtail_bulk_action", args=["portal", "user", "set_active_state"])
        + f"?id={victim.pk}",
    ]
    browser = as_somebody(administrator)
    assert {browser.get(url).status_code for url in urls} == {200}

    elevation = begin(administrator, body)
    for url in urls:
        for method in ("get", "post"):
            answer = getattr(browser, method)(url, {"is_superuser": "on"})
            assert answer.status_code == 404, (method, url)
    end_elevation(elevation, by=administrator)
    assert browser.get(urls[0]).status_code == 200


# --- How it ends -------------------------------------------------------------------------------


def test_the_button_and_signing_out_end_it(body: ScrutinyBody, administrator: User) -> None:
    elevation = begin(administrator, body)
    with pytest.raises(Refused):
        end_elevation(elevation, by=builders.administrator())
    browser = as_somebody(administrator)
    assert browser.get(reverse("elevation:end")).status_code == 405
    assert browser.post(reverse("elevation:end")).status_code == 302
    elevation.refresh_from_db()
    assert elevation.ended_at is not None
    assert access.roles_of(again(administrator)) == {}
    end_elevation(elevation, by=administrator)  # once more changes nothing
    assert LogEntry.objects.filter(action=audit.ELEVATION_ENDED).count() == 1

    begin(again(administrator), body)
    assert access.roles_of(again(administrator))
    browser.post(reverse("workspace_sign_out"))
    assert access.roles_of(again(administrator)) == {}
    assert not Elevation.objects.filter(ended_at=None).exists()
    ends = LogEntry.objects.filter(action=audit.ELEVATION_ENDED, body=body.slug)
    assert "signed out" in ends.latest("pk").sentence


def test_the_tick_notes_the_end(body: ScrutinyBody, administrator: User) -> None:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False) as time:
        elevation = begin(administrator, body, minutes=10)
        assert end_overdue(clock.now()) == 0
        time.shift(timedelta(minutes=12))
        run_due_tasks(clock.now())
        elevation.refresh_from_db()
        assert elevation.ended_at == elevation.until
        entry = LogEntry.objects.get(action=audit.ELEVATION_ENDED)
        assert (entry.user, entry.body) == (None, body.slug)
        assert end_overdue(clock.now()) == 0
        begin(again(administrator), body)


# --- Who is told -------------------------------------------------------------------------------


def test_every_entry_meanwhile_says_so(
    body: ScrutinyBody,
    administrator: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    lines: list[str] = []
    monkeypatch.setattr("portal.audit._mirror.info", lines.append)
    meeting = builders.meeting(body)
    with django_capture_on_commit_callbacks(execute=True):
        elevation = begin(administrator, body)
        add_item(meeting=meeting, by=administrator, title=f"Item {SECRET}")
    wagtail_log(instance=meeting, action="wagtail.edit", user=administrator)
    elsewhere = builders.body()
    audit.record(elsewhere, act=audit.CHANGE, by=administrator, sentence="Changed.")

    entries = LogEntry.objects.filter(body=body.slug, user=administrator)
    assert {entry.data["elevation"] for entry in entries} == {elevation.pk}
    added = entries.get(action=audit.CREATE)
    assert added.sentence.endswith(f"(As clerk by elevation: {REASON})")
    assert entries.get(action="wagtail.edit").sentence.endswith(f"elevation: {REASON})")
    assert "elevation" not in LogEntry.objects.get(body=elsewhere.slug).data
    written = [json.loads(line) for line in lines]
    assert {line["elevation"] for line in written} == {elevation.pk}
    assert {line["body"] for line in written} == {body.slug}
    assert SECRET not in "".join(lines)
    assert REASON not in "".join(lines)

    end_elevation(elevation, by=administrator)
    audit.record(meeting, act=audit.CHANGE, by=administrator, sentence="Changed.")
    assert "elevation" not in LogEntry.objects.latest("pk").data


@pytest.mark.once
def test_the_officers_see_it_at_once_and_the_administrator_all_the_time(
    body: ScrutinyBody, administrator: User
) -> None:
    clerk, officer = builders.clerk_of(body), builders.with_role(body, "proper_officer")
    meeting = builders.meeting(body)
    desks = [
        reverse("bodies:desk", args=[body.slug]),
        reverse("meetings:desk", args=[meeting.pk]),
        reverse("programme:desk", args=[body.slug]),
    ]
    browser = as_somebody(administrator)
    assert browser.get(desks[1]).status_code == 404
    form = {"body": body.slug, "reason": REASON, "minutes": 20}
    assert browser.post(reverse("elevation:index"), {**form, "reason": ""}).status_code == 422
    assert browser.post(reverse("elevation:index"), form).status_code == 302

    for person in (clerk, officer):
        for url in desks:
            page = as_somebody(person).get(url).content.decode()
            assert "Ada Portal, an administrator of the portal, works here as clerk" in page, url
            assert REASON in page, url
            assert "elevation-banner" not in page, url
        log = as_somebody(person).get(reverse("wagtailadmin_reports:site_history"))
        assert "began to work as clerk" in log.content.decode() or "Elevation begun" in (
            log.content.decode()
        )
    for url in (*desks, reverse("wagtailadmin_home"), reverse("elevation:index"), "/workspace/"):
        page = browser.get(url).content.decode()
        assert "elevation-banner" in page, url
        assert reverse("elevation:end") in page, url
    assert meeting.title in browser.get(desks[1]).content.decode()

    browser.post(reverse("elevation:end"))
    assert browser.get(desks[1]).status_code == 404
    assert "elevation-banner" not in browser.get(reverse("wagtailadmin_home")).content.decode()
    page = as_somebody(clerk).get(desks[0]).content.decode()
    assert "works here as clerk" not in page
    assert "Roles and elevations of the last 14 days" in page
    assert REASON in page


def test_the_screen_is_for_administrators_of_the_portal(body: ScrutinyBody) -> None:
    for role in ("clerk", "admin", "proper_officer", "member"):
        browser = as_somebody(builders.with_role(body, role))
        for name in ("elevation:index", "elevation:end"):
            for method in ("get", "post"):
                answer = getattr(browser, method)(reverse(name), {"body": body.slug})
                assert answer.status_code == 404, (role, name, method)
    assert not Elevation.objects.exists()


def test_listeners_hear_of_it_after_the_commit(
    body: ScrutinyBody, administrator: User, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[tuple[str, int]] = []

    def begun(sender: object, elevation: Elevation, **more: Any) -> None:
        heard.append(("begun", elevation.pk))

    def ended(sender: object, elevation: Elevation, **more: Any) -> None:
        heard.append(("ended", elevation.pk))

    elevation_begun.connect(begun)
    elevation_ended.connect(ended)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            elevation = begin(administrator, body)
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            end_elevation(elevation, by=administrator)
    finally:
        elevation_begun.disconnect(begun)
        elevation_ended.disconnect(ended)
    assert heard == [("begun", elevation.pk), ("ended", elevation.pk)]


@pytest.mark.once
def test_an_account_is_not_taken_over_silently(body: ScrutinyBody, administrator: User) -> None:
    """Who sets a clerk's password could sign in as the clerk: the body reads of it in its log."""
    clerk = builders.clerk_of(body, "Clara Clerk")
    answer = as_somebody(administrator).post(
        reverse("wagtailusers_users:edit", args=[clerk.pk]),
        {
            "email": clerk.email,
            "first_name": "Clara",
            "last_name": "Clerk",
            "is_active": "on",
            "password1": "another-long-word-for-tests",
            "password2": "another-long-word-for-tests",
        },
    )
    assert answer.status_code == 302
    told = LogEntry.objects.filter(body=body.slug, action=audit.CHANGE, user=administrator)
    sentence = "The account of Clara Clerk was changed by an administrator of the portal."
    assert [entry.sentence for entry in told] == [sentence]


def test_an_elevation_opens_the_files_of_its_body_and_of_no_other(
    body: ScrutinyBody, administrator: User
) -> None:
    other = builders.body()
    begin(administrator, body)

    assert access.rows_for(administrator, Meeting).count() == 0
    mine, theirs = builders.meeting(body), builders.meeting(other)
    assert mine in access.rows_for(administrator, Meeting)
    assert theirs not in access.rows_for(administrator, Meeting)
    assert not access.rows_for(administrator, Document).exists()
