"""People in a body's register, and its seats."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from boards.models import Organisation, Person, ScrutinyBody, Seat
from boards.operations.permission import refuse_unless_keeper
from boards.operations.release import release_public
from portal.models import User
from portal.operations import Refused, fresh, save_changed, save_new
from portal.signed_links import revoke_held_by


@transaction.atomic
def add_person(
    *,
    body: ScrutinyBody,
    name: str,
    by: User | None,
    post: str = "",
    organisation: Organisation | None = None,
    user: User | None = None,
    email: str = "",
) -> Person:
    """Enter somebody in the register of a body. Raises Refused."""
    refuse_unless_keeper(by, body)
    person = Person(
        body=body, name=name, post=post, organisation=organisation, user=user, email=email
    )
    return save_new(person, by=by, sentence=_("%(name)s was entered.") % {"name": name})


@transaction.atomic
def update_person(
    person: Person, *, by: User | None, expected_version: int, **values: Any
) -> Person:
    """Change name, post, organisation, account or e-mail address of somebody.

    With another address the links that went to the old one are taken back. Raises Refused,
    Conflict.
    """
    refuse_unless_keeper(by, person.body)
    if "email" in values and values["email"] != fresh(person).email:
        revoke_held_by(person.key, by=by)
    saved = save_changed(
        person,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=_("What is known about %(name)s was changed.") % {"name": person.name},
    )
    release_public(person.body, by=by, subject=_("Names in the register"))
    return saved


@transaction.atomic
def add_seat(
    *,
    body: ScrutinyBody,
    kind: str,
    valid_from: date,
    by: User | None,
    appointed_by: Organisation | None = None,
    valid_to: date | None = None,
) -> Seat:
    """Make a place on a body. It is vacant until somebody's membership begins.

    Raises Refused when a seat that a council fills does not say which.
    """
    refuse_unless_keeper(by, body)
    seat = Seat(
        body=body, kind=kind, appointed_by=appointed_by, valid_from=valid_from, valid_to=valid_to
    )
    _refuse_without_council(seat)
    save_new(seat, by=by, sentence=_("A seat was made: %(seat)s.") % {"seat": seat})
    release_public(body, by=by, subject=_("Seats of a body"))
    return seat


def _refuse_without_council(seat: Seat) -> None:
    if seat.kind == Seat.Kind.APPOINTED and seat.appointed_by is None:
        raise Refused(_("Say which council fills this seat."))


@transaction.atomic
def update_seat(seat: Seat, *, by: User | None, expected_version: int, **values: Any) -> Seat:
    """Correct the kind of a seat, who fills it or its dates. Raises Refused, Conflict."""
    refuse_unless_keeper(by, seat.body)
    changed = Seat(
        kind=values.get("kind", seat.kind),
        appointed_by=values.get("appointed_by", seat.appointed_by),
    )
    _refuse_without_council(changed)
    if values.get("valid_to") is not None:
        _refuse_if_somebody_sits_after(seat, values["valid_to"])
    saved = save_changed(
        seat,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=_("A seat was changed: %(seat)s.") % {"seat": seat},
    )
    release_public(seat.body, by=by, subject=_("Seats of a body"))
    return saved


@transaction.atomic
def end_seat(seat: Seat, *, last_day: date, by: User | None, expected_version: int) -> Seat:
    """Close a seat after a day. Raises Refused when somebody sits in it beyond; Conflict."""
    return update_seat(seat, by=by, expected_version=expected_version, valid_to=last_day)


def _refuse_if_somebody_sits_after(seat: Seat, last_day: date) -> None:
    beyond = seat.memberships.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day))
    if beyond.exists():
        raise Refused(_("Somebody sits in this seat beyond that day. End the membership first."))
