"""Reviews as matters of the disclosure gate: what the edition in preparation would say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.urls import reverse

from portal import clock
from portal.disclosure.matters import Matter, matter_key, register_matter
from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import Report, Review
from scrutiny.operations.release import copies_beside
from scrutiny.operations.reports import report_copy_now

#: Stages in which nothing of a review waits to go out.
_AT_REST: Final = (Review.State.PROPOSED, Review.State.WITHDRAWN, Review.State.CLOSED)


def review_matter(review: Review) -> str:
    """The name of a review as a matter."""
    return matter_key(kinds.REVIEW, review.key)


def register_disclosure() -> None:
    """Tell the gate about them; called once at start-up."""
    register_matter(kinds.REVIEW, _find, _waiting)


def _find(key: str) -> Matter | None:
    try:
        review = Review.objects.select_related("body").filter(key=key).first()
    except ValidationError:
        return None
    if review is None:
        return None
    return Matter(
        key=review_matter(review),
        body=review.body.slug,
        title=review.title,
        url=reverse("desk:desk", args=[review.pk]),
        copies=lambda: _copies(review),
    )


def _copies(review: Review) -> Sequence[Copy]:
    """The review's page, its findings and recommendations, and the edition being prepared."""
    drafts = review.reports.exclude(state__in=[Report.State.SUPERSEDED, Report.State.WITHDRAWN])
    newest = drafts.order_by("-edition").first()
    edition = [report_copy_now(newest)] if newest else []
    return [*copies_beside(review, published_on=clock.today()), *edition]


def _waiting(body: str) -> list[str]:
    rows = Review.objects.filter(body__slug=body).exclude(state__in=_AT_REST)
    return [str(key) for key in rows.values_list("key", flat=True)]
