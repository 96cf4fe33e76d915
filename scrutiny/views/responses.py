"""The public tracker of responses, and each one at its permanent address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from portal import clock
from portal.models import PublicRecord
from portal.responses import public
from scrutiny.public_tables import Tracker
from scrutiny.shown.responses import shown_response
from scrutiny.shown.standing import current_record, standing
from scrutiny.views.tracker import tracker_list, tracker_table


@public
def responses(request: HttpRequest) -> HttpResponse:
    """All responses asked for, newest first; on a body's own host, that body's."""
    return tracker_list(request, Tracker.RESPONSES)


@public
def responses_table(request: HttpRequest) -> HttpResponseBase:
    """The same as a table for spreadsheets."""
    return tracker_table(request, Tracker.RESPONSES)


@public
def response(request: HttpRequest, key: UUID) -> HttpResponse:
    """One response: who was asked, until when, and what was decided once it is published."""
    return response_page(request, current_record("responses", key, request))


def response_page(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    """The page of one version of a response."""
    here = standing(record, request)
    return render(
        request,
        "scrutiny/response.html",
        {
            "body_slug": record.body,
            "canonical": here.address,
            "standing": here,
            "response": shown_response(record, today=clock.today()),
        },
    )
