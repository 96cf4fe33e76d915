"""From the private records of a review to the public document of one edition of its report.

The only module here that touches models. It takes what may be public and leaves the rest: an item
of restricted evidence passes with its number, kind and reason alone.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from boards.models import Person, ScrutinyBody
from portal.addresses import canonical_url
from portal.rules.calendars import Calendar
from scrutiny import models
from scrutiny.report import (
    build_evidence,
    build_origins,
    build_progress,
    build_response,
    document,
)
from scrutiny.report.build_reasons import reasons_unanswered
from scrutiny.report.glossary import terms_in
from scrutiny.report.texts import texts_of

LANGUAGE = "en-GB"
Numbers = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class _Source:
    """What every part is built from, beside its own rows."""

    report: models.Report
    review: models.Review
    on: datetime.date
    calendar: Calendar
    draft: bool

    @property
    def published_on(self) -> datetime.date:
        """The civil day of publication; while there is none, the day of building."""
        at = self.report.published_at
        return timezone.localdate(at) if at else self.on


def build_document(
    report: models.Report, *, on: datetime.date, calendar: Calendar, draft: bool = False
) -> document.ReportDocument:
    """Everything that one edition of a report shows.

    Args:
        report: the edition; its review, body and everything of the thread are read here, with a
            number of queries that does not grow with the records.
        on: the civil day up to which lateness is counted, and the day of publication of an
            edition that has not been published yet.
        calendar: the working days of the body (`portal.calendar.calendar_for`).
        draft: for a preview: recommendations still in draft and evidence not yet accepted are
            shown, and the document says on top that it is a draft.
    """
    review = models.Review.objects.select_related("body", "office", "lead").get(pk=report.review_id)
    source = _Source(report=report, review=review, on=on, calendar=calendar, draft=draft)
    evidence = build_evidence.evidence_rows(review, draft=draft)
    shown_evidence = {row.pk: row.number for row in evidence}
    bearings = build_origins.bearings(review)
    findings = list(models.Finding.objects.filter(review=review))
    numbers_of_findings = {row.pk: row.number for row in findings}
    asked = _recommendation_rows(source)
    responses = build_response.responses(review, asked, on=on, calendar=calendar)
    built = document.ReportDocument(
        key=str(review.key),
        slug=review.slug,
        body=_body(review.body),
        kind=review.kind,
        title=review.title.strip(),
        title_cy=review.title_cy.strip(),
        edition=report.edition,
        edition_reason=report.edition_reason.strip(),
        editions=_editions(source),
        published_on=source.published_on,
        counted_to=on,
        address=_address(source),
        language=LANGUAGE,
        is_draft=draft,
        office=review.office.label if review.office else "",
        question=review.question.strip(),
        question_cy=review.question_cy.strip(),
        foreword=report.foreword.strip(),
        summary=report.summary.strip(),
        summary_cy=report.summary_cy.strip(),
        background=review.background.strip(),
        objective=review.objective.strip(),
        in_scope=review.in_scope.strip(),
        out_of_scope=review.out_of_scope.strip(),
        method=review.method.strip(),
        success=review.success.strip(),
        lead=build_response.named(review.lead) if review.lead else None,
        members=_members(source),
        lines=_lines(source, findings, shown_evidence),
        recommendations=_recommendations(source, asked, responses, numbers_of_findings),
        responses=tuple(one for one, _ in responses),
        actions=build_response.actions(review, on=on, calendar=calendar),
        progress=build_progress.progress(review, asked, [row for _one, row in responses]),
        next_steps=report.next_steps.strip(),
        witnesses=build_evidence.witnesses(review),
        evidence=tuple(build_evidence.evidence(row, bearings.get(row.pk, ())) for row in evidence),
    )
    has_restricted = any(one.is_restricted for one in built.evidence)
    return replace(built, glossary=terms_in(texts_of(built), has_restricted=has_restricted))


def _body(body: ScrutinyBody) -> document.Body:
    return document.Body(
        slug=body.slug,
        name=body.name,
        name_cy=body.name_cy,
        short_name=body.short_name,
        concern_contact=body.concern_contact.strip(),
    )


def _address(source: _Source) -> str:
    path = f"reviews/{source.review.slug}/report/{source.report.edition}/"
    return canonical_url(source.review.body.slug, path)


def _editions(source: _Source) -> tuple[document.Edition, ...]:
    earlier = source.review.reports.filter(
        edition__lt=source.report.edition, published_at__isnull=False
    ).exclude(state=models.Report.State.WITHDRAWN)
    return (
        *(
            document.Edition(
                number=row.edition,
                published_on=timezone.localdate(row.published_at),
                reason=row.edition_reason.strip(),
            )
            for row in earlier.order_by("edition")
        ),
        document.Edition(
            number=source.report.edition,
            published_on=source.published_on,
            reason=source.report.edition_reason.strip(),
        ),
    )


def _members(source: _Source) -> tuple[document.Named, ...]:
    people = Person.objects.filter(task_groups__review=source.review).order_by("name", "pk")
    return tuple(build_response.named(person) for person in people)


def _numbers(pairs: Iterable[tuple[int, int]], shown: Mapping[int, int]) -> Numbers:
    """Group pairs of ids into the sorted numbers of those that are shown."""
    found: dict[int, set[int]] = defaultdict(set)
    for owner, linked in pairs:
        if linked in shown:
            found[owner].add(shown[linked])
    return {owner: tuple(sorted(numbers)) for owner, numbers in found.items()}


def _lines(
    source: _Source, findings: list[models.Finding], shown_evidence: Mapping[int, int]
) -> tuple[document.Line, ...]:
    state = models.KeyLineOfEnquiry.State
    hidden = [state.SUPERSEDED, state.DROPPED, *([] if source.draft else [state.DRAFT])]
    rows = source.review.lines_of_enquiry.exclude(state__in=hidden)
    evidence = _numbers(
        models.EvidenceLine.objects.filter(line__review=source.review).values_list(
            "line_id", "evidence_id"
        ),
        shown_evidence,
    )
    cited = _numbers(
        models.FindingEvidence.objects.filter(finding__review=source.review).values_list(
            "finding_id", "evidence_id"
        ),
        shown_evidence,
    )
    by_line: dict[int, list[document.Finding]] = defaultdict(list)
    for finding in findings:
        by_line[finding.line_id].append(_finding(finding, cited.get(finding.pk, ())))
    found = list(rows)
    reasons = reasons_unanswered(found)
    origins = build_origins.origins(source.review)
    return tuple(
        replace(
            _line(row, by_line[row.pk], evidence.get(row.pk, ()), reasons.get(row.pk, "")),
            origins=origins.get(row.pk, ()),
        )
        for row in found
    )


def _line(
    row: models.KeyLineOfEnquiry,
    findings: list[document.Finding],
    evidence: tuple[int, ...],
    reason: str,
) -> document.Line:
    state = models.KeyLineOfEnquiry.State
    settled = (state.ANSWERED, state.PARTLY_ANSWERED, state.NOT_ANSWERED)
    unanswered = row.state == state.NOT_ANSWERED
    return document.Line(
        number=row.number,
        question=row.question.strip(),
        question_cy=row.question_cy.strip(),
        rationale=row.rationale.strip(),
        evidence=evidence,
        findings=tuple(findings),
        outcome=row.state if row.state in settled else "",
        conclusion="" if unanswered else row.conclusion.strip(),
        conclusion_cy="" if unanswered else row.conclusion_cy.strip(),
        confidence="" if unanswered else row.confidence,
        not_answered_reason=(row.conclusion.strip() or reason) if unanswered else "",
    )


def _finding(row: models.Finding, evidence: tuple[int, ...]) -> document.Finding:
    return document.Finding(
        number=row.number,
        text=row.text.strip(),
        text_cy=row.text_cy.strip(),
        strength=row.strength,
        is_positive=row.is_positive,
        evidence=evidence,
    )


def _recommendation_rows(source: _Source) -> list[models.Recommendation]:
    state = models.Recommendation.State
    hidden = [state.WITHDRAWN, state.SUPERSEDED, *([] if source.draft else [state.DRAFT])]
    rows = source.review.recommendations.select_related(
        "addressee", "closed_minute__meeting"
    ).exclude(state__in=hidden)
    return list(rows)


def _recommendations(
    source: _Source,
    rows: list[models.Recommendation],
    responses: build_response.Responses,
    shown_findings: Mapping[int, int],
) -> tuple[document.Recommendation, ...]:
    drawn = _numbers(
        models.RecommendationFinding.objects.filter(
            recommendation__review=source.review
        ).values_list("recommendation_id", "finding_id"),
        shown_findings,
    )
    due_by_addressee = {row.addressee_id: one.due_on for one, row in responses}
    days = source.report.response_days or source.review.body.response_days
    return tuple(
        document.Recommendation(
            number=row.number,
            reference=row.reference,
            text=row.text.strip(),
            text_cy=row.text_cy.strip(),
            owner=build_response.named(row.addressee) if row.addressee else None,
            timescale=row.timescale,
            response_due=due_by_addressee.get(row.addressee_id or 0)
            or build_response.response_due(
                row.issued_on or source.published_on,
                days,
                source.calendar,
                rule=source.report.response_rule,
            ),
            measure=row.measure.strip(),
            findings=drawn.get(row.pk, ()),
        )
        for row in rows
    )
