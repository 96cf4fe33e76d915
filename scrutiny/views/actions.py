"""The public list of actions, and each one at its permanent address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from portal import clock
from portal.models import PublicRecord
from portal.responses import public
from scrutiny.public_tables import Tracker
from scrutiny.shown.responses import shown_action
from scrutiny.shown.standing import current_record, standing
from scrutiny.views.tracker import tracker_list, tracker_table


@public
def actions(request: HttpRequest) -> HttpResponse:
    """All actions that were published, newest first; on a body's own host, that body's."""
    return tracker_list(request, Tracker.ACTIONS)


@public
def actions_table(request: HttpRequest) -> HttpResponseBase:
    """The same as a table for spreadsheets."""
    return tracker_table(request, Tracker.ACTIONS)


@public
def action(request: HttpRequest, key: UUID) -> HttpResponse:
    """One action: what is to be done, by whom, until when, and how it stands."""
    return action_page(request, current_record("actions", key, request))


def action_page(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    """The page of one version of an action."""
    here = standing(record, request)
    return render(
        request,
        "scrutiny/action.html",
        {
            "body_slug": record.body,
            "canonical": here.address,
            "standing": here,
            "action": shown_action(record, today=clock.today()),
        },
    )
