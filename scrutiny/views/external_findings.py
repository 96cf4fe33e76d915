"""The page of an external finding. Its address is asked for through the page of findings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.models import PublicRecord
from portal.public import bodies_by_slug
from scrutiny import kinds
from scrutiny.shown.sources import shown_external_finding
from scrutiny.shown.standing import standing
from scrutiny.shown.themes import shown_line
from scrutiny.tracking.linked import leads_to
from scrutiny.tracking.themes import MOST, in_order

__all__ = ["external_finding_page"]


def external_finding_page(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    """One version of an external finding: what it says, of whom, what was answered and asked."""
    here = standing(record, request)
    answered = in_order(kinds.EXTERNAL_FINDING, record.payload["answers_to"][:MOST])
    answers = in_order(kinds.EXTERNAL_FINDING, leads_to(record, kinds.EXTERNAL_FINDING)[:MOST])
    prompted = in_order(kinds.LINE, leads_to(record, kinds.LINE)[:MOST])
    return render(
        request,
        "scrutiny/external_finding.html",
        {
            "body_slug": record.body,
            "canonical": here.address,
            "standing": here,
            "finding": shown_external_finding(record),
            "answered": [shown_external_finding(one) for one in answered],
            "answers": [shown_external_finding(one) for one in answers],
            "prompted": [shown_line(one) for one in prompted],
            "bodies": bodies_by_slug(one.body for one in prompted),
        },
    )
