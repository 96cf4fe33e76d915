"""The rules by which a body reminds: its own, or the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import ReminderRules, ScrutinyBody
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from portal.operations import Conflict, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def set_rules(
    *, body: ScrutinyBody, by: User | None, expected_version: int | None, **values: Any
) -> ReminderRules:
    """Keep when a body reminds. `expected_version` is that of its rules, None where it has none.

    Raises Refused when `by` does not keep its meetings or a value breaks a rule; Conflict when
    somebody else was first.
    """
    refuse_unless_keeper(by, body, MEETING_KEEPERS)
    own = ReminderRules.objects.filter(body=body).first()
    sentence = _("The rules of reminders were changed.")
    if own is None:
        return save_new(ReminderRules(body=body, **values), by=by, sentence=sentence)
    if expected_version is None:
        raise Conflict(own)
    return save_changed(
        own, by=by, values=values, expected_version=expected_version, sentence=sentence
    )
