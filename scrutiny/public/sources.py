"""Sources and external findings made into their public copies, field by field.

What is not named here is not public. A vague figure goes out as its words, the number that they
refer to and the period, never as a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from boards.models import Organisation
from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import (
    ExternalAnswer,
    ExternalFinding,
    ExternalFindingSubject,
    Judgement,
    Source,
    SourceParty,
)
from scrutiny.public.values import as_day, as_theme

__all__ = ["external_finding_copy", "source_copies", "source_copy", "sources_whole"]


def sources_whole(rows: QuerySet[Source]) -> QuerySet[Source]:
    """Sources with everything that their copies say, in a number of queries that does not grow."""
    parties = SourceParty.objects.select_related("organisation")
    subjects = ExternalFindingSubject.objects.select_related("organisation")
    answers = ExternalAnswer.objects.select_related("finding__source")
    findings = ExternalFinding.objects.select_related("theme").order_by("number")
    return rows.select_related("body", "replies_to").prefetch_related(
        Prefetch("parties", parties),
        Prefetch("judgements", Judgement.objects.select_related("about")),
        Prefetch(
            "findings",
            findings.prefetch_related(
                Prefetch("subjects", subjects), Prefetch("answers_to", answers)
            ),
        ),
    )


def source_copies(source: Source, *, public_sources: Iterable[str]) -> list[Copy]:
    """The public copies of a source and of everything that it says; the source first.

    `public_sources` are the permanent keys of the sources that are public already: only what
    stands in one of them, or in this source itself, is named as answered.
    """
    named = {*public_sources, str(source.key)}
    findings = list(source.findings.all())
    return [
        source_copy(source, findings=findings, public_sources=named),
        *(external_finding_copy(one, source=source, public_sources=named) for one in findings),
    ]


def source_copy(
    source: Source, *, findings: Sequence[ExternalFinding], public_sources: Iterable[str]
) -> Copy:
    """The public copy of a source: who wrote it to whom, how it judged, what it says."""
    answered = source.replies_to
    is_named = answered is not None and str(answered.key) in set(public_sources)
    return Copy(
        kind=kinds.SOURCE,
        key=str(source.key),
        body=source.body.slug,
        path=source_path(source),
        title=source.title,
        happened_on=source.dated_on,
        payload={
            "title": source.title,
            "title_cy": source.title_cy,
            "kind": str(source.kind),
            "summary": source.summary,
            "dated_on": as_day(source.dated_on),
            "date_words": source.date_words,
            "reference": source.reference,
            "address": source.address,
            "parties": [
                {"role": str(one.role), **_organisation(one.organisation)}
                for one in source.parties.all()
            ],
            "replies_to": str(answered.key) if answered and is_named else None,
            "judgements": [
                {
                    "about": one.about.name if one.about else one.about_words,
                    "subject": one.subject,
                    "words": one.words,
                    "dated_on": as_day(one.dated_on),
                    "date_words": one.date_words,
                }
                for one in source.judgements.all()
            ],
            "findings": [
                {
                    "key": str(one.key),
                    "kind": str(one.kind),
                    "number": one.number,
                    "text": one.text,
                }
                for one in findings
            ],
        },
    )


def external_finding_copy(
    finding: ExternalFinding, *, source: Source, public_sources: Iterable[str]
) -> Copy:
    """The public copy of one thing that a source says."""
    named = set(public_sources)
    return Copy(
        kind=kinds.EXTERNAL_FINDING,
        key=str(finding.key),
        body=source.body.slug,
        path=f"findings/{finding.key}/",
        title=finding.text,
        happened_on=finding.dated_on,
        payload={
            "number": finding.number,
            "kind": str(finding.kind),
            "text": finding.text,
            "text_cy": finding.text_cy,
            "theme": as_theme(finding.theme),
            "dated_on": as_day(finding.dated_on),
            "date_words": finding.date_words,
            "area": finding.area,
            "figure_words": finding.figure_words,
            "denominator": finding.denominator,
            "period": finding.period,
            "is_positive": finding.kind == ExternalFinding.Kind.GOOD_PRACTICE,
            "subjects": [_organisation(one.organisation) for one in finding.subjects.all()],
            "source": {
                "key": str(source.key),
                "title": source.title,
                "title_cy": source.title_cy,
                "path": source_path(source),
                "kind": str(source.kind),
                "authors": [
                    {"code": one.organisation.code, "name": one.organisation.name}
                    for one in source.parties.all()
                    if one.role == SourceParty.Role.AUTHOR
                ],
                "dated_on": as_day(source.dated_on),
                "date_words": source.date_words,
            },
            "answers_to": sorted(
                str(one.finding.key)
                for one in finding.answers_to.all()
                if str(one.finding.source.key) in named
            ),
            "decision": str(finding.decision),
            "outcome": finding.outcome,
            "outcome_on": as_day(finding.outcome_on),
            "outcome_words": finding.outcome_words,
        },
    )


def source_path(source: Source) -> str:
    """The permanent address of a source."""
    return f"sources/{source.key}/"


def _organisation(one: Organisation) -> dict[str, Any]:
    return {"code": one.code, "name": one.name, "kind": str(one.kind)}
