"""The public list of recommendations, and each one at its permanent address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal import clock
from portal.addresses import canonical_url, host_body, main_url
from portal.public import bodies_by_slug, numbered, one_page, record_of
from portal.responses import public
from scrutiny import kinds
from scrutiny.shown import shown_recommendation


@public
def recommendations(request: HttpRequest) -> HttpResponse:
    """All recommendations, newest first; on a body's own host, that body's."""
    rows = numbered(kinds.RECOMMENDATION, body=host_body(request))
    page = one_page(rows, request.GET.get("page", ""))
    today = clock.today()
    return render(
        request,
        "scrutiny/recommendations.html",
        {
            "canonical": main_url("recommendations/", request=request),
            "page_of": page,
            "recommendations": [shown_recommendation(one, today=today) for one in page],
            "bodies": bodies_by_slug(one.body for one in page),
        },
    )


@public
def recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One recommendation; on a body's own host, only if it is that body's."""
    record = record_of(kinds.RECOMMENDATION, key, body=host_body(request))
    return render(
        request,
        "scrutiny/recommendation.html",
        {
            "body_slug": record.body,
            "canonical": canonical_url(record.body, record.path),
            "recommendation": shown_recommendation(record, today=clock.today()),
        },
    )
