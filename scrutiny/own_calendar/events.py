"""What stands in somebody's own calendar. It may lie open on a telephone, so it says little.

Public meetings are told as the public reads of them. Of a private one only that the body meets, and
when; of actions and answers only the reference and the day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from boards import kinds
from boards.calendars import CalendarEvent, meeting_begins, published_meetings
from boards.calendars.published import KEPT_DAYS
from boards.models import Meeting
from boards.viewing import READERS
from portal import clock
from portal.access import roles_of
from portal.addresses import main_url
from portal.models import PublicRecord
from scrutiny.models import Action, InformationRequest
from scrutiny.rules.actions import WITH_OWNER
from scrutiny.workspace.answering_list import asked_of_office

if TYPE_CHECKING:
    from portal.models import User

_CALLED_OFF: Final = frozenset({Meeting.State.CANCELLED, Meeting.State.POSTPONED})
#: Days for which something that is done stays as cancelled, so that programs take it out.
_DONE_DAYS: Final = 90


def events_of(user: User) -> list[CalendarEvent]:
    """Everything in the calendar of somebody who is switched on."""
    held = roles_of(user)
    readers = [body for body, roles in held.items() if roles & READERS]
    return [
        *published_meetings(held),
        *(_private(one) for one in _private_meetings(readers)),
        *(_action(one) for one in _actions(user)),
        *(_request(one) for one in _requests(user)),
        *_answers(user),
    ]


def _private_meetings(bodies: list[str]) -> QuerySet[Meeting]:
    """Meetings that the public is not told of, in bodies whose private work somebody takes part in.

    A draft is nobody's but the clerk's.
    """
    since = clock.today() - timedelta(days=KEPT_DAYS)
    told = PublicRecord.objects.current().of_kind(kinds.MEETING).filter(body__in=bodies)
    keys = list(told.filter(happened_on__gte=since).values_list("key", flat=True))
    rows = Meeting.objects.filter(body__slug__in=bodies, held_on__gte=since)
    return rows.exclude(state=Meeting.State.DRAFT).exclude(key__in=keys).select_related("body")


def _private(meeting: Meeting) -> CalendarEvent:
    return CalendarEvent(
        uid=f"own-meeting-{meeting.key}",
        sequence=meeting.version - 1,
        stamp=meeting.changed_at,
        starts=meeting_begins(meeting.held_on, meeting.starts_at),
        summary=_("Meeting of %s") % meeting.body.name,
        is_cancelled=meeting.state in _CALLED_OFF,
        address=main_url("workspace/"),
    )


def _actions(user: User) -> QuerySet[Action]:
    since = clock.now() - timedelta(days=_DONE_DAYS)
    rows = Action.objects.filter(owner__user=user).select_related("body")
    return rows.filter(state__in=WITH_OWNER) | rows.filter(changed_at__gte=since)


def _action(action: Action) -> CalendarEvent:
    words = {"reference": action.reference, "body": action.body.name}
    return CalendarEvent(
        uid=f"action-{action.key}",
        sequence=action.version - 1,
        stamp=action.changed_at,
        starts=action.due_on,
        summary=_("Action %(reference)s is due: %(body)s") % words,
        is_cancelled=action.state not in WITH_OWNER,
        address=main_url(reverse("workspace_action", args=[action.key]).lstrip("/")),
    )


def _requests(user: User) -> QuerySet[InformationRequest]:
    since = clock.now() - timedelta(days=_DONE_DAYS)
    rows = InformationRequest.objects.filter(addressee__user=user).select_related("body")
    return rows.filter(state="asked") | rows.filter(changed_at__gte=since)


def _request(request: InformationRequest) -> CalendarEvent:
    words = {"reference": request.reference, "body": request.body.name}
    return CalendarEvent(
        uid=f"request-{request.key}",
        sequence=request.version - 1,
        stamp=request.changed_at,
        starts=request.due_on,
        summary=_("Information request %(reference)s is due: %(body)s") % words,
        is_cancelled=request.state != InformationRequest.State.ASKED,
        address=main_url(reverse("workspace_request", args=[request.key]).lstrip("/")),
    )


def _answers(user: User) -> list[CalendarEvent]:
    """The answers that the office of somebody owes to reports, by the body that asked."""
    since = clock.now() - timedelta(days=_DONE_DAYS)
    return [
        CalendarEvent(
            uid=f"answer-{one.response.key}",
            sequence=one.response.version - 1,
            stamp=one.response.changed_at,
            starts=one.due_on,
            summary=_("An answer is due: %s") % one.response.review.body.name,
            is_cancelled=not one.is_open,
            address=main_url(one.address.lstrip("/")),
        )
        for one in asked_of_office(user)
        if one.is_open or one.response.changed_at >= since
    ]
