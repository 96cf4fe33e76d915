"""The living parts of a body's front page that this app knows. Released records only."""

from __future__ import annotations

from django import template

from portal.models import PublicRecord
from portal.public import records
from scrutiny import kinds
from scrutiny.shown.records import ShownReview, shown_review

register = template.Library()

_SHOWN_AT_MOST = 5


@register.simple_tag
def open_reviews(body: str) -> list[ShownReview]:
    """The reviews of a body that are not closed, newest first, five at most."""
    rows = records(kinds.REVIEW, body=body).exclude(payload__state="closed")
    return [shown_review(one) for one in rows[:_SHOWN_AT_MOST]]


@register.simple_tag
def latest_report(body: str) -> PublicRecord | None:
    """The report that was published last."""
    return records(kinds.REPORT, body=body).order_by("-released_at", "-pk").first()
