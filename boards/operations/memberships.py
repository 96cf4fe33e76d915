"""Who sits in which seat, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.models import Membership, Person, Seat
from boards.models.people import MembershipQuerySet
from boards.operations.permission import refuse_unless_keeper
from boards.operations.release import release_public
from portal.models import User
from portal.operations import Refused, save_changed, save_new


@transaction.atomic
def start_membership(
    *,
    seat: Seat,
    person: Person,
    valid_from: date,
    by: User | None,
    role: str = Membership.Role.MEMBER,
    party: str = "",
    can_vote: bool = True,
    valid_to: date | None = None,
) -> Membership:
    """Put a person into a seat from a day on.

    Raises Refused when the person is not of this body's register, sits in another seat of it at
    that time, or the seat is taken or does not exist at that time. A substitute stands beside the
    member: the seat may have both, and a substitute may stand for several seats.
    """
    body = seat.body
    refuse_unless_keeper(by, body)
    membership = Membership(
        seat=seat,
        person=person,
        role=role,
        party=party,
        can_vote=can_vote,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _refuse_clashes(membership)
    sentence = _("%(person)s sits on %(body)s from %(day)s.") % {
        "person": person.name,
        "body": body.name,
        "day": date_format(valid_from, "l j F Y"),
    }
    save_new(membership, by=by, sentence=sentence)
    release_public(body, by=by, subject=_("Members of a body"))
    return membership


@transaction.atomic
def update_membership(
    membership: Membership, *, by: User | None, expected_version: int, **values: Any
) -> Membership:
    """Correct role, political group, vote or dates of a membership. Raises Refused, Conflict."""
    body = membership.seat.body
    refuse_unless_keeper(by, body)
    wanted = Membership.objects.select_related("seat__body", "person").get(pk=membership.pk)
    for name, value in values.items():
        setattr(wanted, name, value)
    _refuse_clashes(wanted)
    saved = save_changed(
        membership,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=_("The membership of %(person)s was changed.")
        % {"person": membership.person.name},
    )
    release_public(body, by=by, subject=_("Members of a body"))
    return saved


@transaction.atomic
def end_membership(
    membership: Membership, *, last_day: date, by: User | None, expected_version: int
) -> Membership:
    """Record the last day on which somebody sits. The seat is vacant from the next day on.

    Raises Refused when that lies before the first day, Conflict.
    """
    body = membership.seat.body
    refuse_unless_keeper(by, body)
    sentence = _("The membership of %(person)s ends after %(day)s.") % {
        "person": membership.person.name,
        "day": date_format(last_day, "l j F Y"),
    }
    saved = save_changed(
        membership,
        by=by,
        values={"valid_to": last_day},
        expected_version=expected_version,
        sentence=sentence,
    )
    release_public(body, by=by, subject=_("Members of a body"))
    return saved


def _refuse_clashes(wanted: Membership) -> None:
    """Raise Refused with every clash of a membership with the seat and with other memberships."""
    seat, reasons = wanted.seat, []
    if wanted.person.body_id != seat.body_id:
        reasons.append(_("Choose a person of this body's own register."))
    ends_late = seat.valid_to is not None and (
        wanted.valid_to is None or wanted.valid_to > seat.valid_to
    )
    if wanted.valid_from < seat.valid_from or ends_late:
        reasons.append(_("The seat does not exist for the whole of that time."))
    if wanted.role != Membership.Role.SUBSTITUTE:
        others = _at_the_same_time(wanted).exclude(role=Membership.Role.SUBSTITUTE)
        if others.filter(seat=seat).exists():
            reasons.append(_("Somebody sits in this seat at that time. End that membership first."))
        elsewhere = others.filter(person=wanted.person, seat__body_id=seat.body_id)
        if elsewhere.exclude(seat=seat).exists():
            reasons.append(_("This person sits in another seat of this body at that time."))
    if reasons:
        raise Refused(*reasons)


def _at_the_same_time(wanted: Membership) -> MembershipQuerySet:
    rows = Membership.objects.exclude(pk=wanted.pk)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=wanted.valid_from))
    return rows.filter(valid_from__lte=wanted.valid_to) if wanted.valid_to else rows
