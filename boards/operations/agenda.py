"""The agenda of a meeting: entering items, changing, ordering and removing them.

The moves of items are in `agenda_moves` and `bringing_forward`; callers import them from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem, LegalForm, Meeting
from boards.operations.agenda_moves import (
    accept_item,
    add_item_late,
    consider_item,
    defer_item,
    withdraw_item,
)
from boards.operations.agenda_state import (
    agenda_is_out,
    locked,
    refuse_if_left,
    refuse_unless_open,
    touched,
    was_published,
    when,
)
from boards.operations.bringing_forward import bring_forward
from boards.rules.agenda import (
    CLOSING,
    OFF_THE_AGENDA,
    order_refusals,
    place_at_the_end,
    place_for_business,
    places_in_order,
)
from boards.rules.functions import assignment_refusals
from portal import audit
from portal.operations import Conflict, Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

__all__ = [
    "accept_item",
    "add_item",
    "add_item_late",
    "agenda_is_out",
    "bring_forward",
    "consider_item",
    "defer_item",
    "remove_item",
    "reorder_items",
    "touched",
    "update_item",
    "was_published",
    "withdraw_item",
]

#: What is for the chair alone, and so in no pack.
FOR_THE_CHAIR: Final = frozenset({"questions", "votes_needed"})
ITEM_VALUES: Final = FOR_THE_CHAIR | {
    "title",
    "title_cy",
    "public_title",
    "public_title_cy",
    "purpose",
    "text",
    "lead",
    "minutes",
    "function",
}


@transaction.atomic
def add_item(
    *, meeting: Meeting, title: str, by: User | None, accept: bool = True, **values: Any
) -> AgendaItem:
    """Enter an item of business, and put it on the agenda at once where that is not out yet.

    After the agenda is out (or with `accept` off) the item is only proposed: `add_item_late` adds
    it. It goes below the business so far and above what closes the meeting. Raises Refused, also
    for a special function at a sub-committee (Police Reform and Social Responsibility Act 2011,
    Schedule 6, paragraph 27).
    """
    _check(values)
    current = locked(meeting)
    refuse_unless_open(current, by)
    _refuse_function(current, values)
    is_out = agenda_is_out(current)
    places = current.agenda_items.values_list("position", flat=True)
    state = AgendaItem.State
    item = AgendaItem(
        meeting=current,
        title=title,
        state=state.ON_AGENDA if accept and not is_out else state.PROPOSED,
        position=place_at_the_end(places) if is_out else place_for_business(places),
        **values,
    )
    said = _("was put on the agenda") if item.state == state.ON_AGENDA else _("was proposed")
    save_new(item, by=by, sentence=_said(item, current, said))
    touched(current, by=by)
    return item


@transaction.atomic
def update_item(
    item: AgendaItem, *, by: User | None, expected_version: int | None, **values: Any
) -> AgendaItem:
    """Change what is known about an item. Raises Refused, Conflict."""
    _check(values)
    meeting = locked(item.meeting)
    refuse_unless_open(meeting, by)
    _refuse_function(meeting, values)
    current = AgendaItem.objects.get(pk=item.pk)
    saved = save_changed(
        current,
        by=by,
        values=values,
        expected_version=current.version if expected_version is None else expected_version,
        sentence=_said(current, meeting, _("was changed")),
    )
    changed = {name for name, value in values.items() if getattr(current, name) != value}
    if changed - FOR_THE_CHAIR:
        touched(meeting, by=by)
    return saved


@transaction.atomic
def reorder_items(
    meeting: Meeting, *, order: Sequence[int], by: User | None, expected_version: int
) -> Meeting:
    """Put the items into an order: each once, by primary key, without those taken off before.

    `expected_version` is that of the meeting, so that of two people who order at once the second
    is told. Raises Refused once the agenda is out: late items go last by themselves; Conflict.
    """
    current = locked(meeting)
    refuse_unless_open(current, by)
    if current.version != expected_version:
        raise Conflict(current)
    if agenda_is_out(current):
        raise Refused(
            _("The agenda is out, so its order stays as people have read it. Late items go last.")
        )
    items = {item.pk: item for item in current.agenda_items.filter(position__lt=OFF_THE_AGENDA)}
    reasons = order_refusals(order=order, movable=list(items))
    if reasons:
        raise Refused(*reasons)
    sentence = _("The order of the agenda of the meeting on %s was changed.") % when(current)
    saved = save_changed(
        current,
        by=by,
        values={},
        expected_version=expected_version,
        sentence=sentence,
        links_changed=True,
    )
    closing = {key for key, item in items.items() if item.position >= CLOSING}
    for key, place in places_in_order(order, was_closing=closing).items():
        items[key].position = place
    AgendaItem.objects.bulk_update(items.values(), ["position"])
    touched(saved, by=by)
    return saved


@transaction.atomic
def remove_item(item: AgendaItem, *, by: User | None, expected_version: int) -> None:
    """Remove an item that nobody outside has read and that has no papers. Raises Refused."""
    meeting = locked(item.meeting)
    refuse_unless_open(meeting, by)
    current = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if current.version != expected_version:
        raise Conflict(current)
    refuse_if_left(current)
    is_proposed = current.state == AgendaItem.State.PROPOSED
    if (agenda_is_out(meeting) and not is_proposed) or was_published(current, meeting):
        raise Refused(_("The public has read this item. Withdraw it instead, with a reason."))
    if current.papers.exists() or current.background_papers.exists():
        raise Refused(_("This item has papers. Remove them first, or withdraw the item."))
    if current.restrictions.exists():
        raise Refused(_("A decision on this item is kept. Withdraw it instead, with a reason."))
    sentence = _said(current, meeting, _("was removed"))
    audit.record(current, act=audit.REMOVE, by=by, sentence=sentence)
    current.delete()
    touched(meeting, by=by)


def _check(values: Mapping[str, Any]) -> None:
    unknown = values.keys() - ITEM_VALUES
    if unknown:
        raise TypeError(f"An item has no such values: {', '.join(sorted(unknown))}")


def _refuse_function(meeting: Meeting, values: Mapping[str, Any]) -> None:
    function = values.get("function", "")
    if function:
        is_part = meeting.body.legal_form == LegalForm.SUB_COMMITTEE
        reasons = assignment_refusals(function=function, is_sub_committee=is_part)
        if reasons:
            raise Refused(*reasons)


def _said(item: AgendaItem, meeting: Meeting, said: str) -> str:
    sentence = _("Item “%(title)s” of the meeting on %(day)s %(said)s.")
    return sentence % {"title": item.title, "day": when(meeting), "said": said}
