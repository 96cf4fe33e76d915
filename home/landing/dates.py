"""The next of every coming date of the bodies that somebody works for, the overdue first."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.dates import bodies_worked_for, dates_of
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.access import OFFICE_ROLES

#: How far ahead the landing looks; the whole list has no end.
AHEAD: Final = timedelta(days=30)
#: How many of the lines are of overdue dates, where others are coming.
MOST_LATE: Final = 3


def dates(reader: Reader) -> Part | None:
    """What the law demands and is overdue first, then the other dates, soonest first."""
    if not reader.holds(*OFFICE_ROLES):
        return None
    bodies = bodies_worked_for(reader.user, here=reader.here)
    found = dates_of(reader.user, bodies, until=reader.today + AHEAD)
    late = [one for one in found if one.is_late]
    late.sort(key=lambda one: one.date.force != "statutory")
    coming = [one for one in found if not one.is_late and not one.date.may_wait]
    shown = [*late[: max(MOST_LATE, MOST - len(coming))], *coming][:MOST]
    words = ngettext("%(n)s date is overdue.", "%(n)s dates are overdue.", len(late))
    return Part(
        name="dates",
        heading=_("Coming dates"),
        words=words % {"n": len(late)} if late else "",
        lines=[
            Line(
                text=one.date.what,
                address=one.date.address,
                on=one.date.on,
                at=one.date.at,
                status=one.status,
                facts=[one.body, one.force],
            )
            for one in shown
        ],
        more=[(_("All coming dates"), reverse("workspace_dates"))],
    )
