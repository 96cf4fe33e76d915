"""What is asked of an office, and by when: the list, and the lines of it on the landing page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal import clock
from portal.calendar import calendar_for
from portal.shown import Status
from portal.viewing import asks, visible
from scrutiny.models import Response
from scrutiny.operations.answering import OPEN_STATES
from scrutiny.operations.deadlines import answered_on, response_due
from scrutiny.rules.lateness import lateness
from scrutiny.shown.lateness import answer_lateness
from scrutiny.viewing.answers import people_answered_for

if TYPE_CHECKING:
    from portal.access import Visitor
    from portal.rules.calendars import Nation

_FAMILY = {
    Response.State.REQUESTED: "waiting",
    Response.State.INCOMPLETE: "problem",
    Response.State.RECEIVED: "open",
    Response.State.COMPLETE: "done",
    Response.State.PUBLISHED: "done",
}


@dataclass(frozen=True)
class AskedResponse:
    """A response as its office sees it: where it stands, the last day, how late."""

    response: Response
    address: str
    status: Status
    due_on: date
    late: str
    is_open: bool


def asked_response(response: Response) -> AskedResponse:
    """A response with its last day and lateness, counted to today."""
    body = response.review.body
    calendar = calendar_for(cast("Nation", body.nation), body.slug)
    due_on = response_due(response, calendar)
    state = Response.State(response.state)
    return AskedResponse(
        response=response,
        address=reverse("workspace_response", args=[response.key]),
        status=Status(state.label, _FAMILY[state]),  # type: ignore[arg-type]
        due_on=due_on,
        late=answer_lateness(lateness(due_on, answered_on(response), clock.today(), calendar)),
        is_open=state in OPEN_STATES,
    )


def asked_of_office(visitor: Visitor) -> list[AskedResponse]:
    """What is asked of the offices that somebody answers for: open ones first, then newest."""
    rows = visible(visitor, Response)
    if not visitor.is_authenticated:
        return []
    mine = rows.filter(addressee__in=people_answered_for(visitor))
    found = [
        asked_response(one)
        for one in mine.select_related("review__body", "addressee").order_by("-requested_on")
    ]
    return sorted(found, key=lambda one: not one.is_open)


@login_required
@require_safe
@asks(Response)
def responses(request: HttpRequest) -> HttpResponse:
    """Everything that was asked of one's office, with the last day of each."""
    return render(
        request,
        "scrutiny/workspace/answer_list.html",
        {"asked": asked_of_office(request.user)},
    )
