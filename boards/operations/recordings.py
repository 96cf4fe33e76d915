"""What a clerk enters about the recording of a meeting once there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem, Meeting
from boards.operations.agenda_state import locked, touched
from boards.operations.meeting_moves import release_meeting, said_of
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from boards.rules.recordings import is_secure
from portal.operations import Refused, save_changed

if TYPE_CHECKING:
    from portal.models import User

RECORDING_VALUES = frozenset({"webcast_link", "captions", "transcript_link"})


@transaction.atomic
def set_recording(
    meeting: Meeting,
    *,
    by: User | None,
    expected_version: int,
    starts: Mapping[int, int | None] | None = None,
    **values: Any,
) -> Meeting:
    """Enter where a meeting can be watched, from when each item, with captions or a transcript.

    `starts` are seconds into the recording by the primary key of an item; None takes a time away.
    Items that are not the meeting's are left out. The agenda as it was published stays untouched:
    it is told beside it. Raises Refused for a link that does not begin with https://; Conflict.
    """
    unknown = values.keys() - RECORDING_VALUES
    if unknown:
        raise TypeError(f"A recording has no such values: {', '.join(sorted(unknown))}")
    refuse_unless_keeper(by, meeting.body, MEETING_KEEPERS)
    current = locked(meeting)
    for name in ("webcast_link", "transcript_link"):
        link = str(values.get(name) or "")
        if link and link != getattr(current, name) and not is_secure(link):
            raise Refused(_("Give the whole address, beginning with https://."))
    wanted = starts or {}
    items = [
        one
        for one in AgendaItem.objects.filter(meeting=current, pk__in=wanted)
        if one.recording_starts_at != wanted[one.pk]
    ]
    saved = save_changed(
        current,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=said_of(current, _("has other particulars of its recording")),
        links_changed=bool(items),
    )
    for item in items:
        item.recording_starts_at = wanted[item.pk]
    AgendaItem.objects.bulk_update(items, ["recording_starts_at"])
    release_meeting(saved, by=by)
    if saved.webcast_link != current.webcast_link:  # it is printed in a pack
        touched(saved, by=by)
    return saved
