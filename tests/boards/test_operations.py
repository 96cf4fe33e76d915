"""Bodies, functions, offices, people, seats and memberships: who may, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group

from boards.models import BodyFunction, LegalForm, Membership, OfficeHolder, ScrutinyBody, Seat
from boards.operations import (
    add_closure_day,
    add_office,
    add_partner,
    add_person,
    add_seat,
    assign_function,
    create_body,
    end_membership,
    end_office_holder,
    end_seat,
    remove_closure_day,
    remove_function,
    remove_partner,
    roles_for,
    set_office_holder,
    start_membership,
    update_body,
    update_membership,
    update_office,
    update_person,
    update_seat,
)
from boards.queries import sittings, vacant_seats
from boards.rules.composition import Concern, Sitting, composition_concerns
from boards.rules.functions import FUNCTIONS
from portal.models import ClosureDay, PublicRecord, Release, User
from portal.operations import Conflict, Refused
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 1)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def public(kind: str, body: ScrutinyBody) -> dict[str, Any]:
    row = PublicRecord.objects.current().of_kind(kind).get(body=body.slug)
    payload: dict[str, Any] = row.payload
    return payload


def new_body(by: User | None, **values: Any) -> ScrutinyBody:
    given: dict[str, Any] = {
        "name": "Northmere Police and Crime Panel",
        "legal_form": LegalForm.PANEL,
        "jurisdiction": "england",
        "access_regime": "lga72_england",
        "purpose": "Scrutinises the commissioner.",
        "valid_from": date(2012, 11, 22),
    }
    return create_body(by=by, **{**given, **values})


class TestBodies:
    def test_an_administrator_of_the_portal_sets_one_up(self) -> None:
        body = new_body(builders.administrator())
        assert body.slug == "northmere-police-and-crime-panel"
        assert Group.objects.filter(name__contains=body.slug).exists()
        assert public("body", body)["purpose"] == "Scrutinises the commissioner."
        assert public("members", body) == {"seats": []}

    def test_nobody_else_does(self) -> None:
        other = builders.body()
        for by in (builders.user(), builders.clerk_of(other), builders.with_role(other, "admin")):
            with pytest.raises(Refused, match="Only an administrator of the portal"):
                new_body(by)
        assert ScrutinyBody.objects.count() == 1

    def test_what_the_law_asks_is_refused_in_plain_words(self) -> None:
        with pytest.raises(Refused, match="must say whom to call"):
            new_body(None, legal_form=LegalForm.LSCB)
        with pytest.raises(Refused, match="needs the body it belongs to"):
            new_body(None, legal_form=LegalForm.SUB_COMMITTEE)
        assert not ScrutinyBody.objects.exists()
        assert not Release.objects.exists()

    @pytest.mark.parametrize("slug", ["add", "admin", "recommendations"])
    def test_names_that_the_portal_uses_itself(self, slug: str) -> None:
        with pytest.raises(Refused, match="uses this name in addresses"):
            new_body(None, slug=slug)

    def test_officers_change_words_but_not_law(self) -> None:
        body = builders.body()
        clerk = builders.clerk_of(body)
        changed = update_body(body, purpose="Asks questions.", by=clerk, expected_version=1)
        assert public("body", body)["purpose"] == "Asks questions."
        with pytest.raises(Refused, match="Only an administrator of the portal"):
            update_body(changed, jurisdiction="wales", by=clerk, expected_version=2)
        update_body(
            changed, valid_to=date(2028, 5, 3), by=builders.administrator(), expected_version=2
        )
        assert public("body", body)["valid_to"] == "2028-05-03"

    def test_a_new_name_shows_where_relatives_name_it(self) -> None:
        parent = new_body(None, slug="parent")
        part = new_body(
            None, name="Part", slug="part", legal_form=LegalForm.SUB_COMMITTEE, parent=parent
        )
        assert public("body", parent)["sub_committees"] == [{"slug": "part", "name": "Part"}]
        update_body(parent, name="Whole", by=None, expected_version=1)
        assert public("body", part)["parent"] == {"slug": "parent", "name": "Whole"}

    def test_the_second_of_two_people_is_told(self) -> None:
        body = builders.body()
        clerk = builders.clerk_of(body)
        update_body(body, contact="Room 1", by=clerk, expected_version=1)
        with pytest.raises(Conflict) as conflict:
            update_body(body, contact="Room 2", by=clerk, expected_version=1)
        assert isinstance(conflict.value.saved, ScrutinyBody)
        assert conflict.value.saved.contact == "Room 1"
        assert ScrutinyBody.objects.get(pk=body.pk).contact == "Room 1"

    def test_a_value_that_nobody_may_change(self) -> None:
        with pytest.raises(TypeError, match="slug"):
            update_body(builders.body(), slug="other", by=None, expected_version=1)


class TestFunctions:
    @pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.code)
    def test_special_functions_are_not_for_sub_committees(self, function: Any) -> None:
        panel = builders.body()
        part = builders.sub_committee(panel)
        assign_function(body=panel, function=function.code, by=None)
        if function.is_special:
            with pytest.raises(Refused, match="special function"):
                assign_function(body=part, function=function.code, by=None)
        else:
            assign_function(body=part, function=function.code, by=None)
        assert part.functions.exists() is not function.is_special

    def test_a_panel_with_special_functions_cannot_become_a_part(self) -> None:
        panel, parent = builders.body(), builders.body()
        assign_function(body=panel, function="precept", by=None)
        with pytest.raises(Refused, match="special function"):
            update_body(
                panel,
                legal_form=LegalForm.SUB_COMMITTEE,
                parent=parent,
                by=None,
                expected_version=1,
            )

    def test_once_and_away(self) -> None:
        body = builders.body()
        row = assign_function(body=body, function="precept", by=builders.clerk_of(body))
        with pytest.raises(Refused, match="has this function already"):
            assign_function(body=body, function="precept", by=None)
        with pytest.raises(Refused, match="no such function"):
            assign_function(body=body, function="parking", by=None)
        assert public("body", body)["functions"] == ["precept"]
        remove_function(row, by=None)
        assert not BodyFunction.objects.exists()
        assert public("body", body)["functions"] == []

    def test_partners(self) -> None:
        body, council = builders.body(), builders.organisation()
        row = add_partner(body=body, organisation=council, role="constituent", by=None)
        with pytest.raises(Refused, match="takes part already"):
            add_partner(body=body, organisation=council, role="statutory", by=None)
        remove_partner(row, by=None)
        assert not body.partners.exists()


class TestOffices:
    def test_a_new_holder_ends_the_term_of_the_old(self) -> None:
        body = builders.body()
        office = add_office(
            body=body,
            label="Police and Crime Commissioner",
            short_label="Commissioner",
            valid_from=date(2012, 11, 22),
            by=builders.clerk_of(body),
        )
        first, second = builders.person(body, "First"), builders.person(body, "Second")
        set_office_holder(office=office, person=first, valid_from=date(2016, 5, 12), by=None)
        set_office_holder(office=office, person=second, valid_from=date(2024, 5, 9), by=None)
        terms = OfficeHolder.objects.order_by("valid_from").values_list("person__name", "valid_to")
        assert list(terms) == [("First", date(2024, 5, 8)), ("Second", None)]
        shown = public("body", body)["offices"][0]["holders"]
        assert [one["name"] for one in shown] == ["Second"]
        with pytest.raises(Refused, match="begins on or after that day"):
            set_office_holder(office=office, person=first, valid_from=date(2020, 1, 1), by=None)

    def test_holders_are_people_of_the_body(self) -> None:
        office = builders.office()
        with pytest.raises(Refused, match="own register"):
            set_office_holder(office=office, person=builders.person(), valid_from=TODAY, by=None)

    def test_a_term_ends_after_it_began(self) -> None:
        holder = builders.office_holder(builders.office())
        with pytest.raises(Refused, match="cannot end before it began"):
            end_office_holder(holder, last_day=date(2012, 1, 1), by=None)
        assert end_office_holder(holder, last_day=TODAY, by=None).valid_to == TODAY

    def test_the_label_is_data(self) -> None:
        office = builders.office()
        update_office(office, label="Mayor", short_label="Mayor", by=None, expected_version=1)
        assert public("body", office.body)["offices"][0]["label"] == "Mayor"
        with pytest.raises(Conflict):
            update_office(office, label="Board", by=None, expected_version=1)


class TestSeats:
    def test_vacancies_on_any_day(self) -> None:
        body = builders.body()
        first = builders.seat(body, valid_from=date(2020, 1, 1))
        second = builders.seat(body, valid_from=date(2024, 1, 1), valid_to=date(2025, 12, 31))
        builders.membership(seat=first, valid_from=date(2021, 1, 1), valid_to=date(2023, 12, 31))
        builders.membership(seat=first, valid_from=date(2025, 1, 1))
        builders.membership(seat=second, role="substitute", valid_from=date(2024, 1, 1))
        builders.seat()  # of another body

        def vacant(day: date) -> list[int]:
            return sorted(vacant_seats(body, on=day).values_list("pk", flat=True))

        assert vacant(date(2019, 12, 31)) == []
        assert vacant(date(2020, 12, 31)) == [first.pk]
        assert vacant(date(2021, 1, 1)) == []
        assert vacant(date(2023, 12, 31)) == []
        assert vacant(date(2024, 1, 1)) == [first.pk, second.pk]  # a substitute fills no seat
        assert vacant(date(2025, 1, 1)) == [second.pk]
        assert vacant(date(2026, 1, 1)) == []

    def test_the_public_register_shows_the_vacant_seat(self) -> None:
        body = builders.body()
        council = builders.organisation("Northmere Borough Council")
        seat = add_seat(
            body=body, kind="appointed", appointed_by=council, valid_from=TODAY, by=None
        )
        person = builders.person(body, "Councillor Ash")
        membership = start_membership(seat=seat, person=person, valid_from=TODAY, by=None)
        shown = public("members", body)["seats"][0]
        assert shown["filled_by"] == "Northmere Borough Council"
        assert [one["name"] for one in shown["members"]] == ["Councillor Ash"]
        update_person(person, name="Councillor Birch", by=None, expected_version=1)
        assert public("members", body)["seats"][0]["members"][0]["name"] == "Councillor Birch"
        with time_machine.travel("2025-10-02T09:00:00Z", tick=False):
            end_membership(membership, last_day=date(2025, 10, 1), by=None, expected_version=1)
            assert public("members", body)["seats"][0]["members"] == []

    def test_a_council_seat_says_which_council(self) -> None:
        body = builders.body()
        with pytest.raises(Refused, match="which council"):
            add_seat(body=body, kind="appointed", valid_from=TODAY, by=None)
        seat = add_seat(body=body, kind="independent", valid_from=TODAY, by=None)
        with pytest.raises(Refused, match="which council"):
            update_seat(seat, kind="appointed", by=None, expected_version=1)

    def test_a_seat_is_not_closed_under_somebody(self) -> None:
        membership = builders.membership()
        seat = membership.seat
        with pytest.raises(Refused, match="sits in this seat beyond"):
            end_seat(seat, last_day=TODAY, by=None, expected_version=1)
        end_membership(membership, last_day=TODAY, by=None, expected_version=1)
        assert end_seat(seat, last_day=TODAY, by=None, expected_version=1).valid_to == TODAY

    @pytest.mark.parametrize(
        ("role", "starts", "sentence"),
        [
            ("member", date(2020, 1, 1), "sits in another seat of this body"),
            ("member", date(2024, 12, 31), "sits in another seat of this body"),
            ("member", date(2025, 1, 1), ""),
            ("substitute", date(2020, 1, 1), ""),
        ],
    )
    def test_nobody_sits_in_two_seats_at_once(self, role: str, starts: date, sentence: str) -> None:
        body = builders.body()
        sitting = builders.membership(body, valid_to=date(2024, 12, 31))
        given: dict[str, Any] = {
            "person": sitting.person,
            "role": role,
            "valid_from": starts,
            "by": None,
        }
        if sentence:
            with pytest.raises(Refused, match=sentence):
                start_membership(seat=builders.seat(body), **given)
        else:
            start_membership(seat=builders.seat(body), **given)
        assert Membership.objects.count() == (1 if sentence else 2)

    def test_one_seat_one_member(self) -> None:
        sitting = builders.membership(valid_from=date(2020, 1, 1), valid_to=date(2024, 12, 31))
        seat, other = sitting.seat, builders.person(sitting.seat.body)
        with pytest.raises(Refused, match="Somebody sits in this seat"):
            start_membership(
                seat=seat,
                person=other,
                valid_from=date(2019, 1, 1),
                valid_to=date(2020, 1, 1),
                by=None,
            )
        later = start_membership(seat=seat, person=other, valid_from=date(2025, 1, 1), by=None)
        with pytest.raises(Refused, match="Somebody sits in this seat"):
            update_membership(later, valid_from=date(2024, 6, 1), by=None, expected_version=1)

    def test_a_seat_must_exist_and_the_person_belong_to_the_body(self) -> None:
        seat = builders.seat(valid_from=date(2020, 1, 1), valid_to=date(2026, 12, 31))
        own = builders.person(seat.body)
        with pytest.raises(Refused, match="for the whole of that time"):
            start_membership(seat=seat, person=own, valid_from=date(2025, 1, 1), by=None)
        with pytest.raises(Refused, match="own register"):
            start_membership(
                seat=seat,
                person=builders.person(),
                valid_from=TODAY,
                valid_to=date(2026, 12, 31),
                by=None,
            )

    def test_what_is_odd_about_a_panel(self) -> None:
        councillor, co_optee = Sitting(False, True), Sitting(True, False)
        partisan = Sitting(True, True)
        assert composition_concerns([councillor, co_optee, co_optee]) == []
        assert composition_concerns([co_optee]) == [Concern("too_few_co_optees", 1)]
        assert composition_concerns([co_optee, partisan]) == [Concern("co_opted_councillors", 1)]
        assert composition_concerns([co_optee, co_optee, partisan]) == []
        crowd = [councillor] * 19 + [co_optee] * 2
        assert composition_concerns(crowd) == [Concern("too_many_members", 21)]

    def test_sittings_leave_substitutes_out(self) -> None:
        body = builders.body()
        builders.membership(body, party="Independent group")
        builders.membership(body, role="substitute")
        builders.membership(seat=builders.seat(body, kind=Seat.Kind.CO_OPTED), role="co_optee")
        found = sorted(sittings(body, on=TODAY), key=lambda one: one.is_co_opted)
        assert found == [Sitting(False, True), Sitting(True, False)]


class TestClosureDays:
    def test_officers_for_their_body_administrators_for_all(self) -> None:
        body = builders.body()
        clerk, day = builders.clerk_of(body), date(2025, 12, 29)
        own = add_closure_day(day=day, name="Offices closed", body=body, by=clerk)
        assert own.body == body.slug
        for target in (None, builders.body()):
            with pytest.raises(Refused):
                add_closure_day(day=day, name="Offices closed", body=target, by=clerk)
        everybody = add_closure_day(
            day=day, name="Coronation", kind="proclaimed", by=builders.administrator()
        )
        with pytest.raises(Refused, match="Only an administrator of the portal"):
            remove_closure_day(everybody, by=clerk)
        remove_closure_day(own, by=clerk)
        assert list(ClosureDay.objects.all()) == [everybody]


KEEPERS: list[tuple[str, Callable[[ScrutinyBody, User], object]]] = [
    ("person", lambda body, by: add_person(body=body, name="Ash", by=by)),
    ("seat", lambda body, by: add_seat(body=body, kind="independent", valid_from=TODAY, by=by)),
    ("function", lambda body, by: assign_function(body=body, function="decisions", by=by)),
    ("details", lambda body, by: update_body(body, contact="Here", by=by, expected_version=1)),
    (
        "partner",
        lambda body, by: add_partner(
            body=body, organisation=builders.organisation(), role="constituent", by=by
        ),
    ),
    (
        "office",
        lambda body, by: add_office(
            body=body, label="Mayor", short_label="Mayor", valid_from=TODAY, by=by
        ),
    ),
    (
        "closure",
        lambda body, by: add_closure_day(day=TODAY, name="Closed", body=body, by=by),
    ),
]


@pytest.mark.parametrize(("what", "act"), KEEPERS, ids=[what for what, _ in KEEPERS])
def test_who_keeps_the_registers(what: str, act: Callable[[ScrutinyBody, User], object]) -> None:
    for role in ("member", "chair", "lead_member", "responder", "partner", "scrutineer"):
        body = builders.body()
        with pytest.raises(Refused, match="Your role in this body"):
            act(body, builders.with_role(body, role))
    with pytest.raises(Refused, match="Your role in this body"):
        act(builders.body(), builders.clerk_of(builders.body()))
    for role in ("clerk", "proper_officer", "admin"):
        body = builders.body()
        act(body, builders.with_role(body, role))
    act(builders.body(), builders.administrator())


def test_roles_of_somebody_switched_off() -> None:
    body = builders.body()
    clerk = builders.clerk_of(body)
    assert "clerk" in roles_for(clerk, body)
    clerk.is_active = False
    assert roles_for(clerk, body) == frozenset()
    administrator = builders.administrator()
    administrator.is_active = False
    assert roles_for(administrator, body) == frozenset()
