"""Private records of bodies made into their public copies, field by field.

What is not named here is not public. A copy carries codes and dates as they are (ISO 8601); the
words for them are added where they are shown, so that they can be translated. The functions read
the database but write nothing: an operation hands what they return to `portal.publishing.release`.
Meetings, their packs and papers are made public by `boards.packs`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from boards import kinds
from boards.area_copy import area_of
from boards.look_copy import look_of
from boards.models import Meeting, Membership, OfficeHolder, ScrutinisedOffice, ScrutinyBody, Seat
from boards.welsh_copy import welsh_of
from portal.publishing import Copy

__all__ = ["body_copy", "meeting_path", "members_copy"]


def body_copy(body: ScrutinyBody, *, on: date) -> Copy:
    """The public copy of a body: who it is, what it is for, whom to call, whom it scrutinises.

    `on` is today: offices and terms that ended before it are left out. Terms that begin later are
    carried with their dates; the page shows those that run on the day it is read.
    """
    look, files = look_of(body)
    return Copy(
        kind=kinds.BODY,
        key=str(body.key),
        body=body.slug,
        path="",
        title=body.name,
        payload={
            "slug": body.slug,
            "name": body.name,
            "name_cy": body.name_cy,
            "short_name": body.short_name,
            "purpose": body.purpose,
            "purpose_cy": body.purpose_cy,
            "legal_form": str(body.legal_form),
            "nation": body.nation,
            "is_safeguarding": body.is_safeguarding,
            "host": body.host.name if body.host else "",
            "concern_contact": body.concern_contact,
            "contact": body.contact,
            "valid_from": _iso(body.valid_from),
            "valid_to": _iso(body.valid_to),
            "parent": _named(body.parent),
            "predecessor": _named(body.predecessor),
            "successor": _named(ScrutinyBody.objects.filter(predecessor=body).first()),
            "sub_committees": [
                _named(one) for one in body.sub_committees.filter(_not_ended(on)).order_by("name")
            ],
            "offices": [_office(one, on=on) for one in _offices(body, on=on)],
            "functions": [one.function for one in body.functions.order_by("function")],
            "look": look,
            "welsh": welsh_of(body),
            "area": area_of(body, on=on),
        },
        files=files,
    )


def members_copy(body: ScrutinyBody, *, on: date) -> Copy:
    """The public register of members: every seat, filled or vacant, and who sits in it.

    No account and no e-mail address is ever part of it. `on` is today: seats and memberships that
    ended before it are left out, those that begin later are carried with their dates.
    """
    seats = (
        Seat.objects.filter(_not_ended(on), body=body)
        .select_related("appointed_by")
        .order_by("kind", "appointed_by__name", "id")
    )
    memberships: dict[int, list[Membership]] = {}
    rows = Membership.objects.filter(_not_ended(on), seat__in=seats).select_related("person")
    for one in rows.order_by("valid_from", "person__name"):
        memberships.setdefault(one.seat_id, []).append(one)
    return Copy(
        kind=kinds.MEMBERS,
        key=str(body.key),
        body=body.slug,
        path="members/",
        title=body.name,
        payload={
            "seats": [
                {
                    "kind": str(seat.kind),
                    "filled_by": seat.appointed_by.name if seat.appointed_by else "",
                    "from": _iso(seat.valid_from),
                    "until": _iso(seat.valid_to),
                    "members": [_membership(one) for one in memberships.get(seat.pk, [])],
                }
                for seat in seats
            ]
        },
    )


def meeting_path(meeting: Meeting) -> str:
    """The address of a meeting below its body: date and slug."""
    return f"meetings/{meeting.held_on.isoformat()}-{meeting.slug}/"


def _offices(body: ScrutinyBody, *, on: date) -> list[ScrutinisedOffice]:
    return list(body.offices.filter(_not_ended(on)).order_by("label", "id"))


def _office(office: ScrutinisedOffice, *, on: date) -> dict[str, Any]:
    holders = (
        OfficeHolder.objects.filter(_not_ended(on), office=office)
        .select_related("person")
        .order_by("valid_from", "id")
    )
    return {
        "label": office.label,
        "short_label": office.short_label,
        "from": _iso(office.valid_from),
        "until": _iso(office.valid_to),
        "holders": [
            {
                "name": one.person.name,
                "from": _iso(one.valid_from),
                "until": _iso(one.valid_to),
            }
            for one in holders
        ],
    }


def _membership(one: Membership) -> dict[str, Any]:
    return {
        "name": one.person.name,
        "role": str(one.role),
        "party": one.party,
        "can_vote": one.can_vote,
        "from": _iso(one.valid_from),
        "until": _iso(one.valid_to),
    }


def _not_ended(on: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gte=on)


def _named(body: ScrutinyBody | None) -> dict[str, str] | None:
    return {"slug": body.slug, "name": body.name} if body else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
