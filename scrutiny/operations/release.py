"""Handing the public copies of scrutiny's records to publishing.

What an edition of the report says is frozen with it. So findings, and the answers to the lines of
enquiry, become public only together with an edition; between editions only the state of a
recommendation, its answer and the stage of the review move on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from portal import audit, clock
from portal.calendar import calendar_for
from portal.disclosure.matters import matter_key
from portal.models import LogEntry, PublicRecord
from portal.operations import Refused
from portal.publishing import Copy, release, withdraw
from scrutiny import kinds
from scrutiny.models import Finding, Recommendation, Response, Review
from scrutiny.operations.deadlines import response_due
from scrutiny.operations.leaks import leak_reasons
from scrutiny.public import (
    finding_copy,
    recommendation_copy,
    review_copy,
    review_path,
    without_answer,
)

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.calendars import Nation


def release_review(review: Review, *, by: User | None) -> None:
    """Bring the public page of a review up to date: its stage, question and agreed lines.

    Nothing happens before the review has been scoped. A review that was withdrawn takes its page
    back, with the reason that the log holds.
    """
    copy = review_copy(review, reached=_steps(review), is_reported=is_reported(review))
    if copy is None:
        _withdraw_page(review, by=by)
        return
    _release(review, [_with_frozen_lines(copy, review)], subject=f"Review {review.slug}", by=by)


def release_edition(
    *, review: Review, report_copy: Copy, edition: int, published_on: date, by: User, reason: str
) -> None:
    """Make an edition public with everything that it carries, as one release."""
    _release(
        review,
        [report_copy, *copies_beside(review, published_on=published_on)],
        subject=f"Report {review.slug}, edition {edition}",
        by=by,
        reason=reason,
    )


def release_recommendations(review: Review, *, by: User, subject: str) -> None:
    """Bring the public state and answers of a review's recommendations up to date."""
    if not is_reported(review):
        return
    frozen = {
        row.key: row.payload.get("findings", [])
        for row in PublicRecord.objects.current().filter(
            kind=kinds.RECOMMENDATION, body=review.body.slug
        )
    }
    copies = [
        replace(copy, payload={**copy.payload, "findings": frozen[copy.key]})
        for copy in _recommendations(review, report_path=f"{review_path(review)}report/")
        if copy.key in frozen
    ]
    if copies:
        _release(review, copies, subject=subject, by=by)


def withdraw_edition(*, review: Review, edition: int, by: User, reason: str) -> None:
    """Take an edition back; with the current one go the findings and recommendations it made."""
    slug = review.body.slug
    current = PublicRecord.objects.current().filter(kind=kinds.REPORT, key=str(review.key)).first()
    is_current = current is not None and current.version == edition
    withdraw(
        kind=kinds.REPORT, key=str(review.key), version=edition, body=slug, by=by, reason=reason
    )
    if not is_current:
        return
    keys = [(kinds.RECOMMENDATION, str(one.key)) for one in review.recommendations.all()]
    keys += [(kinds.FINDING, str(one.key)) for one in review.findings.all()]
    for kind, key in keys:
        if PublicRecord.objects.filter(kind=kind, key=key, withdrawn_at__isnull=True).exists():
            withdraw(kind=kind, key=key, body=slug, by=by, reason=reason)
    _say_less_of(review, by=by)


def _say_less_of(review: Review, *, by: User) -> None:
    """The page of a review whose report is gone: what was public of it, without the answers.

    It is made from the public copy alone, so that nothing goes out that nobody has looked at.
    """
    current = PublicRecord.objects.current().filter(kind=kinds.REVIEW, key=str(review.key)).first()
    if current is None:
        return
    lines = [without_answer(line) for line in current.payload["lines"]]
    copy = Copy(
        kind=current.kind,
        key=current.key,
        body=current.body,
        path=current.path,
        title=current.title,
        happened_on=current.happened_on,
        payload={**current.payload, "lines": lines, "is_reported": False},
    )
    _release(review, [copy], subject=f"Review {review.slug}", by=by, takes_back=True)


def copies_beside(review: Review, *, published_on: date) -> list[Copy]:
    """What goes out of a review with an edition beside the report itself.

    `published_on` is the civil day on which its findings become public.
    """
    path = f"{review_path(review)}report/"
    copies: list[Copy | None] = [
        review_copy(review, reached=_steps(review), is_reported=True),
        *_recommendations(review, report_path=path),
        *(
            finding_copy(finding, published_on=published_on, report_path=path)
            for finding in _published_findings(review)
        ),
    ]
    return [one for one in copies if one is not None]


def is_reported(review: Review) -> bool:
    """Whether an edition of the review's report is public now."""
    return PublicRecord.objects.current().filter(kind=kinds.REPORT, key=str(review.key)).exists()


def _release(
    review: Review,
    copies: list[Copy],
    *,
    subject: str,
    by: User | None,
    reason: str = "",
    takes_back: bool = False,
) -> None:
    """The one way out: refused when a copy names what must stay private."""
    reasons = leak_reasons(review, copies)
    if reasons and not takes_back:
        raise Refused(*reasons)
    release(
        copies=copies,
        body=review.body.slug,
        subject=subject,
        by=by,
        matter=matter_key(kinds.REVIEW, review.key),
        reason=reason,
        takes_back=takes_back,
    )


def _steps(review: Review) -> dict[str, date]:
    """The civil date on which each stage was first reached, from the log."""
    reached: dict[str, date] = {}
    moves = LogEntry.objects.for_instance(review).filter(action=audit.MOVE)
    for entry in moves.order_by("timestamp", "id"):
        day = entry.timestamp.astimezone(clock.CIVIL_ZONE).date()
        reached.setdefault(str(entry.data.get("to", "")), day)
    return reached


def _with_frozen_lines(copy: Copy, review: Review) -> Copy:
    """Between editions the lines read as the newest edition left them."""
    if not is_reported(review):
        return copy
    current = PublicRecord.objects.current().filter(kind=kinds.REVIEW, key=str(review.key)).first()
    if current is None or not current.payload.get("is_reported"):
        return copy
    payload: Mapping[str, Any] = {**copy.payload, "lines": current.payload["lines"]}
    return replace(copy, payload=payload)


def _recommendations(review: Review, *, report_path: str) -> list[Copy]:
    published = set(
        Response.objects.filter(review=review, state=Response.State.PUBLISHED).values_list(
            "addressee_id", flat=True
        )
    )
    asked = {one.addressee_id: one for one in Response.objects.filter(review=review)}
    calendar = calendar_for(cast("Nation", review.body.nation), review.body.slug)
    copies = []
    for one in Recommendation.objects.filter(review=review).select_related(
        "review__body", "addressee"
    ):
        response = asked.get(one.addressee_id) if one.addressee_id else None
        copy = recommendation_copy(
            one,
            response_due=response_due(response, calendar) if response else None,
            is_answer_public=one.addressee_id in published,
            report_path=report_path,
        )
        if copy is not None:
            copies.append(copy)
    return copies


def _published_findings(review: Review) -> list[Finding]:
    """Findings that the report shows: those on lines that are neither dropped nor replaced."""
    return list(
        Finding.objects.filter(review=review)
        .exclude(line__state__in=["dropped", "superseded", "draft"])
        .select_related("review__body", "line__theme")
    )


def _withdraw_page(review: Review, *, by: User | None) -> None:
    is_public = PublicRecord.objects.filter(
        kind=kinds.REVIEW, key=str(review.key), withdrawn_at__isnull=True
    ).exists()
    if is_public:
        withdraw(
            kind=kinds.REVIEW,
            key=str(review.key),
            body=review.body.slug,
            by=by,
            reason=_("The body has withdrawn this review."),
        )
