"""The area of a body as the public is told it: its councils and the police force."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from boards.models import Organisation, ScrutinyBody

__all__ = ["area_of"]


def area_of(body: ScrutinyBody, *, on: date) -> dict[str, Any]:
    """What the public copy of a body says of its area, from the register of organisations.

    Councils are the host authority and those that fill its seats on a day (`on`); the force is
    that of the office it holds to account, else of the host, else of a council. A sub-committee
    answers for the area of the body it belongs to.
    """
    whole = body.parent or body
    not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    councils: dict[str, Organisation] = {}
    seats = whole.seats.filter(not_ended, appointed_by__isnull=False)
    appointing = [seat.appointed_by for seat in seats.select_related("appointed_by__force")]
    for one in (whole.host, *appointing):
        if one and one.kind == Organisation.Kind.COUNCIL:
            councils[one.code] = one
    offices = whole.offices.filter(not_ended, organisation__isnull=False).order_by("id")
    held = [one.organisation for one in offices.select_related("organisation__force")]
    forces = (_force(one) for one in (*held, whole.host, *councils.values()))
    force = next((one for one in forces if one), None)
    return {
        "force": _named(force) if force else None,
        "councils": [_named(one) for one in sorted(councils.values(), key=lambda one: one.name)],
    }


def _force(one: Organisation | None) -> Organisation | None:
    """The police force of an organisation: a force's own is itself."""
    if one is None:
        return None
    return one if one.kind == Organisation.Kind.POLICE_FORCE else one.force


def _named(one: Organisation) -> dict[str, str]:
    return {"code": one.code, "name": one.name}
