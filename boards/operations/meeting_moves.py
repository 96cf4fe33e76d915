"""The moves of a meeting: announced, begun, held, minuted, put off, called off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.models import AgendaItem, Meeting, Minute
from boards.open_business import open_business
from boards.operations.agenda_state import touched
from boards.operations.notices import notice_of, short_notice_sentence
from boards.operations.permission import roles_for
from boards.operations.release import release_public
from boards.rules.agenda import LEFT, OFF_THE_AGENDA
from boards.rules.lifecycle import MEETING
from portal import clock
from portal.operations import Conflict, Refused, make_move, refuse_unless_allowed

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def publish_agenda(
    meeting: Meeting,
    *,
    by: User | None,
    expected_version: int | None = None,
    published_on: date | None = None,
    short_notice_reason: str = "",
) -> Meeting:
    """Record that the agenda was published, today unless an earlier day is given.

    The notice is counted in clear days; short notice needs a reason and is never refused for
    itself (a defect can be cured by a later valid decision: R v Swansea City Council ex parte
    Elitestone [1993]). Raises Refused, Conflict.
    """
    published_on = published_on or clock.today()
    current = Meeting.objects.select_related("body").get(pk=meeting.pk)
    further = []
    if published_on > clock.today():
        further.append(_("Publication cannot be recorded before its day."))
    if published_on >= current.held_on:
        further.append(_("The agenda must be published before the day of the meeting."))
    unmet, kept_reason = {}, ""
    if not further:
        notice = notice_of(current, published_on=published_on)
        kept_reason = short_notice_reason.strip() if notice.is_short else ""
        if notice.is_short and not kept_reason:
            unmet["short_notice_reason"] = short_notice_sentence(notice)
    return move_meeting(
        meeting,
        name="publish_agenda",
        by=by,
        expected_version=expected_version,
        said=_("has a published agenda"),
        unmet=unmet,
        further=further,
        reason=kept_reason,
        values={"agenda_published_on": published_on, "short_notice_reason": kept_reason},
    )


@transaction.atomic
def start_meeting(
    meeting: Meeting, *, by: User | None, expected_version: int | None = None
) -> Meeting:
    """Record that a meeting has begun. Raises Refused before its day; Conflict."""
    return move_meeting(
        meeting,
        name="start",
        by=by,
        expected_version=expected_version,
        said=_("has begun"),
        further=_before_its_day(meeting),
    )


@transaction.atomic
def conclude_meeting(
    meeting: Meeting, *, by: User | None, expected_version: int | None = None
) -> Meeting:
    """Record that a meeting has been held.

    Raises Refused before its day, and while something of it is left to be dealt with; Conflict.
    """
    left = " ".join(one.sentence for one in open_business(meeting))
    return move_meeting(
        meeting,
        name="conclude",
        by=by,
        expected_version=expected_version,
        said=_("was concluded"),
        unmet={"open_actions_dealt_with": left} if left else {},
        further=_before_its_day(meeting),
    )


@transaction.atomic
def draft_minutes(
    meeting: Meeting, *, by: User | None, expected_version: int | None = None
) -> Meeting:
    """Record that the minutes of a meeting are being drafted. Raises Refused, Conflict."""
    return move_meeting(
        meeting,
        name="draft_minutes",
        by=by,
        expected_version=expected_version,
        said=_("has minutes in draft"),
    )


@transaction.atomic
def confirm_minutes(
    meeting: Meeting,
    *,
    minute: Minute | None,
    by: User | None,
    expected_version: int | None = None,
) -> Meeting:
    """Record that a later meeting of the same body confirmed the minutes, and by which minute.

    Raises Refused without a minute of a later meeting; Conflict.
    """
    unmet = {}
    current = Meeting.objects.get(pk=meeting.pk)
    if minute is None or not _is_later(minute.meeting, current):
        unmet["later_minute"] = _(
            "Choose the minute of a later meeting of this body that confirmed them."
        )
    return move_meeting(
        meeting,
        name="confirm_minutes",
        by=by,
        expected_version=expected_version,
        said=_("has confirmed minutes"),
        unmet=unmet,
        values={"confirmed_by": minute},
    )


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, reason: str, by: User | None, expected_version: int | None = None
) -> Meeting:
    """Call a meeting off for good, and say why. Raises Refused, Conflict."""
    moved = move_meeting(
        meeting,
        name="cancel",
        by=by,
        expected_version=expected_version,
        said=_("was cancelled"),
        reason=reason,
        values={"state_reason": reason.strip()},
    )
    touched(moved, by=by)
    return moved


@transaction.atomic
def postpone_meeting(
    meeting: Meeting, *, reason: str, by: User | None, expected_version: int | None = None
) -> Meeting:
    """Put a meeting off to a day that is not known yet, and say why. Raises Refused, Conflict."""
    moved = move_meeting(
        meeting,
        name="postpone",
        by=by,
        expected_version=expected_version,
        said=_("was postponed"),
        reason=reason,
        values={"state_reason": reason.strip()},
    )
    touched(moved, by=by)
    return moved


@transaction.atomic
def reschedule_meeting(
    meeting: Meeting,
    *,
    held_on: date | None,
    by: User | None,
    expected_version: int | None = None,
    starts_at: time | None = None,
    questions_due_on: date | None = None,
) -> Meeting:
    """Give a postponed meeting its new day. Its notice runs anew: the agenda counts as unpublished.

    Packs that were published stay as history. The day until which the public may put questions
    went with the old day; a new one may be given. Items that were withdrawn or deferred leave no
    gap in the new agenda. Raises Refused when the new day has passed or is the old one; Conflict.
    """
    current = Meeting.objects.get(pk=meeting.pk)
    unmet = {}
    if held_on is None or held_on == current.held_on:
        unmet["new_date"] = _("Give the new day of the meeting.")
    elif held_on < clock.today():
        unmet["new_date"] = _("The new day has passed. Give a later one.")
    elif questions_due_on is not None and questions_due_on >= held_on:
        unmet["new_date"] = _("The last day for public questions must lie before the meeting.")
    moved = move_meeting(
        meeting,
        name="schedule",
        by=by,
        expected_version=expected_version,
        said=_("has a new day"),
        unmet=unmet,
        values={
            "held_on": held_on or current.held_on,
            "starts_at": starts_at or current.starts_at,
            "questions_due_on": questions_due_on,
            "agenda_published_on": None,
            "short_notice_reason": "",
            "state_reason": "",
        },
    )
    left = AgendaItem.objects.filter(meeting=moved, state__in=LEFT, position__lt=OFF_THE_AGENDA)
    left.update(position=F("position") + OFF_THE_AGENDA)
    touched(moved, by=by)
    return moved


def move_meeting(
    meeting: Meeting,
    *,
    name: str,
    by: User | None,
    said: str,
    expected_version: int | None = None,
    unmet: Mapping[str, str] | None = None,
    further: list[str] | None = None,
    reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> Meeting:
    """One move with its public copy. `further` are reasons that the table has no word for."""
    current = Meeting.objects.select_related("body").get(pk=meeting.pk)
    if expected_version is not None and current.version != expected_version:
        raise Conflict(current)
    roles = roles_for(by, current.body)
    if further:
        row = MEETING.find(state=current.state, name=name)
        refuse_unless_allowed(row, roles=roles, reason=reason, unmet=unmet or {})
        raise Refused(*further)
    moved = make_move(
        current,
        table=MEETING,
        name=name,
        by=by,
        roles=roles,
        expected_version=expected_version,
        sentence=said_of(current, said),
        unmet=unmet or {},
        reason=reason,
        values=values,
    )
    release_meeting(moved, by=by)
    return moved


def _before_its_day(meeting: Meeting) -> list[str]:
    if Meeting.objects.get(pk=meeting.pk).held_on > clock.today():
        return [_("The day of the meeting has not come yet.")]
    return []


def _is_later(one: Meeting, other: Meeting) -> bool:
    return one.body_id == other.body_id and one.held_on > other.held_on


def release_meeting(meeting: Meeting, *, by: User | None) -> None:
    """Renew the public copy of a meeting, or withdraw it where there is none any more."""
    release_public(meeting.body, by=by, subject=_("A meeting"), meeting=meeting)


def said_of(meeting: Meeting, said: str) -> str:
    """The sentence of the log about a meeting, without its state's code."""
    sentence = _("The meeting “%(title)s” on %(day)s %(said)s.")
    day = date_format(meeting.held_on, "l j F Y")
    return sentence % {"title": meeting.title, "day": day, "said": said}
