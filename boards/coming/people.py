"""Dates of people: roles and terms that end. They pass by themselves, and are then gone."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.models import Membership, RoleAssignment
from portal.access import rows_for
from portal.coming_dates import ComingDate, DatesAsked


def roles_ending(asked: DatesAsked) -> Iterator[ComingDate]:
    """The last day of each role that somebody holds today and that has one."""
    rows = rows_for(asked.visitor, RoleAssignment).filter(
        valid_to__gte=asked.today, valid_from__lte=asked.today
    )
    for one in rows.select_related("body", "user"):
        assert one.valid_to is not None  # asked for
        yield ComingDate(
            body=one.body.slug,
            on=one.valid_to,
            what=_("Last day of %(person)s as %(role)s")
            % {"person": one.user, "role": one.get_role_display()},
            address=reverse("bodies:desk", args=[one.body.slug]),
            counted=_("The last day that was set with the role. Nothing opens after it."),
            is_kept=False,
        )


def terms_ending(asked: DatesAsked) -> Iterator[ComingDate]:
    """The last day of each membership that runs today and that has one."""
    rows = rows_for(asked.visitor, Membership).filter(
        valid_to__gte=asked.today, valid_from__lte=asked.today
    )
    for one in rows.select_related("seat__body", "person"):
        assert one.valid_to is not None  # asked for
        yield ComingDate(
            body=one.seat.body.slug,
            on=one.valid_to,
            what=_("Last day of %(person)s as %(role)s")
            % {"person": one.person.name, "role": one.get_role_display()},
            address=reverse("bodies:desk", args=[one.seat.body.slug]),
            counted=_("The last day that was set with the membership."),
            is_kept=False,
        )
