"""The public tracker of recommendations, and each one at its permanent address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from portal import clock
from portal.models import PublicRecord
from portal.responses import public
from scrutiny.public_tables import Tracker
from scrutiny.shown.followup import shown_impact, shown_updates, shown_verdict
from scrutiny.shown.records import shown_recommendation
from scrutiny.shown.standing import current_record, standing
from scrutiny.shown.thread import answer_late, shown_thread
from scrutiny.views.tracker import tracker_list, tracker_table


@public
def recommendations(request: HttpRequest) -> HttpResponse:
    """All recommendations, newest first; on a body's own host, that body's."""
    return tracker_list(request, Tracker.RECOMMENDATIONS)


@public
def recommendations_table(request: HttpRequest) -> HttpResponseBase:
    """The same as a table for spreadsheets."""
    return tracker_table(request, Tracker.RECOMMENDATIONS)


@public
def recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One recommendation with its thread; on a body's own host, only if it is that body's."""
    return recommendation_page(request, current_record("recommendations", key, request))


def recommendation_page(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    """The page of one version of a recommendation; the thread only below the newest."""
    today, payload = clock.today(), record.payload
    here = standing(record, request)
    return render(
        request,
        "scrutiny/recommendation.html",
        {
            "body_slug": record.body,
            "canonical": here.address,
            "standing": here,
            "key": record.key,
            "recommendation": shown_recommendation(record, today=today),
            "late": answer_late(record, today=today),
            "verdict": shown_verdict(payload.get("answer")),
            "progress": shown_updates(payload.get("progress") or []),
            "impact": shown_impact(payload.get("impact") or []),
            "thread": shown_thread(record, today=today) if here.is_newest else None,
        },
    )
