"""The public tracker of findings, of bodies and of others, and each at its permanent address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from portal.models import PublicRecord
from portal.public import records
from portal.responses import public
from scrutiny import kinds
from scrutiny.public_tables import Tracker
from scrutiny.shown.records import shown_finding
from scrutiny.shown.standing import current_record, standing
from scrutiny.tracking.linked import leads_to
from scrutiny.views.external_findings import external_finding_page
from scrutiny.views.tracker import tracker_list, tracker_table


@public
def findings(request: HttpRequest) -> HttpResponse:
    """All findings, newest first; on a body's own host, that body's."""
    return tracker_list(request, Tracker.FINDINGS)


@public
def findings_table(request: HttpRequest) -> HttpResponseBase:
    """The same as a table for spreadsheets."""
    return tracker_table(request, Tracker.FINDINGS)


@public
def finding(request: HttpRequest, key: UUID) -> HttpResponse:
    """One finding, of a body or of somebody else."""
    return finding_page(request, current_record("findings", key, request))


def finding_page(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    """The page of one version of a finding, and the recommendations drawn from it."""
    if record.kind == kinds.EXTERNAL_FINDING:
        return external_finding_page(request, record)
    here = standing(record, request)
    drawn = leads_to(record, kinds.RECOMMENDATION)
    made = records(kinds.RECOMMENDATION, body=record.body).filter(key__in=drawn)
    return render(
        request,
        "scrutiny/finding.html",
        {
            "body_slug": record.body,
            "canonical": here.address,
            "standing": here,
            "finding": shown_finding(record),
            "recommendations": sorted(made, key=lambda one: int(one.payload["number"])),
        },
    )
