"""What the writers of an agenda share: is it out, may it change, what a change does to a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.models import AgendaItem, BackgroundPaper, Meeting, Pack, PackFile, Paper
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from boards.rules.agenda import AGENDA_CLOSED, LEFT, is_out
from boards.rules.lifecycle import PACK
from portal.operations import Refused, make_move, save_changed

if TYPE_CHECKING:
    from portal.models import User

#: States of a pack that people outside may have read.
WAS_OUT = (Pack.State.PUBLISHED, Pack.State.SUPERSEDED, Pack.State.WITHDRAWN)
ASSEMBLING, CHECKED = Pack.State.ASSEMBLING, Pack.State.CHECKED


def agenda_is_out(meeting: Meeting) -> bool:
    """Whether the agenda of a meeting has been published for the day that it has now."""
    return is_out(state=meeting.state, is_published=meeting.agenda_published_on is not None)


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is stored, with its body, and no other writer beside this one."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)


def refuse_unless_open(meeting: Meeting, by: User | None) -> None:
    """Raise Refused unless this person keeps the meeting and its agenda may still be changed."""
    refuse_unless_keeper(by, meeting.body, MEETING_KEEPERS)
    if meeting.state in AGENDA_CLOSED:
        raise Refused(_("The agenda of this meeting is closed, so nothing in it is changed."))


def refuse_if_left(item: AgendaItem) -> None:
    """Raise Refused for an item that was deferred or withdrawn."""
    if item.state in LEFT:
        raise Refused(_("This item was deferred or withdrawn, so its papers stay as they are."))


def refuse_unless_standing(item: AgendaItem, by: User | None) -> Meeting:
    """The item's meeting, locked; Refused unless its papers may be changed by this person."""
    meeting = locked(item.meeting)
    refuse_unless_open(meeting, by)
    refuse_if_left(AgendaItem.objects.get(pk=item.pk))
    return meeting


def was_published(record: AgendaItem | Paper | BackgroundPaper, meeting: Meeting) -> bool:
    """Whether an item or a paper stands in a pack of the meeting that has ever been published."""
    manifests = PackFile.objects.filter(
        pack__meeting=meeting, pack__state__in=WAS_OUT, pack__published_at__isnull=False
    ).values_list("manifest", flat=True)
    return any(_names(manifest, str(record.key)) for manifest in manifests)


def _names(value: object, key: str) -> bool:
    """Whether a manifest names a key anywhere."""
    if isinstance(value, dict):
        return any(_names(one, key) for one in value.values())
    if isinstance(value, list):
        return any(_names(one, key) for one in value)
    return value == key


def touched(meeting: Meeting, *, by: User | None = None) -> None:
    """Something that a pack of the meeting is made from was changed.

    A checked pack goes back to being put together; a publication that was set for a time, or for
    the end of a build after a release, is called off, and the pack says so to the clerk.
    """
    rows = Pack.objects.filter(meeting=meeting)
    pack = rows.filter(Q(state=CHECKED) | Q(state=ASSEMBLING, publish_at__isnull=False)).first()
    if pack is None:
        return
    values: dict[str, object] = {
        "checked_by": None,
        "checked_at": None,
        "checked_alone_reason": "",
        "publish_at": None,
        "publish_set_by": None,
    }
    sentence = _("What the pack is made from was changed, so it must be built and checked again.")
    if pack.publish_at is not None:
        called_off = _("The publication that was set for a later time is called off.")
        sentence = f"{sentence} {called_off}"
        values["publish_failed"] = sentence
    if pack.state == ASSEMBLING:
        save_changed(pack, by=by, values=values, expected_version=pack.version, sentence=sentence)
        return
    make_move(
        pack,
        table=PACK,
        name="reopen",
        by=by,
        roles=frozenset({"clerk"}),  # it happens by itself, whoever made the change
        expected_version=None,
        sentence=sentence,
        unmet={},
        values=values,
    )


def when(meeting: Meeting) -> str:
    """The day of a meeting, as a sentence names it."""
    return date_format(meeting.held_on, "l j F Y")
