"""Entering meetings, and changing what is known about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from boards.models import Meeting, ScrutinyBody
from boards.operations.agenda_state import touched
from boards.operations.meeting_moves import move_meeting, release_meeting, said_of
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from boards.operations.standing import fill_standing_items
from portal import clock
from portal.operations import Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

#: What is for the chair and the officers alone, and so in no pack.
FOR_THE_CHAIR: Final = frozenset({"chairs_brief"})
MEETING_VALUES: Final = FOR_THE_CHAIR | {
    "kind",
    "title",
    "title_cy",
    "held_on",
    "starts_at",
    "place",
    "online_link",
    "webcast_link",
    "questions_due_on",
    "questions_due_at",
}
#: States in which the day of a meeting may simply be corrected; afterwards it is postponed.
DAY_MAY_CHANGE: Final = frozenset({Meeting.State.DRAFT, Meeting.State.SCHEDULED})


@transaction.atomic
def schedule_meeting(
    *,
    body: ScrutinyBody,
    title: str,
    held_on: date,
    by: User | None,
    **values: Any,
) -> Meeting:
    """Enter a meeting and schedule it at once: the public is told of it, private briefings apart.

    `values` are further ones of MEETING_VALUES. The standing items of the body are put on its
    agenda. Raises Refused when the day has passed (see `record_held_meeting`) or there is a
    meeting of this title on that day.
    """
    refuse_unless_keeper(by, body, MEETING_KEEPERS)
    _refuse_outside_lifetime(body, held_on)
    if held_on < clock.today():
        raise Refused(_("That day has passed. Enter the meeting as one that was held."))
    meeting = _new(body, title, held_on, values)
    save_new(meeting, by=by, sentence=said_of(meeting, _("was entered")))
    fill_standing_items(meeting, by=by)
    return move_meeting(meeting, name="schedule", by=by, said=_("was scheduled"))


@transaction.atomic
def record_held_meeting(
    *,
    body: ScrutinyBody,
    title: str,
    held_on: date,
    by: User | None,
    **values: Any,
) -> Meeting:
    """Enter a meeting that took place before the portal knew of it: it is concluded.

    Its agenda is left empty: what it dealt with may be entered afterwards. Raises Refused when
    the day has not come yet.
    """
    refuse_unless_keeper(by, body, MEETING_KEEPERS)
    _refuse_outside_lifetime(body, held_on)
    if held_on > clock.today():
        raise Refused(_("That day has not come yet. Schedule the meeting instead."))
    meeting = _new(body, title, held_on, values)
    meeting.state = Meeting.State.CONCLUDED
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
    _check(values)
    refuse_unless_keeper(by, meeting.body, MEETING_KEEPERS)
    current = Meeting.objects.get(pk=meeting.pk)
    held_on = values.get("held_on", current.held_on)
    if held_on != current.held_on and current.version == expected_version:
        if current.state not in DAY_MAY_CHANGE:
            raise Refused(_("The day cannot be changed any more. Postpone the meeting instead."))
        if held_on < clock.today():
            raise Refused(_("That day has passed."))
        _refuse_outside_lifetime(meeting.body, held_on)
    questions_due_on = values.get("questions_due_on", current.questions_due_on)
    if questions_due_on != current.questions_due_on or held_on != current.held_on:
        _refuse_late_questions(questions_due_on, held_on)
    _refuse_other_audience(current, str(values.get("kind", current.kind)))
    saved = save_changed(
        meeting,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=said_of(current, _("was changed")),
    )
    release_meeting(saved, by=by)
    if any(getattr(current, name) != values[name] for name in values.keys() - FOR_THE_CHAIR):
        touched(saved, by=by)
    return saved


def _new(body: ScrutinyBody, title: str, held_on: date, values: Mapping[str, Any]) -> Meeting:
    _check(values)
    _refuse_late_questions(values.get("questions_due_on"), held_on)
    return Meeting(body=body, title=title, held_on=held_on, slug=_slug(title), **values)


def _check(values: Mapping[str, Any]) -> None:
    unknown = values.keys() - MEETING_VALUES
    if unknown:
        raise TypeError(f"A meeting has no such values: {', '.join(sorted(unknown))}")


def _refuse_late_questions(due_on: date | None, held_on: date) -> None:
    if due_on is not None and due_on >= held_on:
        raise Refused(_("The last day for public questions must lie before the meeting."))


def _refuse_other_audience(meeting: Meeting, kind: str) -> None:
    """Raise Refused when a meeting with an issued agenda becomes a private briefing, or ceases to.

    A slip in a list of kinds must neither take back what the public has, nor hand it what was
    issued to members alone.
    """
    briefing = Meeting.Kind.PRIVATE_BRIEFING
    if (kind == briefing) == (meeting.kind == briefing):
        return
    issued = meeting.packs.filter(published_at__isnull=False).exists()
    if issued or meeting.agenda_published_on is not None:
        raise Refused(
            _(
                "The agenda of this meeting is out, so it can neither become a private briefing "
                "nor cease to be one. Cancel it, withdraw its packs and enter another meeting."
            )
        )


def _refuse_outside_lifetime(body: ScrutinyBody, held_on: date) -> None:
    if not body.exists_on(held_on):
        raise Refused(_("The body does not exist on that day."))


def _slug(title: str) -> str:
    return slugify(title)[:120].strip("-") or "meeting"
