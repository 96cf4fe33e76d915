"""The screens of a body: scope, saving, conflicts, moves, the count of queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.desk.kinds import KINDS, MEETING_KINDS, ROLES, SITE_KINDS
from boards.models import (
    BodyText,
    Look,
    Meeting,
    Membership,
    Person,
    ReminderRules,
    RoleAssignment,
    ScrutinyBody,
    StandingItem,
    WelshCheck,
)
from portal.desk import anchor_of
from portal.models import ClosureDay, User
from tests import builders

pytestmark = pytest.mark.django_db
CANARY = "Kingfisher"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(body: ScrutinyBody, rest: str = "") -> str:
    return f"/admin/bodies/{body.slug}/{rest}"


def full_body(times: int = 1) -> ScrutinyBody:
    """A body with so many of everything, each with the canary in its words."""
    body = builders.body(f"{CANARY} panel")
    for number in range(times):
        person = builders.person(body, f"{CANARY} {number}", organisation=builders.organisation())
        builders.membership(body, person=person)
        builders.seat(body, appointed_by=builders.organisation(f"{CANARY} council {number}"))
        office = builders.office(body, f"{CANARY} office {number}")
        builders.office_holder(office, person)
        builders.partner(body, organisation=builders.organisation(f"{CANARY} partner {number}"))
        builders.meeting(body, f"{CANARY} meeting {number}")
        builders.concluded_meeting(body, title=f"{CANARY} past {number}")
        StandingItem.objects.create(body=body, title=f"{CANARY} standing", position=number)
        RoleAssignment.objects.create(
            user=builders.user(CANARY), body=body, role="member", valid_from=builders.LONG_AGO
        )
        ClosureDay.objects.create(
            date=date(2026, 1, 1 + number % 28),
            name=CANARY,
            body=body.slug,
            nation="england" if number < 28 else "both",
        )
    builders.function(body)
    BodyText.objects.create(body=body, name="filming", text=CANARY)
    ReminderRules.objects.create(body=body)
    Look.objects.create(body=body)
    WelshCheck.objects.create(
        body=body, name=CANARY, post=CANARY, checked_on=date(2026, 1, 1), words="a" * 64
    )
    return body


def addresses_of(body: ScrutinyBody) -> Iterator[tuple[str, str]]:
    """Every address below a body that names one of its records, and those that add one."""
    yield "desk", at(body)
    for name, kind in KINDS.items():
        yield f"{name} add", at(body, f"{name}/add/")
        record = kind.rows(body).order_by("pk").first()
        assert record is not None, name
        for page in ("edit", "remove", "history"):
            yield f"{name} {page}", at(body, f"{name}/{record.pk}/{page}/")


class TestScope:
    def test_the_clerk_of_another_body_finds_nothing(self) -> None:
        body, own = full_body(), full_body()
        stranger = signed_in(builders.clerk_of(own))
        before = (Meeting.objects.filter(version=1).count(), Person.objects.count())
        for what, address in addresses_of(body):
            for answer in (stranger.get(address), stranger.post(address, {"reason": "x"})):
                assert answer.status_code == 404, what
                assert CANARY not in answer.content.decode(), what
        assert before == (Meeting.objects.filter(version=1).count(), Person.objects.count())

    def test_a_record_of_another_body_is_not_found_below_the_own(self) -> None:
        body, own = full_body(), full_body()
        clerk = signed_in(builders.clerk_of(own))
        for name, kind in KINDS.items():
            foreign = kind.rows(body).first()
            assert foreign is not None
            for page in ("edit", "remove", "history"):
                address = at(own, f"{name}/{foreign.pk}/{page}/")
                assert clerk.get(address).status_code == 404, (name, page)
                assert clerk.post(address).status_code == 404, (name, page)

    def test_the_own_clerk_sees_everything_that_is_theirs(self) -> None:
        body = full_body()
        clerk = signed_in(builders.clerk_of(body))
        hidden = {kind.name for kind in (ROLES, *SITE_KINDS)}
        seen = 0
        for what, address in addresses_of(body):
            name, _, page = what.partition(" ")
            answer = clerk.get(address)
            kind = KINDS.get(name)
            if name in hidden or (kind and not _has_page(name, page)):
                assert answer.status_code == 404, what
                continue
            assert answer.status_code == 200, what
            assert CANARY in answer.content.decode(), what
            seen += 1
        assert seen > 20

    def test_posted_choices_of_another_body_are_refused(self) -> None:
        body, other = full_body(), full_body()
        clerk = signed_in(builders.clerk_of(body))
        seat, person = other.seats.first(), other.people.first()
        assert seat is not None
        assert person is not None
        answer = clerk.post(
            at(body, "memberships/add/"),
            {"seat": seat.pk, "person": person.pk, "role": "member", "valid_from": "2025-01-01"},
        )
        assert answer.status_code == 422
        assert answer.content.decode().count("Select a valid choice") >= 2
        assert not Membership.objects.filter(valid_from=date(2025, 1, 1)).exists()

    def test_administrators_of_the_portal_keep_registers_but_no_meetings(self) -> None:
        body = full_body()
        client = signed_in(builders.administrator())
        page = client.get(at(body)).content.decode()
        assert f"{CANARY} meeting" not in page
        assert f"{CANARY} standing" not in page
        assert "Front page and host names" in page
        for kind in MEETING_KINDS:
            record = kind.rows(body).first()
            assert record is not None
            assert client.get(at(body, f"{kind.name}/{record.pk}/history/")).status_code == 404

    @pytest.mark.parametrize("role", ["member", "chair", "responder", "partner", "scrutineer"])
    def test_members_keep_nothing(self, role: str) -> None:
        body = full_body()
        client = signed_in(builders.with_role(body, role))
        for address in ("/admin/bodies/", at(body), at(body, "people/add/")):
            answer = client.get(address)
            assert answer.status_code in (302, 403, 404)
            assert CANARY not in answer.content.decode()

    def test_nobody_is_sent_to_sign_in(self) -> None:
        body = full_body()
        answer = Client().get(at(body))
        assert answer.status_code == 302
        assert "login" in answer["Location"] or "sign-in" in answer["Location"]

    def test_names_that_are_none(self) -> None:
        body = full_body()
        clerk = signed_in(builders.clerk_of(body))
        meeting = body.meetings.first()
        assert meeting is not None
        moved = f"meetings/{meeting.pk}"  # to its own desk
        for rest in ("parking/add/", "details/add/", f"{moved}/move/start/", f"{moved}/edit/"):
            assert clerk.get(at(body, rest)).status_code == 404, rest


def _has_page(name: str, page: str) -> bool:
    kind = KINDS[name]
    return {
        "add": kind.form_for(adding=True) is not None,
        "edit": kind.form is not None,
        "remove": kind.remove is not None,
    }.get(page, True)


class TestSaving:
    def test_adding_comes_back_to_the_place(self) -> None:
        body = builders.body()
        clerk = signed_in(builders.clerk_of(body))
        answer = clerk.post(at(body, "people/add/"), {"name": "Ash", "post": "Councillor"})
        person = Person.objects.get()
        assert answer.status_code == 302
        assert answer["Location"] == at(body, f"#people-{person.pk}")
        page = clerk.get(at(body)).content.decode()
        assert f'id="{anchor_of(KINDS["people"], person)}" tabindex="-1"' in page
        assert "Saved: Ash, Councillor" in page

    def test_errors_stand_at_the_field_and_on_top(self) -> None:
        body = builders.body()
        answer = signed_in(builders.clerk_of(body)).post(
            at(body, "people/add/"), {"name": "", "post": "Kept"}
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'href="#id_name"' in page
        assert 'id="id_name_error"' in page
        assert 'value="Kept"' in page
        assert not Person.objects.exists()

    def test_refusals_of_an_operation_are_shown_with_the_form(self) -> None:
        body = builders.body()
        answer = signed_in(builders.clerk_of(body)).post(
            at(body, "seats/add/"), {"kind": "appointed", "valid_from": "2025-01-01"}
        )
        assert answer.status_code == 422
        assert "Say which council fills this seat." in answer.content.decode()

    def test_a_proposed_value_comes_from_the_address(self) -> None:
        seat = builders.seat()
        clerk = signed_in(builders.clerk_of(seat.body))
        page = clerk.get(at(seat.body, f"memberships/add/?seat={seat.pk}")).content.decode()
        assert f'<option value="{seat.pk}" selected>' in page

    def test_a_meeting_of_the_past(self) -> None:
        body = builders.body()
        clerk = signed_in(builders.clerk_of(body))
        given = {"kind": "ordinary", "title": "June", "held_on": "2025-06-13"}
        assert clerk.post(at(body, "meetings/add/"), given).status_code == 422
        answer = clerk.post(at(body, "meetings/add/"), {**given, "was_held": "on"})
        assert answer.status_code == 302
        assert Meeting.objects.get().state == "concluded"

    def test_roles_are_given_by_address_and_ended(self) -> None:
        body = builders.body()
        admin = signed_in(builders.with_role(body, "admin"))
        account = builders.user(email="ash@example.test")
        given = {"email": "nobody@example.test", "role": "clerk", "valid_from": "2025-01-01"}
        answer = admin.post(at(body, "roles/add/"), given)
        assert "There is no account with this address" in answer.content.decode()
        answer = admin.post(at(body, "roles/add/"), {**given, "email": "Ash@example.test"})
        assert answer.status_code == 302
        row = RoleAssignment.objects.get(user=account)
        assert signed_in(account).get(at(body)).status_code == 200
        assert admin.post(at(body, f"roles/{row.pk}/remove/")).status_code == 302
        assert signed_in(User.objects.get(pk=account.pk)).get(at(body)).status_code != 200

    def test_a_body_is_set_up_by_administrators_only(self) -> None:
        given = {
            "name": "New panel",
            "slug": "new-panel",
            "short_name": "New",
            "purpose": "To ask.",
            "legal_form": "panel",
            "jurisdiction": "england",
            "access_regime": "lga72_england",
            "valid_from": "2025-01-01",
            "response_days": "28",
        }
        clerk = signed_in(builders.clerk_of(builders.body()))
        assert clerk.post("/admin/bodies/add/", given).status_code == 404
        administrator = signed_in(builders.administrator())
        answer = administrator.post("/admin/bodies/add/", given)
        assert answer["Location"] == "/admin/bodies/new-panel/"
        assert administrator.get("/admin/bodies/new-panel/").status_code == 200


class TestTwoPeople:
    def edit(self, client: Client, body: ScrutinyBody, **changes: Any) -> dict[str, Any]:
        """Open the details, change something, and give back what would be posted."""
        form = client.get(at(body, f"details/{body.pk}/edit/")).context["form"]
        return {**self._sent(form), **changes}

    def test_different_fields_do_not_meet(self) -> None:
        body = builders.body()
        clerk = signed_in(builders.clerk_of(body))
        first = self.edit(clerk, body, contact="Room 1")
        second = self.edit(clerk, body, purpose="Asks questions.")
        assert clerk.post(at(body, f"details/{body.pk}/edit/"), first).status_code == 302
        answer = clerk.post(at(body, f"details/{body.pk}/edit/"), second)
        assert answer.status_code == 409  # told, although nothing of the first is lost
        fresh = answer.context["form"]
        again = self._sent(fresh)
        assert again["purpose"] == "Asks questions."
        assert again["contact"] == "Room 1"
        assert clerk.post(at(body, f"details/{body.pk}/edit/"), again).status_code == 302
        saved = ScrutinyBody.objects.get()
        assert (saved.contact, saved.purpose) == ("Room 1", "Asks questions.")

    def test_on_the_same_field_both_texts_are_shown_and_saving_again_keeps_mine(self) -> None:
        body = builders.body()
        other = builders.clerk_of(body, "Rowan Ash")
        clerk = signed_in(builders.clerk_of(body))
        first = self.edit(signed_in(other), body, contact="Room 1")
        second = self.edit(clerk, body, contact="Room 2")
        signed_in(other).post(at(body, f"details/{body.pk}/edit/"), first)
        answer = clerk.post(at(body, f"details/{body.pk}/edit/"), second)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert ScrutinyBody.objects.get().contact == "Room 1"
        assert "Rowan Ash saved this on Monday 1 September 2025" in page
        both = [(text.saved, text.typed, text.is_mine) for text in answer.context["texts"]]
        assert both == [("Room 1", "Room 2", True)]
        again = self._sent(answer.context["form"])
        assert again["contact"] == "Room 2"
        assert clerk.post(at(body, f"details/{body.pk}/edit/"), again).status_code == 302
        saved = ScrutinyBody.objects.get()
        assert (saved.contact, saved.version) == ("Room 2", 3)

    def test_a_form_without_its_version_saves_nothing(self) -> None:
        body = builders.body()
        clerk = signed_in(builders.clerk_of(body))
        data = self.edit(clerk, body, contact="Room 1", expected_version="")
        assert clerk.post(at(body, f"details/{body.pk}/edit/"), data).status_code == 409
        assert ScrutinyBody.objects.get().contact == ""

    def _sent(self, form: Any) -> dict[str, Any]:
        data = {}
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
            if bound.field.show_hidden_initial:
                data[bound.html_initial_name] = data[bound.html_name]
        return data


class TestScreen:
    def test_the_number_of_queries_does_not_grow(self) -> None:
        counts = []
        for times in (1, 50):
            body = full_body(times)
            client = signed_in(builders.with_role(body, "admin"))
            RoleAssignment.objects.create(
                user=User.objects.get(pk=client.session["_auth_user_id"]),
                body=body,
                role="clerk",
                valid_from=builders.LONG_AGO,
            )
            client.get("/admin/bodies/")  # what Wagtail reads once for each process
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(at(body))
            assert answer.status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]
        assert counts[1] <= 29

    def test_the_list_takes_as_many_queries_for_fifty_bodies(self) -> None:
        client = signed_in(builders.administrator())
        counts = []
        for times in (1, 50):
            for _ in range(times):
                builders.meeting(builders.seat().body)
            client.get("/admin/bodies/")
            with CaptureQueriesContext(connection) as queries:
                page = client.get("/admin/bodies/").content.decode()
            counts.append(len(queries))
        assert page.count("Friday 12 September 2025") == 51
        assert counts[0] == counts[1]

    def test_what_is_missing_stands_on_top_with_its_place(self) -> None:
        body = builders.body()
        vacant = builders.seat(body)
        past = builders.meeting(body, "August", held_on=date(2025, 8, 29))
        late = builders.meeting(body, "Soon", held_on=date(2025, 9, 5))
        builders.meeting(body, "Later", held_on=date(2025, 12, 5))
        office = builders.office(body)
        gaps = signed_in(builders.clerk_of(body)).get(at(body)).context["gaps"]
        assert {anchor: sentence for sentence, anchor in gaps} == {
            f"meetings-{late.pk}": (
                "The agenda of “Soon” on Friday 5 September 2025 was due by Thursday 28 August "
                "2025."
            ),
            f"meetings-{past.pk}": (
                "“August” on Friday 29 August 2025 has passed: conclude, cancel or postpone it."
            ),
            f"seats-{vacant.pk}": f"Vacant: {vacant}",
            f"offices-{office.pk}": (
                "Nobody is entered as holding the office “Police and Crime Commissioner”."
            ),
            "seats": "The panel has 0 co-opted members; the Act asks for two or more.",
        }

    def test_empty_sections_say_what_will_appear(self) -> None:
        body = builders.body()
        page = signed_in(builders.clerk_of(body)).get(at(body)).content.decode()
        assert "Meetings appear here once you add the first one." in page
        assert "The standard list is used" in page
        assert "None" not in page.partition('<div class="desk">')[2].partition("</main>")[0]

    def test_history_in_sentences(self) -> None:
        body = builders.body()
        clerk = signed_in(builders.clerk_of(body, "Rowan Ash"))
        clerk.post(at(body, "people/add/"), {"name": "Birch"})
        person = Person.objects.get()
        page = clerk.get(at(body, f"people/{person.pk}/history/")).content.decode()
        assert "Birch was entered." in page
        assert "Rowan Ash" in page
        assert "Monday 1 September 2025" in page
