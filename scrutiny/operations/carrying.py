"""The open actions of a body at the close of its meeting: dealt with, or carried forward.

An open action stands on the next agenda's list or is closed. So a meeting is concluded only when
each was dealt with since its agenda went out, or was carried forward by the clerk, which counts.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.models import Meeting
from portal import audit, clock
from portal.operations import Refused
from scrutiny.models import Action, ActionCarried
from scrutiny.operations.action_release import renew_action
from scrutiny.operations.people import require_clerk
from scrutiny.rules.actions import OPEN_STATES, is_dealt_with

if TYPE_CHECKING:
    from portal.models import User

#: Meetings that have no list of actions: those that hear somebody, and briefings.
WITHOUT_A_LIST: Final = frozenset(
    {
        Meeting.Kind.EVIDENCE_SESSION,
        Meeting.Kind.CONFIRMATION_HEARING,
        Meeting.Kind.PRIVATE_BRIEFING,
    }
)
#: A meeting is over in these states; nothing is carried to it, and nothing more from it.
OVER: Final = frozenset(
    {
        Meeting.State.CONCLUDED,
        Meeting.State.MINUTES_DRAFT,
        Meeting.State.MINUTES_CONFIRMED,
        Meeting.State.CANCELLED,
    }
)


def not_dealt_with(meeting: Meeting) -> list[Action]:
    """The open actions of the body that a meeting has neither dealt with nor carried forward.

    Counted from the civil day on which the agenda went out; empty where none did, and for meetings
    without a list of actions. Each has `times_carried` and `times_redated`.
    """
    if meeting.kind in WITHOUT_A_LIST or meeting.agenda_published_on is None:
        return []
    since = datetime.combine(meeting.agenda_published_on, time.min, tzinfo=clock.CIVIL_ZONE)
    rows = (
        Action.objects.filter(body=meeting.body_id, state__in=OPEN_STATES)
        .exclude(carried__from_meeting=meeting)
        .select_related("owner", "review", "body", "origin_minute__meeting")
        .annotate(
            last_update=Max("updates__made_at", filter=Q(updates__confirmed_at__isnull=False)),
            last_confirmed=Max("updates__confirmed_at"),
            last_redating=Max("redatings__made_at"),
            times_carried=Count("carried", distinct=True),
            times_redated=Count("redatings", distinct=True),
        )
        .order_by("municipal_year", "number")
    )
    return [
        one
        for one in rows
        if not is_dealt_with(
            entered_at=one.created_at,
            agreed_on=one.origin_minute.meeting.held_on if one.origin_minute else None,
            signs=(one.last_update, one.last_confirmed, one.last_redating),
            since=since,
        )
    ]


def next_meeting(meeting: Meeting) -> Meeting | None:
    """The next meeting of the body that has a list of actions; None where none is planned yet."""
    rows = Meeting.objects.filter(body=meeting.body_id, held_on__gte=meeting.held_on)
    rows = rows.exclude(pk=meeting.pk).exclude(state__in=OVER).exclude(kind__in=WITHOUT_A_LIST)
    return rows.order_by("held_on", "starts_at", "pk").first()


def carry_forward(
    *, meeting: Meeting, by: User, keys: Collection[str] | None = None
) -> list[ActionCarried]:
    """Carry the open actions that were not dealt with to the next meeting of the body.

    `keys` are the permanent keys of those that the clerk saw; None for all. What somebody has
    closed or re-dated meanwhile is left alone, and doing it twice carries nothing twice.

    Raises Refused for everybody but a clerk, and once the meeting is over.
    """
    require_clerk(by, meeting.body)
    with transaction.atomic():
        current = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("body")
            .get(pk=meeting.pk)
        )
        if current.state in OVER:
            raise Refused(_("This meeting is over. Nothing more is carried forward from it."))
        to_meeting = next_meeting(current)
        found = [one for one in not_dealt_with(current) if keys is None or str(one.key) in keys]
        made = []
        for action in found:
            carried = ActionCarried.objects.create(
                action=action,
                from_meeting=current,
                to_meeting=to_meeting,
                made_at=clock.now(),
                made_by=by,
            )
            made.append(carried)
            audit.record(action, act=audit.CHANGE, by=by, sentence=_sentence(carried))
        for action in _once_a_review(found):
            renew_action(action, by=by, about="Actions carried forward")
        return made


def _once_a_review(actions: list[Action]) -> list[Action]:
    """Releasing one action of a review brings all of the review up to date."""
    alone = [one for one in actions if one.review_id is None]
    return alone + list({one.review_id: one for one in actions if one.review_id}.values())


def _sentence(carried: ActionCarried) -> str:
    words = {
        "action": carried.action.reference,
        "day": date_format(carried.from_meeting.held_on, "j F Y"),
        "next": date_format(carried.to_meeting.held_on, "j F Y") if carried.to_meeting else "",
    }
    if carried.to_meeting is None:
        return _("Action %(action)s was carried forward from the meeting of %(day)s.") % words
    sentence = _(
        "Action %(action)s was carried forward from the meeting of %(day)s to that of %(next)s."
    )
    return sentence % words
