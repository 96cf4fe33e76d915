"""Entering meetings in outline, and changing what is known about them."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from boards.models import Meeting, ScrutinyBody
from boards.operations.meeting_moves import move_meeting, release_meeting, said_of
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from portal import clock
from portal.operations import Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

MEETING_VALUES: Final = frozenset({"kind", "title", "title_cy", "held_on", "starts_at", "place"})
#: States in which the day of a meeting may simply be corrected; afterwards it is postponed.
DAY_MAY_CHANGE: Final = frozenset({Meeting.State.DRAFT, Meeting.State.SCHEDULED})


@transaction.atomic
def schedule_meeting(
    *,
    body: ScrutinyBody,
    title: str,
    held_on: date,
    by: User | None,
    kind: str = Meeting.Kind.ORDINARY,
    title_cy: str = "",
    starts_at: time | None = None,
    place: str = "",
) -> Meeting:
    """Enter a meeting and schedule it at once: the public is told of it, private briefings apart.

    Raises Refused when the day has passed (see `record_held_meeting`) or there is a meeting of
    this title on that day.
    """
    refuse_unless_keeper(by, body, MEETING_KEEPERS)
    _refuse_outside_lifetime(body, held_on)
    if held_on < clock.today():
        raise Refused(_("That day has passed. Enter the meeting as one that was held."))
    meeting = Meeting(
        body=body,
        title=title,
        title_cy=title_cy,
        kind=kind,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        slug=_slug(title),
    )
    save_new(meeting, by=by, sentence=said_of(meeting, _("was entered")))
    return move_meeting(meeting, name="schedule", by=by, said=_("was scheduled"))


@transaction.atomic
def record_held_meeting(
    *,
    body: ScrutinyBody,
    title: str,
    held_on: date,
    by: User | None,
    kind: str = Meeting.Kind.ORDINARY,
    title_cy: str = "",
    starts_at: time | None = None,
    place: str = "",
) -> Meeting:
    """Enter a meeting that took place before the portal knew of it: it is concluded.

    Raises Refused when the day has not come yet.
    """
    refuse_unless_keeper(by, body, MEETING_KEEPERS)
    _refuse_outside_lifetime(body, held_on)
    if held_on > clock.today():
        raise Refused(_("That day has not come yet. Schedule the meeting instead."))
    meeting = Meeting(
        body=body,
        title=title,
        title_cy=title_cy,
        kind=kind,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        slug=_slug(title),
        state=Meeting.State.CONCLUDED,
    )
    save_new(meeting, by=by, sentence=said_of(meeting, _("was entered as held")))
    release_meeting(meeting, by=by)
    return meeting


@transaction.atomic
def update_meeting(
    meeting: Meeting, *, by: User | None, expected_version: int, **values: Any
) -> Meeting:
    """Change what is known about a meeting. Its address keeps the first title.

    Raises Refused when the day is changed after the agenda was published (postpone it instead) or
    to a day that has passed; Conflict.
    """
    unknown = values.keys() - MEETING_VALUES
    if unknown:
        raise TypeError(f"A meeting has no such values: {', '.join(sorted(unknown))}")
    refuse_unless_keeper(by, meeting.body, MEETING_KEEPERS)
    current = Meeting.objects.get(pk=meeting.pk)
    held_on = values.get("held_on", current.held_on)
    if held_on != current.held_on and current.version == expected_version:
        if current.state not in DAY_MAY_CHANGE:
            raise Refused(_("The day cannot be changed any more. Postpone the meeting instead."))
        if held_on < clock.today():
            raise Refused(_("That day has passed."))
        _refuse_outside_lifetime(meeting.body, held_on)
    saved = save_changed(
        meeting,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=said_of(current, _("was changed")),
    )
    release_meeting(saved, by=by)
    return saved


def _refuse_outside_lifetime(body: ScrutinyBody, held_on: date) -> None:
    if not body.exists_on(held_on):
        raise Refused(_("The body does not exist on that day."))


def _slug(title: str) -> str:
    return slugify(title)[:120].strip("-") or "meeting"
