"""The work programme: suggest, adopt, schedule, carry over, complete, drop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access import roles_in
from portal.operations import Refused, fresh, make_move, save_changed, save_new
from scrutiny.models import WorkProgrammeEntry
from scrutiny.operations.people import minute_refusal, require_clerk
from scrutiny.operations.source_links import (
    origins_differ,
    set_entry_origins,
    without_origins,
)
from scrutiny.rules import lifecycle
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from boards.models import Meeting, Minute, ScrutinyBody
    from portal.models import User


def suggest_entry(*, body: ScrutinyBody, by: User, values: Mapping[str, Any]) -> WorkProgrammeEntry:
    """Suggest an item for the forward plan."""
    require_clerk(by, body)
    _refuse_foreign(body, values)
    fields, origins = without_origins(values)
    with transaction.atomic():
        entry = save_new(
            WorkProgrammeEntry(body=body, **fields),
            by=by,
            sentence=_("The entry was suggested for the work programme."),
        )
        set_entry_origins(entry, origins)
        return entry


def update_entry(
    *,
    entry: WorkProgrammeEntry,
    by: User,
    values: Mapping[str, Any],
    expected_version: int,
) -> WorkProgrammeEntry:
    """Change an entry, if nobody else has changed it since it was read."""
    entry = fresh(entry)
    require_clerk(by, entry.body)
    _refuse_foreign(entry.body, values)
    fields, origins = without_origins(values)
    changed = frozenset(name for name, value in fields.items() if getattr(entry, name) != value)
    changed |= {"origins"} if origins_differ(entry, origins) else frozenset()
    reasons = editing_refusals("work_programme_entry", str(entry.state), changed)
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        return save_changed(
            entry,
            by=by,
            values=fields,
            expected_version=expected_version,
            sentence=_("The entry in the work programme was changed."),
            links_changed=set_entry_origins(entry, origins),
        )


def move_entry(
    *,
    entry: WorkProgrammeEntry,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
    minute: Minute | None = None,
    meeting: Meeting | None = None,
) -> WorkProgrammeEntry:
    """Make one move of the entry's table. `schedule` needs a meeting of the body."""
    unmet = minute_refusal(minute, entry.body)
    at = meeting or entry.meeting
    if at is None:
        unmet["meeting"] = _("Choose the meeting that will deal with it.")
    elif at.body_id != entry.body_id:
        unmet["meeting"] = _("That is a meeting of another body.")
    values: dict[str, Any] = {}
    if move == "adopt":
        values["adopted_minute"] = minute
    if move == "schedule":
        values["meeting"] = at
    if move == "carry_over":
        values["meeting"] = None
        values["times_carried_over"] = fresh(entry).times_carried_over + 1
    sentence = {
        "adopt": _("The entry was adopted into the work programme."),
        "schedule": _("The entry was scheduled for a meeting."),
        "carry_over": _("The entry was carried over."),
        "complete": _("The entry was completed."),
        "drop": _("The entry was dropped."),
    }.get(move, _("The entry moved on."))
    with transaction.atomic():
        return make_move(
            entry,
            table=lifecycle.WORK_PROGRAMME_ENTRY,
            name=move,
            by=by,
            roles=roles_in(by, entry.body.slug),
            expected_version=expected_version,
            sentence=sentence,
            unmet=unmet,
            reason=reason,
            values=values,
        )


def _refuse_foreign(body: ScrutinyBody, values: Mapping[str, Any]) -> None:
    for name in ("lead", "meeting"):
        chosen = values.get(name)
        if chosen is not None and chosen.body_id != body.pk:
            raise Refused(_("Something chosen here belongs to another body."))
