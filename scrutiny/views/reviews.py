"""Public pages of reviews. They read released records and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal import clock
from portal.addresses import canonical_url
from portal.public import body_record, one_page, record_at, records
from portal.responses import public
from scrutiny import kinds
from scrutiny.shown.programme import shown_assurances, shown_call
from scrutiny.shown.records import shown_recommendation, shown_review


@public
def reviews(request: HttpRequest, body: str) -> HttpResponse:
    """The reviews of a body, newest first."""
    body_record(body)
    page = one_page(records(kinds.REVIEW, body=body), request.GET.get("page", ""))
    return render(
        request,
        "scrutiny/reviews.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "reviews/"),
            "title": _("Reviews"),
            "page_of": page,
            "reviews": [shown_review(one) for one in page],
        },
    )


@public
def review(request: HttpRequest, body: str, review: str) -> HttpResponse:
    """One review: where it stands, what it asks, what it recommended."""
    record = record_at(kinds.REVIEW, body=body, path=f"reviews/{review}/")
    today = clock.today()
    asked = records(kinds.RECOMMENDATION, body=body).filter(payload__review__path=record.path)
    report = records(kinds.REPORT, body=body).filter(key=record.key).first()
    return render(
        request,
        "scrutiny/review.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, record.path),
            "key": record.key,
            "review": shown_review(record, today=today),
            "assurances": shown_assurances(record.payload),
            "call": shown_call(record.payload, today=today),
            "recommendations": sorted(
                (shown_recommendation(one, today=today) for one in asked),
                key=lambda one: one.text["number"],
            ),
            "report": report,
        },
    )
