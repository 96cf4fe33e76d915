"""The public list of findings, and each one at its permanent address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.addresses import canonical_url, host_body, main_url
from portal.public import bodies_by_slug, numbered, one_page, record_of, records
from portal.responses import public
from scrutiny import kinds
from scrutiny.shown import shown_finding


@public
def findings(request: HttpRequest) -> HttpResponse:
    """All findings, newest first; on a body's own host, that body's."""
    rows = numbered(kinds.FINDING, body=host_body(request))
    page = one_page(rows, request.GET.get("page", ""))
    return render(
        request,
        "scrutiny/findings.html",
        {
            "canonical": main_url("findings/", request=request),
            "page_of": page,
            "findings": [shown_finding(one) for one in page],
            "bodies": bodies_by_slug(one.body for one in page),
        },
    )


@public
def finding(request: HttpRequest, key: UUID) -> HttpResponse:
    """One finding, and the recommendations drawn from it."""
    record = record_of(kinds.FINDING, key, body=host_body(request))
    drawn = [
        one
        for one in records(kinds.RECOMMENDATION, body=record.body).filter(
            payload__review__path=record.payload["review"]["path"]
        )
        if any(link["key"] == record.key for link in one.payload["findings"])
    ]
    return render(
        request,
        "scrutiny/finding.html",
        {
            "body_slug": record.body,
            "canonical": canonical_url(record.body, record.path),
            "finding": shown_finding(record),
            "recommendations": sorted(drawn, key=lambda one: int(one.payload["number"])),
        },
    )
