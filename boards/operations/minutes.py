"""Numbered minutes of meetings. What a decision rests on is never changed behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils.translation import gettext as _

from boards.models import Meeting, Minute
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from portal import audit
from portal.operations import Conflict, Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

#: States of a meeting in which minutes may be entered.
MINUTED: Final = (
    Meeting.State.IN_PROGRESS,
    Meeting.State.CONCLUDED,
    Meeting.State.MINUTES_DRAFT,
    Meeting.State.MINUTES_CONFIRMED,
)


@transaction.atomic
def add_minute(*, meeting: Meeting, number: str, text: str, by: User | None) -> Minute:
    """Enter a minute of a meeting that has begun, or is over. Raises Refused."""
    refuse_unless_keeper(by, meeting.body, MEETING_KEEPERS)
    if Meeting.objects.get(pk=meeting.pk).state not in MINUTED:
        raise Refused(_("Minutes are entered once the meeting has begun."))
    minute = Minute(meeting=meeting, number=number, text=text)
    return save_new(minute, by=by, sentence=_("%(minute)s was entered.") % {"minute": minute})


@transaction.atomic
def update_minute(
    minute: Minute, *, by: User | None, expected_version: int, **values: Any
) -> Minute:
    """Correct a minute that nothing rests on yet. Raises Refused, Conflict."""
    refuse_unless_keeper(by, minute.meeting.body, MEETING_KEEPERS)
    _refuse_if_cited(minute)
    return save_changed(
        minute,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=_("%(minute)s was changed.") % {"minute": minute},
    )


@transaction.atomic
def remove_minute(minute: Minute, *, by: User | None, expected_version: int) -> None:
    """Take away a minute that nothing rests on. Raises Refused, Conflict."""
    refuse_unless_keeper(by, minute.meeting.body, MEETING_KEEPERS)
    _refuse_if_cited(minute)
    current = Minute.objects.select_for_update().get(pk=minute.pk)
    if current.version != expected_version:
        raise Conflict(current)
    sentence = _("%(minute)s was removed.") % {"minute": current}
    audit.record(current, act=audit.REMOVE, by=by, sentence=sentence)
    current.delete()


def is_cited(minute: Minute) -> bool:
    """Whether any record of any app points to the minute."""
    # Hidden ones too: most moves that cite a minute name no way back from it.
    pointing = Minute._meta.get_fields(include_hidden=True)
    return any(
        field.related_model._base_manager.filter(**{field.field.name: minute}).exists()
        for field in pointing
        if isinstance(field, ForeignObjectRel)
    )


def _refuse_if_cited(minute: Minute) -> None:
    if is_cited(minute):
        raise Refused(
            _("A decision rests on this minute, so it stays as it is. Enter a further minute.")
        )
