"""Who may act for which body, and which rows are theirs: the one place that decides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.checks import CheckMessage
from django.db.models import Q
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection, GroupPagePermission

from boards.models import Meeting, Organisation, Person, RoleAssignment, ScrutinyBody, Seat
from boards.operations.roles import end_role, grant_role
from boards.operations.roles_in_step import follow_the_dates
from boards.operations.sites import create_front_page, set_host_names
from portal import access, admin_addresses, admin_checks, audit, clock
from portal.models import LogEntry, User
from portal.operations import Refused
from scrutiny.models import Action, ProgressUpdate
from tests import builders
from tests.architecture.planting import home_page, plant

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]


def again(user: User) -> User:
    """The same person at their next request."""
    return User.objects.get(pk=user.pk)


# --- Roles -----------------------------------------------------------------------------------


def test_a_role_counts_in_its_own_body_only() -> None:
    one, other = builders.body(), builders.body()
    clerk = builders.clerk_of(one)

    assert access.roles_in(clerk, one.slug) == {"clerk"}
    assert access.roles_in(clerk, other.slug) == frozenset()
    assert access.bodies_of(clerk) == {one.slug}


@pytest.mark.parametrize(
    ("today", "counts"),
    [
        ("2025-08-31", False),
        ("2025-09-01", True),
        ("2025-09-30", True),
        ("2025-10-01", False),
    ],
)
def test_a_role_counts_from_its_first_to_its_last_day(today: str, counts: bool) -> None:
    body, user = builders.body(), builders.user()
    grant_role(
        user=user,
        body=body,
        role="clerk",
        by=None,
        valid_from=date(2025, 9, 1),
        valid_to=date(2025, 9, 30),
    )

    with time_machine.travel(f"{today}T12:00:00Z", tick=False):
        assert bool(access.roles_of(again(user))) is counts


def test_nobody_without_a_role_has_any() -> None:
    builders.clerk_of(builders.body())

    assert access.roles_of(AnonymousUser()) == {}
    assert access.roles_of(builders.user()) == {}
    assert access.roles_of(builders.administrator()) == {}


def test_somebody_who_is_switched_off_has_no_role() -> None:
    clerk = builders.clerk_of(builders.body())
    clerk.is_active = False
    clerk.save()

    assert access.roles_of(again(clerk)) == {}


def test_roles_are_asked_for_once_in_a_request(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    body = builders.body()
    clerk = again(builders.clerk_of(body))

    with django_assert_num_queries(1):
        for _time in range(5):
            access.roles_in(clerk, body.slug)
            access.bodies_of(clerk)


# --- Rows ------------------------------------------------------------------------------------


def test_every_planted_row_belongs_to_its_body() -> None:
    world = plant()

    for model in access.scoped_models():
        row = world.row(model)
        assert access.body_of(row) == world.body.slug, model
        rows = access.rows_for(world.clerk, model)
        if access.scoped_models()[model].apart == Q(pk__isnull=False):  # for one person alone
            assert not rows.exists()
            continue
        assert row in rows, model
        assert {access.body_of(one) for one in rows} == {world.body.slug}, model


def test_nobody_is_given_the_rows_of_another_body() -> None:
    world, other = plant(), builders.clerk_of(builders.body())

    for model in set(access.scoped_models()) - {ScrutinyBody, RoleAssignment}:
        for person in (other, builders.administrator(), builders.user(), AnonymousUser()):
            assert not access.rows_for(person, model).exists(), (model, person)
    assert world.body not in access.rows_for(other, ScrutinyBody)


def test_a_role_that_is_no_office_gives_no_rows() -> None:
    body = builders.body()
    member = builders.with_role(body, "member")
    builders.meeting(body)

    assert not access.rows_for(member, Meeting).exists()
    assert access.rows_for(member, Meeting, frozenset({"member"})).exists()


def test_a_model_that_nobody_registered_gives_no_rows_at_all() -> None:
    clerk = builders.clerk_of(builders.body())
    builders.organisation()

    assert not access.rows_for(clerk, Organisation).exists()
    assert access.body_of(Organisation.objects.first() or builders.organisation()) == ""


def test_a_row_without_a_body_is_nobodys() -> None:
    update = ProgressUpdate(action=None, recommendation=None)

    assert access.body_of(update) == ""


def test_a_progress_update_belongs_to_the_body_of_its_action() -> None:
    world = plant()
    action = world.row(Action)

    assert access.body_of(ProgressUpdate(action=action)) == world.body.slug  # type: ignore[misc]


# --- Giving and ending roles -----------------------------------------------------------------


def test_a_first_role_brings_the_group_the_collection_and_the_pages() -> None:
    home_page()
    body = builders.body("Northmere Panel")
    page = create_front_page(body=body, by=None)
    clerk = builders.clerk_of(body)

    group = clerk.groups.get()
    assert body.slug in group.name
    assert clerk.has_perm("wagtailadmin.access_admin")
    assert Collection.objects.filter(name=body.name, group_permissions__group=group).exists()
    rights = GroupPagePermission.objects.filter(group=group)
    assert {right.page_id for right in rights} == {page.pk}
    assert {right.permission.codename for right in rights} == {
        "add_page",
        "change_page",
        "publish_page",
    }


def test_a_role_outside_the_office_brings_no_admin() -> None:
    member = builders.with_role(builders.body(), "member")

    assert not member.groups.exists()
    assert not again(member).has_perm("wagtailadmin.access_admin")


def test_a_role_that_is_ended_counts_no_more_at_once() -> None:
    body = builders.body()
    clerk = builders.clerk_of(body)

    end_role(assignment=clerk.role_assignments.get(), by=None)

    assert access.roles_of(clerk) == {}
    assert access.roles_of(again(clerk)) == {}
    assert not clerk.groups.exists()


def test_a_role_of_today_can_be_taken_away_today() -> None:
    body, user = builders.body(), builders.user()
    assignment = grant_role(user=user, body=body, role="clerk", by=None)

    end_role(assignment=assignment, by=None, reason="Given to the wrong person.")

    assert access.roles_of(again(user)) == {}
    entry = LogEntry.objects.filter(action=audit.ROLE_ENDED).get()
    assert entry.body == body.slug
    assert entry.reason == "Given to the wrong person."


def test_a_role_ends_after_a_last_day_to_come() -> None:
    with time_machine.travel("2025-09-01T12:00:00Z", tick=False):
        clerk = builders.clerk_of(builders.body())
        end_role(assignment=clerk.role_assignments.get(), by=None, last_day=date(2025, 9, 30))
        assert access.roles_of(again(clerk))
    with time_machine.travel("2025-10-01T12:00:00Z", tick=False):
        assert not access.roles_of(again(clerk))


def test_the_group_forgets_nobody_else() -> None:
    body = builders.body()
    first, second = builders.clerk_of(body), builders.clerk_of(body)

    end_role(assignment=first.role_assignments.get(), by=None)

    assert second.groups.count() == 1


def test_the_tick_lets_in_those_whose_role_has_begun() -> None:
    body, user = builders.body(), builders.user()
    builders.clerk_of(body)
    with time_machine.travel("2025-09-01T12:00:00Z", tick=False):
        grant_role(user=user, body=body, role="clerk", by=None, valid_from=date(2025, 9, 2))
        assert not user.groups.exists()
        assert follow_the_dates(clock.now()) == 0
    with time_machine.travel("2025-09-02T00:30:00Z", tick=False):
        assert follow_the_dates(clock.now()) == 1
        assert user.groups.count() == 1
        assert follow_the_dates(clock.now()) == 0


def test_the_log_says_who_was_given_what() -> None:
    with time_machine.travel("2025-09-01T12:00:00Z", tick=False):
        body, manager = builders.body(), builders.administrator()
        grant_role(user=builders.user("Mo Kerr"), body=body, role="clerk", by=manager)

    entry = LogEntry.objects.get(action=audit.ROLE_GIVEN, body=body.slug)
    assert entry.sentence == "Mo Kerr was given the role “Clerk” from Monday 1 September 2025."
    assert entry.user == manager


def test_the_log_of_a_body_is_for_its_officers() -> None:
    body = builders.body()
    clerk, other = builders.clerk_of(body), builders.clerk_of(builders.body())
    administrator, account = builders.administrator(), builders.user()
    audit.record(body, act=audit.CHANGE, by=clerk, sentence="Changed.")
    audit.record(account, act=audit.CHANGE, by=administrator, sentence="Changed.")

    def bodies_seen_by(user: User) -> set[str]:
        return {entry.body for entry in LogEntry.objects.viewable_by_user(again(user))}

    assert bodies_seen_by(clerk) == {body.slug}
    assert body.slug not in bodies_seen_by(other)
    assert bodies_seen_by(administrator) == {""}


@pytest.mark.parametrize("role", ["clerk", "proper_officer", "member", "chair", ""])
def test_only_administrators_give_roles(role: str) -> None:
    body, user = builders.body(), builders.user()
    somebody = builders.with_role(body, role) if role else builders.user()
    before = RoleAssignment.objects.count()

    with pytest.raises(Refused, match="Only an administrator"):
        grant_role(user=user, body=body, role="clerk", by=somebody)

    assert RoleAssignment.objects.count() == before
    assert not LogEntry.objects.filter(user=somebody).exists()


def test_the_administrator_of_a_body_gives_roles_there_and_nowhere_else() -> None:
    body, other = builders.body(), builders.body()
    manager = builders.with_role(body, "admin")

    assert grant_role(user=builders.user(), body=body, role="clerk", by=manager).pk
    with pytest.raises(Refused):
        grant_role(user=builders.user(), body=other, role="clerk", by=manager)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"role": "emperor"}, "not a valid choice"),
        ({"role": "clerk", "valid_to": date(2000, 1, 1)}, "cannot end before it began"),
    ],
)
def test_what_is_no_role_is_refused(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        grant_role(user=builders.user(), body=builders.body(), by=None, **fields)


def test_a_role_is_given_once() -> None:
    body = builders.body()
    clerk = builders.clerk_of(body)

    with pytest.raises(Refused, match="has the role already"):
        grant_role(user=clerk, body=body, role="clerk", by=None)


def test_nobody_who_is_switched_off_is_given_a_role() -> None:
    with pytest.raises(Refused, match="switched off"):
        grant_role(user=builders.user(is_active=False), body=builders.body(), role="clerk", by=None)


# --- Front pages and host names --------------------------------------------------------------


def test_host_names_lead_to_the_front_page() -> None:
    home_page()
    body = builders.body()
    page = create_front_page(body=body, by=None)

    set_host_names(body=body, host_names=["Panel.Example.test", "panel.localhost"], by=None)
    sites = set_host_names(body=body, host_names=["panel.localhost"], by=None)

    assert [(site.hostname, site.root_page_id) for site in sites] == [("panel.localhost", page.pk)]
    assert page.slug == body.slug
    assert page.live


@pytest.mark.parametrize("name", ["", "-panel.test", "panel_.test", "http://panel.test", "a b"])
def test_what_is_no_host_name_is_refused(name: str) -> None:
    home_page()
    body = builders.body()
    create_front_page(body=body, by=None)

    with pytest.raises(Refused, match="is no host name"):
        set_host_names(body=body, host_names=[name], by=None)


def test_a_host_name_leads_to_one_body() -> None:
    home_page()
    one, other = builders.body(), builders.body()
    for body in (one, other):
        create_front_page(body=body, by=None)
    set_host_names(body=one, host_names=["panel.localhost"], by=None)

    with pytest.raises(Refused, match="leads to another page"):
        set_host_names(body=other, host_names=["panel.localhost"], by=None)


def test_only_administrators_of_the_portal_give_host_names() -> None:
    home_page()
    body = builders.body()
    create_front_page(body=body, by=None)

    with pytest.raises(Refused, match="administrator of the portal"):
        set_host_names(body=body, host_names=["x.localhost"], by=builders.with_role(body, "admin"))


# --- The gate --------------------------------------------------------------------------------


def test_an_ended_role_shuts_the_admin_even_while_the_group_remains(client: Client) -> None:
    clerk = builders.former_clerk_of(builders.body())
    colleague = builders.clerk_of(clerk.role_assignments.get().body)
    clerk.groups.set(colleague.groups.all())
    client.force_login(clerk)

    assert client.get(reverse("wagtailadmin_home")).status_code == 404


def test_the_gate_asks_visitors_to_sign_in(client: Client) -> None:
    answer = client.get("/admin/pages/1/edit/?x=1")

    assert answer.status_code == 302
    assert answer["Location"] == "/admin/login/?next=/admin/pages/1/edit/%3Fx%3D1"


@pytest.mark.parametrize("role", ["member", "chair", "responder", "partner", "scrutineer"])
def test_the_admin_is_no_place_for_other_roles(client: Client, role: str) -> None:
    client.force_login(builders.with_role(builders.body(), role))

    assert client.get(reverse("wagtailadmin_home")).status_code == 404
    assert client.get(reverse("wagtaildocs:index")).status_code == 404


def test_a_refusal_is_mirrored_without_a_title(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """Case 24: the attempt is logged."""
    client.force_login(builders.clerk_of(builders.body()))
    lines: list[str] = []
    monkeypatch.setattr("portal.audit._mirror.info", lines.append)

    with django_capture_on_commit_callbacks(execute=True):
        client.get("/admin/users/edit/1/")

    assert len(lines) == 1
    assert '"act": "portal.refused"' in lines[0]
    assert '"ids": {"pk": 1}' in lines[0]


# --- Checks at the start ---------------------------------------------------------------------


def ids(found: list[CheckMessage]) -> set[str]:
    return {str(one.id) for one in found}


def test_the_checks_find_nothing_in_what_is_there() -> None:
    assert admin_checks.check_gate_is_in_place(None) == []
    assert admin_checks.check_open_addresses(None) == []
    assert admin_checks.check_every_record_has_a_body(None) == []


def test_a_missing_gate_is_found() -> None:
    with override_settings(MIDDLEWARE=[]):
        assert ids(admin_checks.check_gate_is_in_place(None)) == {"portal.E010"}


def test_an_admin_at_another_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin_checks, "ADMIN_ROUTE", "office/")

    assert ids(admin_checks.check_gate_is_in_place(None)) == {"portal.E011"}


def test_a_row_that_opens_nothing_or_guards_too_little_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(admin_addresses, "_by_name", {})
    admin_addresses.open_address("wagtaildocs:edit", "wagtaildocs:misspelt")

    assert ids(admin_checks.check_open_addresses(None)) == {"portal.E012", "portal.E013"}


def test_a_record_without_a_body_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {model: one for model, one in access.scoped_models().items() if model is not Seat}
    monkeypatch.setattr(access, "_scopes", without)

    found = admin_checks.check_every_record_has_a_body(None)

    assert [str(one.msg).partition(" ")[0] for one in found] == ["boards.Seat"]
    assert Person in without
