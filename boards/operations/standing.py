"""The standing items of a body, and putting them on the agenda of a new meeting.

A body without rows of its own uses the default list (`boards.rules.standing`); `own_list` copies
that into rows, so that they can be changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem, LegalForm, Meeting, ScrutinyBody, StandingItem
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from boards.operations.texts import texts_of
from boards.rules.agenda import CLOSING, order_refusals, place_for_business, places_in_order
from boards.rules.functions import assignment_refusals
from boards.rules.standing import StandardItem, standard_items
from portal import audit
from portal.operations import Conflict, Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

STANDING_VALUES: Final = frozenset(
    {"title", "title_cy", "purpose", "text", "lead", "minutes", "meeting_kind"}
)
_COPIED: Final = ("title", "title_cy", "purpose", "text", "lead", "minutes", "position")


def fill_standing_items(meeting: Meeting, *, by: User | None) -> list[AgendaItem]:
    """Put the standing items on the agenda of a meeting that has none. The entry of the meeting
    is their entry in the log.
    """
    if meeting.agenda_items.exists():
        return []
    rows = list(StandingItem.objects.filter(body=meeting.body))
    if rows:
        own = [row for row in rows if row.meeting_kind in ("", meeting.kind)]
        given = [{name: getattr(row, name) for name in _COPIED} for row in own]
    else:
        given = default_values(meeting.body, meeting.kind)
    state = AgendaItem.State.ON_AGENDA
    items = [AgendaItem(meeting=meeting, state=state, changed_by=by, **one) for one in given]
    return AgendaItem.objects.bulk_create(items)


def default_values(body: ScrutinyBody, kind: str) -> list[dict[str, Any]]:
    """The default list for a body and a kind of meeting, as the values of its items."""
    texts = texts_of(body)
    items = standard_items(legal_form=body.legal_form, kind=kind)
    places = [
        CLOSING + rank if item.is_closing else rank for rank, item in enumerate(items, start=1)
    ]
    return [
        {
            "title": item.title,
            "purpose": item.purpose,
            "minutes": item.minutes,
            "text": texts[item.text_name] if item.text_name else item.text,
            "function": _function(item, body),
            "votes_needed": item.votes_needed,
            "position": place,
        }
        for place, item in zip(places, items, strict=True)
    ]


@transaction.atomic
def own_list(*, body: ScrutinyBody, by: User | None) -> list[StandingItem]:
    """Copy the default list of an ordinary meeting into rows of the body's own, once.

    Raises Refused when the body has standing items of its own already.
    """
    _refuse_unless_keeper(body, by)
    if StandingItem.objects.filter(body=body).exists():
        raise Refused(_("The body has standing items of its own already."))
    sentence = _("Standing item “%s” was taken over from the default list.")
    values = default_values(body, Meeting.Kind.ORDINARY)
    rows = [
        StandingItem(body=body, **{name: one[name] for name in _COPIED if name in one})
        for one in values
    ]
    return [save_new(row, by=by, sentence=sentence % row.title) for row in rows]


@transaction.atomic
def add_standing_item(
    *, body: ScrutinyBody, title: str, by: User | None, **values: Any
) -> StandingItem:
    """Add a standing item, after the others and before those that close every meeting.

    The first one takes the default list over (see `own_list`). Raises Refused.
    """
    _check(values)
    _refuse_unless_keeper(body, by)
    if not StandingItem.objects.filter(body=body).exists():
        own_list(body=body, by=by)
    places = StandingItem.objects.filter(body=body).values_list("position", flat=True)
    item = StandingItem(body=body, title=title, position=place_for_business(places), **values)
    return save_new(item, by=by, sentence=_("Standing item “%s” was added.") % title)


@transaction.atomic
def update_standing_item(
    item: StandingItem, *, by: User | None, expected_version: int, **values: Any
) -> StandingItem:
    """Change a standing item; agendas that have it already stay. Raises Refused, Conflict."""
    _check(values)
    _refuse_unless_keeper(item.body, by)
    return save_changed(
        item,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=_("Standing item “%s” was changed.") % item.title,
    )


@transaction.atomic
def reorder_standing_items(
    body: ScrutinyBody, *, order: Sequence[int], by: User | None
) -> list[StandingItem]:
    """Put the standing items into an order: each once, by primary key. Raises Refused."""
    _refuse_unless_keeper(body, by)
    rows = {row.pk: row for row in StandingItem.objects.select_for_update().filter(body=body)}
    reasons = order_refusals(order=order, movable=list(rows))
    if reasons:
        raise Refused(*reasons)
    closing = {key for key, row in rows.items() if row.position >= CLOSING}
    for key, place in places_in_order(order, was_closing=closing).items():
        rows[key].position = place
    StandingItem.objects.bulk_update(rows.values(), ["position"])
    sentence = _("The order of the standing items of %s was changed.") % body.name
    audit.record(body, act=audit.CHANGE, by=by, sentence=sentence)
    return [rows[key] for key in order]


@transaction.atomic
def remove_standing_item(item: StandingItem, *, by: User | None, expected_version: int) -> None:
    """Take a standing item off the list; agendas that have it already stay. Raises Refused."""
    _refuse_unless_keeper(item.body, by)
    current = StandingItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if current.version != expected_version:
        raise Conflict(current)
    sentence = _("Standing item “%s” was removed.") % current.title
    audit.record(current, act=audit.REMOVE, by=by, sentence=sentence)
    current.delete()


def _function(item: StandardItem, body: ScrutinyBody) -> str:
    """The function of a default item, unless only the full panel may carry it out."""
    is_part = body.legal_form == LegalForm.SUB_COMMITTEE
    refused = assignment_refusals(function=item.function, is_sub_committee=is_part)
    return "" if refused else item.function


def _refuse_unless_keeper(body: ScrutinyBody, by: User | None) -> None:
    refuse_unless_keeper(by, body, MEETING_KEEPERS)


def _check(values: dict[str, Any]) -> None:
    unknown = values.keys() - STANDING_VALUES
    if unknown:
        raise TypeError(f"A standing item has no such values: {', '.join(sorted(unknown))}")
