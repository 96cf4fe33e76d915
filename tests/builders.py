"""Records for tests, in named states. Each function makes what it needs unless it is given it.

They write straight into the tables, so that a test of one operation does not rest on all others;
only roles are given by their operation, because Wagtail's groups hang from it. The places and
people are invented.
"""

from __future__ import annotations

from datetime import date, time
from itertools import count
from typing import Any

from django.utils.text import slugify

from boards.models import (
    AccessRegime,
    AgendaItem,
    BodyFunction,
    BodyPartner,
    Jurisdiction,
    LegalForm,
    Meeting,
    Membership,
    Minute,
    OfficeHolder,
    Organisation,
    Paper,
    Person,
    RoleAssignment,
    ScrutinisedOffice,
    ScrutinyBody,
    Seat,
)
from boards.operations.roles import grant_role
from portal.models import User

#: A Monday; bodies, seats and memberships begin long before it.
MONDAY = date(2025, 9, 1)
LONG_AGO = date(2012, 11, 22)
PASSWORD = "a-long-word-for-tests-only"

_numbers = count(1)


def user(name: str = "", **fields: Any) -> User:
    """An account without any role, that can sign in with PASSWORD."""
    number = next(_numbers)
    first, _, last = (name or f"Person Number{number}").partition(" ")
    email = fields.pop("email", f"{slugify(first)}.{slugify(last)}.{number}@example.test")
    return User.objects.create_user(email, PASSWORD, first_name=first, last_name=last, **fields)


def administrator(name: str = "Ada Portal") -> User:
    """An administrator of the whole portal, without a role in any body."""
    return user(name, is_superuser=True, is_staff=True)


def organisation(name: str = "", kind: str = Organisation.Kind.COUNCIL, **fields: Any) -> Any:
    """A council of the registers, unless another kind is named."""
    number = next(_numbers)
    name = name or f"Council {number}"
    code = fields.pop("code", f"{slugify(name)}-{number}")
    return Organisation.objects.create(code=code, name=name, kind=kind, **fields)


def body(name: str = "", **fields: Any) -> ScrutinyBody:
    """An English police and crime panel, bound by the Act of 1972."""
    number = next(_numbers)
    name = name or f"Panel {number}"
    values: dict[str, Any] = {
        "slug": f"{slugify(name)}-{number}",
        "name": name,
        "short_name": name[:60],
        "legal_form": LegalForm.PANEL,
        "jurisdiction": Jurisdiction.ENGLAND,
        "access_regime": AccessRegime.LGA72_ENGLAND,
        "purpose": "Scrutinises the commissioner.",
        "valid_from": LONG_AGO,
    }
    return ScrutinyBody.objects.create(**{**values, **fields})


def sub_committee(parent: ScrutinyBody | None = None, **fields: Any) -> ScrutinyBody:
    """A sub-committee of a panel."""
    return body(
        fields.pop("name", ""),
        legal_form=LegalForm.SUB_COMMITTEE,
        parent=parent or body(),
        **fields,
    )


def safeguarding_board(name: str = "", **fields: Any) -> ScrutinyBody:
    """A legacy safeguarding board: no statutory right of access, and it says whom to call."""
    values: dict[str, Any] = {
        "legal_form": LegalForm.LSCB,
        "access_regime": AccessRegime.NON_STATUTORY,
        "concern_contact": "Duty team, 01632 960123, day and night",
    }
    return body(name, **{**values, **fields})


def welsh_panel(name: str = "", **fields: Any) -> ScrutinyBody:
    """A Welsh panel: three clear days instead of five."""
    values: dict[str, Any] = {
        "jurisdiction": Jurisdiction.WALES,
        "access_regime": AccessRegime.PCP_WALES_MODIFIED,
    }
    return body(name, **{**values, **fields})


def with_role(of: ScrutinyBody, role: str, name: str = "", **dates: date) -> User:
    """An account with one role in a body, from long ago unless dates are given."""
    account = user(name)
    grant_role(user=account, body=of, role=role, by=None, **{"valid_from": LONG_AGO, **dates})
    return account


def clerk_of(of: ScrutinyBody, name: str = "") -> User:
    """The clerk of a body."""
    return with_role(of, "clerk", name)


def former_clerk_of(of: ScrutinyBody) -> User:
    """Somebody who was clerk of a body for a month, long ago."""
    account = user()
    RoleAssignment.objects.create(
        user=account, body=of, role="clerk", valid_from=LONG_AGO, valid_to=date(2012, 12, 22)
    )
    return account


def person(of: ScrutinyBody | None = None, name: str = "", **fields: Any) -> Person:
    """Somebody in the register of a body."""
    return Person.objects.create(
        body=of or body(), name=name or f"Person {next(_numbers)}", **fields
    )


def seat(of: ScrutinyBody | None = None, **fields: Any) -> Seat:
    """A vacant seat that a council fills."""
    values: dict[str, Any] = {"kind": Seat.Kind.APPOINTED, "valid_from": LONG_AGO}
    values.update(fields)
    if values["kind"] == Seat.Kind.APPOINTED and "appointed_by" not in values:
        values["appointed_by"] = organisation()
    return Seat.objects.create(body=of or body(), **values)


def membership(of: ScrutinyBody | None = None, **fields: Any) -> Membership:
    """A person in a seat, from long ago and still."""
    where: Seat = fields.pop("seat", None) or seat(of)
    who: Person = fields.pop("person", None) or person(where.body)
    return Membership.objects.create(seat=where, person=who, **{"valid_from": LONG_AGO, **fields})


def partner(of: ScrutinyBody, **fields: Any) -> BodyPartner:
    """A constituent council of a body."""
    values: dict[str, Any] = {"role": BodyPartner.Role.CONSTITUENT}
    values.update(fields)
    values.setdefault("organisation", organisation())
    return BodyPartner.objects.create(body=of, **values)


def function(of: ScrutinyBody, code: str = "decisions") -> BodyFunction:
    """A function that a body carries out."""
    return BodyFunction.objects.create(body=of, function=code)


def office(of: ScrutinyBody | None = None, label: str = "", **fields: Any) -> ScrutinisedOffice:
    """The office that a body holds to account."""
    label = label or "Police and Crime Commissioner"
    values: dict[str, Any] = {"label": label, "short_label": "Commissioner", "valid_from": LONG_AGO}
    return ScrutinisedOffice.objects.create(body=of or body(), **{**values, **fields})


def office_holder(of: ScrutinisedOffice, who: Person | None = None, **fields: Any) -> OfficeHolder:
    """Somebody in a scrutinised office, from long ago and still."""
    return OfficeHolder.objects.create(
        office=of, person=who or person(of.body), **{"valid_from": LONG_AGO, **fields}
    )


def meeting(of: ScrutinyBody | None = None, title: str = "", **fields: Any) -> Meeting:
    """A scheduled ordinary meeting on Friday 12 September 2025 at half past ten."""
    title = title or f"Meeting {next(_numbers)}"
    values: dict[str, Any] = {
        "title": title,
        "held_on": date(2025, 9, 12),
        "starts_at": time(10, 30),
        "place": "County Hall",
        "slug": slugify(title)[:120],
        "state": Meeting.State.SCHEDULED,
    }
    return Meeting.objects.create(body=of or body(), **{**values, **fields})


def meeting_with_agenda(of: ScrutinyBody | None = None, **fields: Any) -> Meeting:
    """A meeting on 12 September 2025 whose agenda was published on 4 September, just in time."""
    values: dict[str, Any] = {
        "state": Meeting.State.AGENDA_PUBLISHED,
        "agenda_published_on": date(2025, 9, 4),
    }
    return meeting(of, **{**values, **fields})


def concluded_meeting(of: ScrutinyBody | None = None, **fields: Any) -> Meeting:
    """A meeting that took place on 13 June 2025."""
    values: dict[str, Any] = {"held_on": date(2025, 6, 13), "state": Meeting.State.CONCLUDED}
    return meeting(of, **{**values, **fields})


def minute(of: Meeting | None = None, number: str = "", **fields: Any) -> Minute:
    """A minute of a concluded meeting."""
    where = of or concluded_meeting(body())
    number = number or str(next(_numbers))
    return Minute.objects.create(
        meeting=where, number=number, text=fields.pop("text", "The panel agreed."), **fields
    )


def agenda_item(of: Meeting | None = None, title: str = "", **fields: Any) -> AgendaItem:
    """An open item on the agenda of a scheduled meeting, after those that are there."""
    where = of or meeting()
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": title or f"Item {number}",
        "state": AgendaItem.State.ON_AGENDA,
        "position": where.agenda_items.count() + 1,
    }
    return AgendaItem.objects.create(meeting=where, **{**values, **fields})


def paper(of: AgendaItem | None = None, title: str = "", **fields: Any) -> Paper:
    """An open paper that is to follow, so that it has no file."""
    where = of or agenda_item()
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": title or f"Paper {number}",
        "is_to_follow": True,
        "position": where.papers.count() + 1,
    }
    return Paper.objects.create(item=where, **{**values, **fields})
