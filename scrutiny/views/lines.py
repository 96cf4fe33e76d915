"""Each line of enquiry at its permanent address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.models import PublicRecord
from portal.public import records
from portal.responses import public
from scrutiny import kinds
from scrutiny.shown.followup import minute_words, person_words
from scrutiny.shown.lines import shown_evidence
from scrutiny.shown.standing import current_record, standing
from scrutiny.tracking.linked import leads_to
from scrutiny.words import records as words


@public
def line(request: HttpRequest, key: UUID) -> HttpResponse:
    """One line of enquiry: what it asks, why, and what was answered once that is published."""
    return line_page(request, current_record("lines", key, request))


def line_page(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    """The page of one version of a line of enquiry."""
    here, payload = standing(record, request), record.payload
    prompted = records(kinds.EXTERNAL_FINDING).filter(key__in=payload.get("prompted_by") or [])
    found = records(kinds.FINDING, body=record.body).filter(key__in=leads_to(record, kinds.FINDING))
    return render(
        request,
        "scrutiny/line.html",
        {
            "body_slug": record.body,
            "canonical": here.address,
            "standing": here,
            "line": record,
            "status": words.LINE_STATUS.get(payload.get("state", "")),
            "confidence": words.CONFIDENCE.get(payload.get("confidence", ""), ""),
            "agreed_by": minute_words(payload.get("agreed_by")),
            "lead": person_words(payload.get("lead")),
            "evidence": shown_evidence(payload.get("evidence") or []),
            "prompted": prompted,
            "findings": sorted(found, key=lambda one: int(one.payload["number"])),
        },
    )
