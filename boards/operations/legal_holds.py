"""Placing a legal hold on a case, and lifting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import LegalHold, ScrutinyBody
from boards.operations.disposal import DISPOSERS, case_of, hold_of
from boards.operations.permission import refuse_unless_keeper
from portal import clock
from portal.operations import Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def place_hold(
    *, body: ScrutinyBody, kind: str, key: object, reason: str, by: User | None
) -> LegalHold:
    """Hold a case back from disposal. Raises Refused without a reason, or where one is held."""
    refuse_unless_keeper(by, body, DISPOSERS)
    disposer, case = case_of(body, kind, key)
    if not reason.strip():
        raise Refused(_("Say why it is held back."))
    hold = LegalHold(
        body=body,
        case_kind=disposer.kind,
        case_key=str(case.key),
        reason=reason.strip(),
        placed_at=clock.now(),
    )
    return save_new(hold, by=by, sentence=_("A case was put on legal hold."))


@transaction.atomic
def lift_hold(
    *, body: ScrutinyBody, kind: str, key: object, reason: str, by: User | None
) -> LegalHold:
    """Lift the hold on a case. Raises Refused without a reason, or where there is none."""
    refuse_unless_keeper(by, body, DISPOSERS)
    disposer, case = case_of(body, kind, key)
    hold = hold_of(case, disposer)
    if hold is None:
        raise Refused(_("There is no hold on it."))
    if not reason.strip():
        raise Refused(_("Say why the hold is lifted."))
    return save_changed(
        hold,
        by=by,
        values={"lifted_at": clock.now(), "lifted_reason": reason.strip()},
        expected_version=hold.version,
        sentence=_("A legal hold was lifted."),
    )
