"""Days on which offices are closed, and bank holidays that were proclaimed late."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.models import ScrutinyBody
from boards.operations.permission import (
    refuse_unless_keeper,
    refuse_unless_portal_administrator,
)
from boards.operations.plain import remove_row, save_row
from portal.models import ClosureDay, ClosureKind, ClosureNation

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def add_closure_day(
    *,
    day: date,
    name: str,
    by: User | None,
    body: ScrutinyBody | None = None,
    nation: str = ClosureNation.BOTH,
    kind: str = ClosureKind.CLOSURE,
) -> ClosureDay:
    """Take a day out of the working days: of one body, or of everybody when none is given.

    Officers enter those of their own body; what holds for everybody (a proclaimed bank holiday) is
    entered by an administrator of the portal. Raises Refused.
    """
    _refuse_unless_allowed(by, body)
    row = ClosureDay(
        date=day,
        name=name,
        nation=nation,
        body=body.slug if body else "",
        kind=kind,
        created_by=by,
    )
    sentence = _("%(day)s is no working day: %(name)s.")
    words = {"day": date_format(day, "l j F Y"), "name": name}
    return save_row(row, by=by, sentence=sentence % words)


@transaction.atomic
def remove_closure_day(row: ClosureDay, *, by: User | None, expected_version: int = 0) -> None:
    """Make a day a working day again. Raises Refused."""
    body = ScrutinyBody.objects.filter(slug=row.body).first() if row.body else None
    _refuse_unless_allowed(by, body)
    sentence = _("%(day)s is a working day again.") % {"day": date_format(row.date, "l j F Y")}
    remove_row(row, by=by, sentence=sentence)


def _refuse_unless_allowed(by: User | None, body: ScrutinyBody | None) -> None:
    if body is None:
        refuse_unless_portal_administrator(by)
    else:
        refuse_unless_keeper(by, body)
