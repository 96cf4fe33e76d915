"""Handing the public copies of scrutiny's records to publishing.

What an edition of the report says is frozen with it. So findings, and the answers to the lines of
enquiry, become public only together with an edition; between editions only what follows the report
moves on: the state of a recommendation, its answer, progress and impact, who was asked for a
response and until when, the actions, and the stage of the review.
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
from portal.publishing import Copy, Target, release, withdraw_all
from scrutiny import kinds
from scrutiny.models import Action, Finding, KeyLineOfEnquiry, Recommendation, Response, Review
from scrutiny.operations.deadlines import response_due
from scrutiny.operations.leaks import leak_reasons
from scrutiny.public import (
    action_copy,
    finding_copy,
    line_copy,
    line_without_answer,
    recommendation_copy,
    response_copy,
    review_copy,
    review_path,
    without_answer,
)

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.calendars import Calendar, Nation


def release_review(review: Review, *, by: User | None) -> None:
    """Bring the public page of a review and of its agreed lines up to date.

    Nothing happens before the review has been scoped. A review that was withdrawn takes its page
    back, with the reason that the log holds.
    """
    reported = is_reported(review)
    copy = review_copy(review, reached=_steps(review), is_reported=reported)
    if copy is None:
        _withdraw_page(review, by=by)
        return
    lines = [] if reported else _lines(review, reported=False)
    copies = [_with_frozen_lines(copy, review), *lines]
    _release(review, copies, subject=f"Review {review.slug}", by=by)


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
    """Bring up to date what follows a published report.

    Recommendations with their answers, progress and impact; responses, late ones too; actions.
    Nothing happens while no report of the review is public.
    """
    if not is_reported(review):
        return
    frozen = {
        row.key: row.payload
        for row in PublicRecord.objects.current().filter(
            kind=kinds.RECOMMENDATION, body=review.body.slug
        )
    }
    path = f"{review_path(review)}report/"
    copies = [
        replace(copy, payload={**copy.payload, **_frozen_part(frozen[copy.key])})
        for copy in _recommendations(review, report_path=path)
        if copy.key in frozen
    ]
    copies += _responses(review, report_path=path)
    copies += _actions(review)
    if copies:
        _release(review, copies, subject=subject, by=by)


def _frozen_part(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What a recommendation rests on, as the newest edition says it."""
    return {name: payload.get(name, []) for name in ("findings", "themes")}


def withdraw_edition(*, review: Review, edition: int, by: User, reason: str) -> None:
    """Take an edition back; with the current one goes all that it made public beside it."""
    slug = review.body.slug
    current = PublicRecord.objects.current().filter(kind=kinds.REPORT, key=str(review.key)).first()
    is_current = current is not None and current.version == edition
    targets = [Target(kinds.REPORT, str(review.key), edition)]
    if is_current:
        targets += [Target(kinds.FINDING, str(one.key)) for one in review.findings.all()]
        targets += [
            Target(kinds.RECOMMENDATION, str(one.key)) for one in review.recommendations.all()
        ]
        targets += [Target(kinds.RESPONSE, str(one.key)) for one in review.responses.all()]
        targets += [Target(kinds.ACTION, str(one.key)) for one in review.actions.all()]
    subject = f"Report {review.slug}, edition {edition} withdrawn"
    withdraw_all(targets=targets, body=slug, by=by, reason=reason, subject=subject)
    if is_current:
        _say_less_of(review, by=by)


def _say_less_of(review: Review, *, by: User) -> None:
    """The page of a review whose report is gone: what was public of it, without the answers.

    It is made from the public copy alone, so that nothing goes out that nobody has looked at.
    """
    current = PublicRecord.objects.current().filter(kind=kinds.REVIEW, key=str(review.key)).first()
    if current is None:
        return
    lines = [without_answer(line) for line in current.payload["lines"]]
    copies = [_changed(current, {**current.payload, "lines": lines, "is_reported": False})]
    keys = [str(one) for one in review.lines_of_enquiry.values_list("key", flat=True)]
    public_lines = PublicRecord.objects.current().filter(kind=kinds.LINE, key__in=keys)
    copies += [_changed(line, line_without_answer(line.payload)) for line in public_lines]
    _release(review, copies, subject=f"Review {review.slug}", by=by, takes_back=True)


def _changed(record: PublicRecord, payload: Mapping[str, Any]) -> Copy:
    """What is public of a record, with another payload."""
    return Copy(
        kind=record.kind,
        key=record.key,
        body=record.body,
        path=record.path,
        title=record.title,
        happened_on=record.happened_on,
        payload=payload,
    )


def copies_beside(review: Review, *, published_on: date) -> list[Copy]:
    """What goes out of a review with an edition beside the report itself.

    `published_on` is the civil day on which its findings become public; one that was public
    before keeps the day on which it first became so.
    """
    path = f"{review_path(review)}report/"
    findings = _published_findings(review)
    first = dict(
        PublicRecord.objects.filter(
            kind=kinds.FINDING, key__in=[str(one.key) for one in findings], version=1
        ).values_list("key", "happened_on")
    )
    copies: list[Copy | None] = [
        review_copy(review, reached=_steps(review), is_reported=True),
        *_lines(review, reported=True),
        *_recommendations(review, report_path=path),
        *_responses(review, report_path=path),
        *_actions(review),
        *(
            finding_copy(
                finding,
                published_on=first.get(str(finding.key)) or published_on,
                report_path=path,
            )
            for finding in findings
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


def _lines(review: Review, *, reported: bool) -> list[Copy]:
    """The agreed lines, and those that were replaced or dropped after they were agreed."""
    rows = KeyLineOfEnquiry.objects.filter(review=review, agreed_minute__isnull=False)
    found = [
        line_copy(one, is_reported=reported)
        for one in rows.select_related(
            "review__body", "theme", "lead_questioner", "agreed_minute__meeting"
        )
    ]
    return [one for one in found if one is not None]


def _recommendations(review: Review, *, report_path: str) -> list[Copy]:
    asked = {one.addressee_id: one for one in Response.objects.filter(review=review)}
    calendar = _calendar(review)
    copies = []
    for one in Recommendation.objects.filter(review=review).select_related(
        "review__body", "addressee", "closed_minute__meeting"
    ):
        response = asked.get(one.addressee_id) if one.addressee_id else None
        copy = recommendation_copy(
            one,
            response=response,
            response_due=response_due(response, calendar) if response else None,
            report_path=report_path,
        )
        if copy is not None:
            copies.append(copy)
    return copies


def _responses(review: Review, *, report_path: str) -> list[Copy]:
    calendar = _calendar(review)
    return [
        response_copy(one, due_on=response_due(one, calendar), report_path=report_path)
        for one in Response.objects.filter(review=review).select_related(
            "review__body", "addressee"
        )
    ]


def _actions(review: Review) -> list[Copy]:
    rows = Action.objects.filter(review=review).select_related(
        "body",
        "review",
        "owner",
        "recommendation",
        "origin_entry__line",
        "origin_line",
        "origin_response",
        "origin_minute__meeting",
        "closed_minute__meeting",
    )
    return [action_copy(one) for one in rows]


def _calendar(review: Review) -> Calendar:
    return calendar_for(cast("Nation", review.body.nation), review.body.slug)


def _published_findings(review: Review) -> list[Finding]:
    """Findings that the report shows: those on lines that are neither dropped nor replaced."""
    return list(
        Finding.objects.filter(review=review)
        .exclude(line__state__in=["dropped", "superseded", "draft"])
        .select_related("review__body", "line__theme")
    )


def _withdraw_page(review: Review, *, by: User | None) -> None:
    lines = [str(one) for one in review.lines_of_enquiry.values_list("key", flat=True)]
    found = PublicRecord.objects.filter(
        kind__in=[kinds.REVIEW, kinds.LINE],
        key__in=[str(review.key), *lines],
        withdrawn_at__isnull=True,
    ).values_list("kind", "key")
    targets = [Target(kind, key) for kind, key in found]
    if targets:
        withdraw_all(
            targets=targets,
            body=review.body.slug,
            by=by,
            reason=_("The body has withdrawn this review."),
            subject=f"Review {review.slug} withdrawn",
        )
