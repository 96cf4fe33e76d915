"""The moves of an item: accepted, added late, considered, deferred, brought forward, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem, Meeting
from boards.operations.agenda_state import agenda_is_out, locked, touched, when
from boards.operations.permission import roles_for
from boards.rules.agenda import (
    AGENDA_CLOSED,
    BEGUN,
    OFF_THE_AGENDA,
    is_off,
    place_at_the_end,
)
from boards.rules.lifecycle import AGENDA_ITEM
from portal.operations import Refused, make_move, refuse_unless_allowed

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def accept_item(
    item: AgendaItem, *, by: User | None, expected_version: int | None = None
) -> AgendaItem:
    """Put a proposed item on an agenda that is not out yet. Raises Refused, Conflict."""
    meeting = locked(item.meeting)
    unmet = {}
    if agenda_is_out(meeting):
        unmet["agenda_not_out"] = _(
            "The agenda is out. Add the item as a late one, with the chair's reason for urgency."
        )
    said = _("was put on the agenda")
    return _move(item, meeting, "accept", said, by=by, version=expected_version, unmet=unmet)


@transaction.atomic
def add_item_late(
    item: AgendaItem,
    *,
    urgency_reason: str,
    by: User | None,
    expected_version: int | None = None,
) -> AgendaItem:
    """Add a proposed item to an agenda that is out, with the chair's reason for urgency.

    Source: Local Government Act 1972, section 100B(4)(b) (in Wales section 100BA(6)): special
    circumstances, which the minutes must state. It goes last, so that no number changes.
    Raises Refused, Conflict.
    """
    meeting = locked(item.meeting)
    unmet = {}
    if not agenda_is_out(meeting):
        unmet["agenda_out"] = _("The agenda is not out yet: simply put the item on it.")
    places = meeting.agenda_items.values_list("position", flat=True)
    return _move(
        item,
        meeting,
        "add_late",
        _("was added late"),
        by=by,
        version=expected_version,
        unmet=unmet,
        reason=urgency_reason,
        values={"urgency_reason": urgency_reason.strip(), "position": place_at_the_end(places)},
    )


@transaction.atomic
def consider_item(
    item: AgendaItem, *, by: User | None, expected_version: int | None = None
) -> AgendaItem:
    """Record that the meeting has dealt with an item. Raises Refused, Conflict."""
    meeting = locked(item.meeting)
    unmet = {}
    if meeting.state not in BEGUN:
        unmet["meeting_begun"] = _("The meeting has not begun yet.")
    said = _("was considered")
    return _move(item, meeting, "consider", said, by=by, version=expected_version, unmet=unmet)


@transaction.atomic
def defer_item(
    item: AgendaItem, *, reason: str, by: User | None, expected_version: int | None = None
) -> AgendaItem:
    """Put an item off to a later meeting, and say why. Raises Refused, Conflict."""
    meeting = locked(item.meeting)
    return _leave(item, meeting, "defer", _("was deferred"), reason, by, expected_version)


@transaction.atomic
def withdraw_item(
    item: AgendaItem, *, reason: str, by: User | None, expected_version: int | None = None
) -> AgendaItem:
    """Take an item off the agenda, and say why. Raises Refused, Conflict."""
    meeting = locked(item.meeting)
    return _leave(item, meeting, "withdraw", _("was withdrawn"), reason, by, expected_version)


def _leave(
    item: AgendaItem,
    meeting: Meeting,
    name: str,
    said: str,
    reason: str,
    by: User | None,
    version: int | None,
) -> AgendaItem:
    values: dict[str, Any] = {"state_reason": reason.strip()}
    current = AgendaItem.objects.get(pk=item.pk)
    never_read = current.state == AgendaItem.State.PROPOSED or not agenda_is_out(meeting)
    if never_read and not is_off(current):
        values["position"] = OFF_THE_AGENDA + current.position
    return _move(item, meeting, name, said, by=by, version=version, reason=reason, values=values)


def _move(
    item: AgendaItem,
    meeting: Meeting,
    name: str,
    said: str,
    *,
    by: User | None,
    version: int | None,
    unmet: dict[str, str] | None = None,
    reason: str = "",
    values: dict[str, Any] | None = None,
) -> AgendaItem:
    """One move, after which a checked pack is checked no more."""
    roles = roles_for(by, meeting.body)
    if meeting.state in AGENDA_CLOSED:
        row = AGENDA_ITEM.find(state=AgendaItem.objects.get(pk=item.pk).state, name=name)
        refuse_unless_allowed(row, roles=roles, reason=reason, unmet={})
        raise Refused(_("The agenda of this meeting is closed, so nothing in it is changed."))
    sentence = _("Item “%(title)s” of the meeting on %(day)s %(said)s.") % {
        "title": item.title,
        "day": when(meeting),
        "said": said,
    }
    moved = make_move(
        item,
        table=AGENDA_ITEM,
        name=name,
        by=by,
        roles=roles,
        expected_version=version,
        sentence=sentence,
        unmet=unmet or {},
        reason=reason,
        values=values,
    )
    if name != "consider":
        touched(meeting, by=by)
    return moved
