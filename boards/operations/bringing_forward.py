"""Bringing a deferred item forward: a new item on a later meeting, with the same papers.

The deferred item stays where it is as history. What was withheld stays withheld: restrictions go
with the item and its papers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem, BackgroundPaper, Meeting, Paper, Restriction
from boards.operations.agenda_state import agenda_is_out, locked, touched, when
from boards.operations.permission import roles_for
from boards.rules.agenda import place_at_the_end, place_for_business
from boards.rules.lifecycle import AGENDA_ITEM
from portal import audit
from portal.models import VersionedRecord
from portal.operations import Refused, refuse_unless_allowed, save_new

if TYPE_CHECKING:
    from portal.models import User

AnyCopied = TypeVar("AnyCopied", bound=VersionedRecord)

_OWN_TO_EACH: Final = frozenset({"id", "key", "version", "created_at", "changed_at", "changed_by"})
_OF_THE_OLD_MEETING: Final = frozenset(
    {"meeting", "state", "state_reason", "urgency_reason", "position", "deferred_from"}
)
_STILL_AHEAD: Final = (
    Meeting.State.DRAFT,
    Meeting.State.SCHEDULED,
    Meeting.State.AGENDA_PUBLISHED,
)


@transaction.atomic
def bring_forward(item: AgendaItem, *, meeting: Meeting, by: User | None) -> AgendaItem:
    """Propose a deferred item for a later meeting of the same body, once.

    Returns the new item. Raises Refused for a meeting of another body or an earlier one, and when
    the item has been brought forward already.
    """
    old_meeting, new_meeting = locked(item.meeting), locked(meeting)
    current = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    unmet = {}
    is_later = new_meeting.held_on > old_meeting.held_on and new_meeting.state in _STILL_AHEAD
    if new_meeting.body_id != old_meeting.body_id or not is_later:
        unmet["later_meeting"] = _("Choose a later meeting of the same body that is still ahead.")
    row = AGENDA_ITEM.find(state=current.state, name="bring_forward")
    refuse_unless_allowed(row, roles=roles_for(by, old_meeting.body), reason="", unmet=unmet)
    if current.brought_forward_as.exists():
        raise Refused(_("This item has been brought forward already."))
    places = new_meeting.agenda_items.values_list("position", flat=True)
    place = place_at_the_end if agenda_is_out(new_meeting) else place_for_business
    new = _copy(current, leave_out=_OF_THE_OLD_MEETING)
    new.meeting, new.deferred_from, new.position = new_meeting, current, place(places)
    words = {"title": current.title, "old": when(old_meeting), "new": when(new_meeting)}
    sentence = _("Item “%(title)s”, deferred on %(old)s, was proposed for the meeting on %(new)s.")
    save_new(new, by=by, sentence=sentence % words)
    audit.record(current, act=audit.MOVE, by=by, sentence=sentence % words)
    _copy_what_hangs(current, new, by=by)
    touched(new_meeting, by=by)
    return new


def _copy_what_hangs(old: AgendaItem, new: AgendaItem, *, by: User | None) -> None:
    _copy_restriction(old.restrictions.filter(released_on=None).first(), by=by, item=new)
    for paper in old.papers.filter(withdrawn_reason="").order_by("position", "pk"):
        copy = _copy(paper)
        copy.item, copy.changed_by = new, by
        copy.save()
        _copy_restriction(paper.restrictions.filter(released_on=None).first(), by=by, paper=copy)
    for background in BackgroundPaper.objects.filter(item=old).order_by("pk"):
        other = _copy(background)
        other.item, other.changed_by = new, by
        other.save()


def _copy_restriction(
    restriction: Restriction | None,
    *,
    by: User | None,
    item: AgendaItem | None = None,
    paper: Paper | None = None,
) -> None:
    if restriction is None:
        return
    copy = _copy(restriction)
    copy.item, copy.paper, copy.changed_by = item, paper, by
    copy.save()


def _copy(record: AnyCopied, *, leave_out: frozenset[str] = frozenset()) -> AnyCopied:
    """The same record once more, unsaved, with a key and a version of its own."""
    kept = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name not in _OWN_TO_EACH | leave_out
    }
    return type(record)(**kept)
