"""Public copies of bodies, members and meetings: what is in them, and what never is."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from boards import words
from boards.models import (
    Jurisdiction,
    LegalForm,
    Meeting,
    Membership,
    ScrutinyBody,
    Seat,
)
from boards.packs.public_meeting import meeting_copy
from boards.public import body_copy, members_copy
from boards.shown import shown_meeting, shown_seats
from tests import builders
from tests.builders_public import release_meeting, release_members

TODAY = date(2025, 9, 1)
YESTERDAY, TOMORROW = date(2025, 8, 31), date(2025, 9, 2)


@pytest.mark.django_db
def test_a_body_is_copied_field_by_field() -> None:
    parent = builders.body("Northmere panel", slug="northmere-panel")
    copy = body_copy(builders.sub_committee(parent, name="Children", slug="children"), on=TODAY)
    assert (copy.kind, copy.body, copy.path) == ("body", "children", "")
    assert set(copy.payload) == {
        "slug",
        "name",
        "name_cy",
        "short_name",
        "purpose",
        "purpose_cy",
        "legal_form",
        "nation",
        "is_safeguarding",
        "host",
        "concern_contact",
        "contact",
        "valid_from",
        "valid_to",
        "parent",
        "predecessor",
        "successor",
        "sub_committees",
        "offices",
        "functions",
        "look",
        "welsh",
        "area",
    }
    assert copy.payload["parent"] == {"slug": "northmere-panel", "name": "Northmere panel"}
    above = body_copy(parent, on=TODAY).payload
    assert above["sub_committees"] == [{"slug": "children", "name": "Children"}]


@pytest.mark.django_db
def test_successors_and_predecessors_are_named() -> None:
    old = builders.safeguarding_board("Old board", slug="old")
    new = builders.safeguarding_board("New board", slug="new", predecessor=old)
    assert body_copy(old, on=TODAY).payload["successor"] == {"slug": "new", "name": "New board"}
    assert body_copy(new, on=TODAY).payload["predecessor"] == {"slug": "old", "name": "Old board"}
    assert body_copy(new, on=TODAY).payload["is_safeguarding"] is True


@pytest.mark.django_db
def test_offices_and_holders_that_have_ended_are_left_out() -> None:
    body = builders.body()
    office = builders.office(body)
    builders.office_holder(office, builders.person(body, "Past"), valid_to=YESTERDAY)
    builders.office_holder(office, builders.person(body, "Present"), valid_to=TODAY)
    builders.office(body, "Ended office", valid_to=YESTERDAY)
    (shown,) = body_copy(body, on=TODAY).payload["offices"]
    assert [one["name"] for one in shown["holders"]] == ["Present"]


@pytest.mark.django_db
def test_members_never_carry_an_account_or_an_address() -> None:
    body = builders.body()
    account = builders.user("Secret Account")
    who = builders.person(body, "Cllr Open", user=account)
    builders.membership(body, person=who)
    text = json.dumps(members_copy(body, on=TODAY).payload)
    assert "Cllr Open" in text
    assert account.email not in text
    assert "@" not in text


@pytest.mark.django_db
def test_an_empty_seat_is_carried_and_an_ended_one_is_not() -> None:
    body = builders.body()
    builders.seat(body, valid_to=YESTERDAY)
    seat = builders.seat(body)
    builders.membership(seat=seat, valid_to=YESTERDAY)
    (row,) = members_copy(body, on=TODAY).payload["seats"]
    assert row["members"] == []


@pytest.mark.django_db
def test_who_sits_today_is_read_from_the_dates() -> None:
    body = builders.body()
    seat = builders.seat(body)
    first = builders.person(body, "First")
    builders.membership(seat=seat, person=first, valid_to=TODAY, role=Membership.Role.CHAIR)
    builders.membership(seat=seat, person=builders.person(body, "Second"), valid_from=TOMORROW)
    record = release_members("x")
    record.payload = dict(members_copy(body, on=TODAY).payload)
    assert [row.name for row in shown_seats(record, today=TODAY)] == ["First"]
    assert [row.name for row in shown_seats(record, today=TOMORROW)] == ["Second"]


@pytest.mark.django_db
def test_a_seat_with_only_a_substitute_is_vacant() -> None:
    body = builders.body()
    builders.membership(body, role=Membership.Role.SUBSTITUTE)
    record = release_members("x")
    record.payload = dict(members_copy(body, on=TODAY).payload)
    rows = shown_seats(record, today=TODAY)
    assert [row.is_vacant for row in rows] == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "is_public"),
    [
        ({}, True),
        ({"state": Meeting.State.DRAFT}, False),
        ({"kind": Meeting.Kind.PRIVATE_BRIEFING}, False),
        ({"state": Meeting.State.CANCELLED}, True),
    ],
)
def test_drafts_and_private_briefings_are_never_copied(
    values: dict[str, Any], is_public: bool
) -> None:
    copy = meeting_copy(builders.meeting(**values))
    assert (copy is not None) is is_public


@pytest.mark.django_db
def test_a_meeting_is_copied_without_the_reason_for_short_notice() -> None:
    meeting = builders.meeting_with_agenda(title="Autumn", short_notice_reason="A private reason")
    copy = meeting_copy(meeting)
    assert copy is not None
    assert copy.path == "meetings/2025-09-12-autumn/"
    assert copy.payload["starts_at"] == "10:30"
    assert "private reason" not in json.dumps(copy.payload)


@pytest.mark.django_db
def test_a_meeting_whose_day_has_passed_is_not_called_scheduled() -> None:
    record = release_meeting("x", TODAY)
    assert shown_meeting(record, today=TODAY).status.word == "Scheduled"
    assert shown_meeting(record, today=TOMORROW).status.word == "Waiting to be recorded"


def test_every_code_that_can_be_public_has_a_word() -> None:
    assert set(words.LEGAL_FORM) == set(LegalForm)
    assert set(words.NATION) == set(Jurisdiction)
    assert set(words.MEETING_KIND) == set(Meeting.Kind) - {Meeting.Kind.PRIVATE_BRIEFING}
    assert set(words.SEAT_KIND) == set(Seat.Kind)
    assert set(words.MEMBER_ROLE) == set(Membership.Role)


@pytest.mark.django_db
@pytest.mark.parametrize("each", [1, 20])
def test_copying_a_register_takes_few_queries(
    each: int, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    body = builders.body()
    for _ in range(each):
        builders.membership(body)
    fresh = ScrutinyBody.objects.get(pk=body.pk)
    with django_assert_max_num_queries(3):
        members_copy(fresh, on=TODAY)
