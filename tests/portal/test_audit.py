"""The log: signing in and out, one JSON line for each act, and the administrators' screen."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from boards.models import ScrutinyBody
from boards.operations.roles import end_role, grant_role
from portal import audit
from portal.models import LogEntry, User
from portal.signing_in import FAILURES_KEPT
from tests import builders
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db

SECRET = "quokkaplumb"
SIGN_IN = "/workspace/sign-in/"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr("portal.audit._mirror.info", found.append)
    return found


def as_somebody(user: User) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


def acts_of(user: User) -> list[str]:
    return [entry.action for entry in LogEntry.objects.filter(user=user).order_by("pk")]


# --- Signing in and out ------------------------------------------------------------------------


def test_signing_in_and_out_is_logged(
    lines: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    """Case 61: who and when, with the number of the request, and no password anywhere."""
    user = builders.user("Mo Kerr")
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(SIGN_IN, {"username": user.email, "password": PASSWORD})
        browser.post("/workspace/sign-out/")

    assert acts_of(user) == [audit.SIGN_IN, audit.SIGN_OUT]
    first, second = (json.loads(line) for line in lines)
    assert first["act"] == "portal.sign_in"
    assert (first["by"], first["subject"]) == (user.pk, f"portal.User:{user.pk}")
    assert datetime.fromisoformat(first["at"]).utcoffset() == timedelta()
    assert len(second) == len(first)
    assert PASSWORD not in "".join(lines)
    assert user.email not in "".join(lines)


def test_a_refused_sign_in_keeps_no_name_and_fills_no_disk(
    lines: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    """Case 61: the account by its number, an unknown name by a hash; people mistype passwords."""
    user = builders.user()
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        for name in (user.email, user.email.upper(), f"{SECRET}@example.test", "x@example.test"):
            browser.post(SIGN_IN, {"username": name, "password": f"wrong-{SECRET}"})

    told = [json.loads(line)["account"] for line in lines]
    assert told[:2] == [user.pk, user.pk]
    assert len(set(told)) == 3
    rows = LogEntry.objects.filter(action=audit.SIGN_IN_FAILED)
    everything = "".join(lines) + "".join(f"{vars(row)}" for row in rows)
    assert SECRET not in everything
    assert user.email not in everything
    assert all(row.user_id is None for row in rows)

    with django_capture_on_commit_callbacks(execute=True):
        for number in range(FAILURES_KEPT):
            browser.post(SIGN_IN, {"username": f"{number}@example.test", "password": "wrong"})
    assert rows.filter(object_id="unknown").count() == FAILURES_KEPT
    assert len(lines) == FAILURES_KEPT + 4


def test_roles_leave_acts_of_their_own() -> None:
    """Case 61: who was given and lost which rights."""
    body, manager = builders.body(), builders.administrator()
    assignment = grant_role(user=builders.user(), body=body, role="clerk", by=manager)
    end_role(assignment=assignment, by=manager)

    assert acts_of(manager) == [audit.ROLE_GIVEN, audit.ROLE_ENDED]


def test_the_lines_of_one_request_carry_its_number(
    lines: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    user = builders.user()
    numbers = []
    for _time in range(2):
        lines.clear()
        browser = as_somebody(user)
        # Callbacks run inside the request, where its number still stands.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("portal.audit.transaction.on_commit", lambda act: act())
            browser.get("/admin/users/")
        refused = json.loads(lines[-1])
        numbers.append(refused["request"])
    assert all(len(number) == 32 for number in numbers)
    assert numbers[0] != numbers[1]


def test_a_line_says_when_who_what_and_on_which_record_and_nothing_else(
    lines: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    """Case 22, 61: no title, no reason, nothing that anybody typed."""
    body = builders.body(f"Panel {SECRET}")
    by = builders.clerk_of(body)
    with django_capture_on_commit_callbacks(execute=True):
        audit.record(
            body,
            act=audit.MOVE,
            by=by,
            sentence=f"Moved {SECRET}.",
            reason=SECRET,
            data={"move": "publish", "from": "draft", "to": "published", "note": SECRET},
            body="",
        )

    (line,) = lines
    assert json.loads(line).keys() == {
        *("at", "act", "body", "by", "subject", "request"),
        *("move", "from", "to"),
    }
    assert SECRET not in line


# --- The screen --------------------------------------------------------------------------------


@pytest.fixture
def two_bodies() -> tuple[ScrutinyBody, ScrutinyBody]:
    """Each with one entry that names something restricted."""
    bodies = builders.body("Northmere Panel"), builders.body("Southmere Panel")
    with time_machine.travel("2026-03-31T23:30:00Z", tick=False):  # 1 April in civil time
        for number, body in enumerate(bodies):
            audit.record(
                builders.meeting(body, f"Meeting {SECRET}{number}"),
                act=audit.CHANGE,
                by=builders.clerk_of(body, f"Clerk Nr{number}"),
                sentence=f"Item {SECRET}{number} was changed.",
                reason=f"=Reason{SECRET}{number}",
            )
    return bodies


def page(browser: Client, query: str = "") -> str:
    answer = browser.get(reverse("audit:index") + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.once
def test_an_administrator_of_a_body_reads_its_log_and_no_other(
    two_bodies: tuple[ScrutinyBody, ScrutinyBody],
) -> None:
    """Case 20, 61."""
    one, other = two_bodies
    browser = as_somebody(builders.with_role(one, "admin"))
    for query in ("", "?words=was", f"?words={SECRET}", f"?kind=boards.meeting&body={one.slug}"):
        shown = page(browser, query)
        assert f"Item {SECRET}0 was changed." in shown, query
        assert f"{SECRET}1" not in shown, query
        assert other.name not in shown, query
    assert f"{SECRET}1" not in page(browser, f"?body={other.slug}")
    assert f"{SECRET}0" not in page(browser, "?words=nothing-like-it")


@pytest.mark.once
def test_an_administrator_of_the_portal_learns_no_restricted_word(
    two_bodies: tuple[ScrutinyBody, ScrutinyBody],
) -> None:
    """They see who, when, what act, which kind and body; not even a search tells them the words."""
    one, other = two_bodies
    administrator = builders.administrator()
    browser = as_somebody(administrator)
    shown = page(browser)
    for name in (one.name, other.name, "Clerk Nr0", "Clerk Nr1", "Changed", "Wednesday 1 April"):
        assert name in shown, name
    assert SECRET not in shown
    narrowed = page(browser, f"?words={SECRET}&act={audit.CHANGE}")
    assert "Nothing of that kind is in the log." in narrowed
    for name in ("csv", "jsonl"):
        answer = browser.get(f"{reverse('audit:export')}?format={name}&body={one.slug}")
        assert SECRET not in b"".join(answer).decode()

    grant_role(user=administrator, body=one, role="proper_officer", by=None)
    shown = page(as_somebody(administrator))
    assert f"{SECRET}0" in shown
    assert f"{SECRET}1" not in shown


@pytest.mark.once
def test_filters_pick(two_bodies: tuple[ScrutinyBody, ScrutinyBody]) -> None:
    one, _other = two_bodies
    manager = builders.with_role(one, "admin", "Ann Manager")
    browser = as_somebody(manager)
    mine = f"Item {SECRET}0 was changed."
    for query, found in (
        ("?first=2026-04-01&last=2026-04-01", True),
        ("?first=2026-04-02", False),
        ("?last=2026-03-31", False),
        ("?person=nr0", True),
        ("?person=Ann", False),
        (f"?act={audit.CHANGE}", True),
        (f"?act={audit.RELEASE}", False),
        ("?kind=boards.meeting", True),
        ("?kind=boards.paper", False),
        ("?words=changed+item", True),
        ("?act=nonsense", False),
        ("?first=yesterday", False),
        ("?first=0001-01-01&last=9999-12-31", True),
    ):
        assert (mine in page(browser, query)) is found, query


@pytest.mark.once
def test_the_list_goes_on_by_key(two_bodies: tuple[ScrutinyBody, ScrutinyBody]) -> None:
    one, _other = two_bodies
    manager = builders.with_role(one, "admin")
    with time_machine.travel("2026-04-02T10:00:00Z", tick=False):  # all in one instant
        for number in range(120):
            audit.record(one, act=audit.CHANGE, by=manager, sentence=f"Entry {number:03}.")
    browser = as_somebody(manager)
    seen: list[str] = []
    query, pages = f"?act={audit.CHANGE}", 0
    while query:
        answer = browser.get(reverse("audit:index") + query)
        seen += [line.sentence for line in answer.context["lines"]]
        query, pages = answer.context["older"], pages + 1
        audit.record(one, act=audit.CHANGE, by=manager, sentence="Meanwhile.")
    assert pages == 3
    assert [one for one in seen if one.startswith("Entry")] == [
        f"Entry {number:03}." for number in reversed(range(120))
    ]
    for key in (
        "x",
        "_",
        "2026-01-01_1",
        "2026-01-01T00:00:00+00:00_x",
        f"2026_{10**30}",
        f"2026-01-01T00:00:00+00:00_{'9' * 5000}",
        "0001-01-01T00:00:00+23:59_1",
        "9999-12-31T23:59:59-23:59_1",
    ):
        assert browser.get(reverse("audit:index"), {"before": key}).status_code == 200, key[:40]


@pytest.mark.once
def test_exports_are_whole_and_safe(two_bodies: tuple[ScrutinyBody, ScrutinyBody]) -> None:
    """Cases 20, 50: own rows only, and no cell is a formula."""
    one, _other = two_bodies
    browser = as_somebody(builders.with_role(one, "admin"))
    query = f"{reverse('audit:export')}?act={audit.CHANGE}"
    answer = browser.get(f"{query}&format=jsonl")
    assert answer["Content-Disposition"] == 'attachment; filename="log.jsonl"'
    assert answer["Cache-Control"] == "private, no-store"
    (entry,) = [json.loads(line) for line in b"".join(answer).splitlines()]
    assert entry["sentence"] == f"Item {SECRET}0 was changed."
    assert entry["reason"] == f"=Reason{SECRET}0"
    assert datetime.fromisoformat(entry["at"]) == datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    text = b"".join(browser.get(f"{query}&format=csv")).decode("utf-8-sig")
    heads, row = text.splitlines()
    assert heads.split(",")[:4] == ["at", "act", "body", "by"]
    assert row.endswith(f",'=Reason{SECRET}0")


@pytest.mark.once
def test_looking_is_logged(two_bodies: tuple[ScrutinyBody, ScrutinyBody]) -> None:
    """Case 61."""
    one, _other = two_bodies
    manager = builders.with_role(one, "admin")
    browser = as_somebody(manager)
    page(browser)
    list(browser.get(reverse("audit:export")))
    looks = LogEntry.objects.filter(user=manager).exclude(action=audit.SIGN_IN).order_by("pk")
    assert [(entry.action, entry.body) for entry in looks] == [
        (audit.VIEW, one.slug),
        (audit.EXPORT, one.slug),
    ]


def test_nobody_else_finds_the_screen(two_bodies: tuple[ScrutinyBody, ScrutinyBody]) -> None:
    one, _other = two_bodies
    people = [builders.with_role(one, role) for role in ("clerk", "proper_officer", "member")]
    for person in [*people, builders.user()]:
        for name in ("audit:index", "audit:export"):
            answer = as_somebody(person).get(reverse(name))
            assert answer.status_code == 404, (person, name)
            assert SECRET not in answer.content.decode()
    assert Client().get(reverse("audit:index")).status_code == 302


def test_nobody_edits_an_entry_at_any_address() -> None:
    """Case 61: the log has no screen to change it; the database refuses the rest."""
    browser = as_somebody(builders.administrator())
    for method in ("post", "put", "patch", "delete"):
        for name in ("audit:index", "audit:export"):
            assert getattr(browser, method)(reverse(name)).status_code == 405
