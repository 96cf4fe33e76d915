"""A review with its whole thread, in a number of queries that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, F, Model, OuterRef, QuerySet, Subquery

from boards.models import Access, Person
from scrutiny.models import (
    Action,
    Evidence,
    Finding,
    KeyLineOfEnquiry,
    ProgressUpdate,
    Recommendation,
    Report,
    Response,
    Review,
    Witness,
)
from scrutiny.rules import gaps as rules
from scrutiny.rules.publication import Edition

AnyRow = TypeVar("AnyRow", bound=Model)
Links = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class Thread:
    """Everything of one review that the desk shows and the rules ask for.

    The links between records are held as numbers of rows: which lines evidence bears on, which
    evidence a finding cites, which findings a recommendation rests on.
    """

    review: Review
    members: list[Person]
    lines: list[KeyLineOfEnquiry]
    witnesses: list[Witness]
    evidence: Sequence[Evidence]
    findings: Sequence[Finding]
    recommendations: Sequence[Recommendation]
    responses: Sequence[Response]
    actions: Sequence[Action]
    reports: list[Report]
    bears_on: Links
    cites: Links
    rests_on: Links

    @property
    def newest_report(self) -> Report | None:
        """The edition that is being prepared, or the newest one."""
        return self.reports[-1] if self.reports else None

    def gaps(self) -> list[rules.Gap]:
        """What is missing in the thread."""
        return rules.gaps(
            lines=_lines(self),
            evidence=_evidence(self),
            findings=_findings(self),
            recommendations=_recommendations(self),
        )

    def edition(self, report: Report) -> Edition:
        """An edition as the rules of publication need it."""
        return Edition(
            state=str(report.state),
            review_state=str(self.review.state),
            has_summary=bool(report.summary.strip()),
            has_period=report.has_period,
            lines=tuple(_lines(self)),
            evidence=tuple(_evidence(self)),
            findings=tuple(_findings(self)),
            recommendations=tuple(_recommendations(self)),
        )


def thread_of(review: Review) -> Thread:
    """Load a review's thread in nine queries, for one record of each kind as for fifty.

    Records and their links come together, one row for each link, and are told apart here.
    """
    # First of all: when the worker publishes meanwhile, a screen that says “Published” then also
    # shows who was asked.
    reports = list(review.reports.select_related("agreed_minute__meeting"))
    evidence, bears_on = _linked(
        review.evidence.select_related("witness", "meeting").annotate(
            linked_pk=F("line_links__line")
        )
    )
    findings, cites = _linked(
        review.findings.select_related("line").annotate(linked_pk=F("citations__evidence"))
    )
    recommendations, rests_on = _linked(
        review.recommendations.select_related(
            "addressee", "decision__verdict_minute__meeting", "closed_minute__meeting"
        ).annotate(linked_pk=F("finding_links__finding"))
    )
    newest_update = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-made_at", "-id")
    return Thread(
        review=review,
        members=[one.person for one in review.members.select_related("person")],
        lines=list(
            review.lines_of_enquiry.select_related("lead_questioner", "agreed_minute__meeting")
        ),
        witnesses=list(review.witnesses.select_related("heard_at")),
        evidence=evidence,
        findings=findings,
        recommendations=recommendations,
        responses=list(review.responses.select_related("addressee")),
        actions=list(
            review.actions.select_related(
                "owner", "recommendation", "closed_minute__meeting"
            ).annotate(
                times_redated=Count("redatings"),
                latest_update=Subquery(newest_update.values("text")[:1]),
            )
        ),
        reports=reports,
        bears_on=bears_on,
        cites=cites,
        rests_on=rests_on,
    )


def _linked(rows: QuerySet[AnyRow]) -> tuple[list[AnyRow], Links]:
    """Rows that repeat for each of their links, as rows and links."""
    found: dict[int, AnyRow] = {}
    links: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row.pk, row)
        linked: int | None = row.linked_pk  # type: ignore[attr-defined]
        if linked is not None:
            links.setdefault(row.pk, []).append(linked)
    return list(found.values()), {pk: tuple(sorted(ones)) for pk, ones in links.items()}


def _lines(thread: Thread) -> list[rules.Line]:
    counts = Counter(finding.line_id for finding in thread.findings)
    bearing = Counter(pk for pks in thread.bears_on.values() for pk in pks)
    return [
        rules.Line(
            pk=line.pk,
            label=f"line {line.number}",
            state=str(line.state),
            findings=counts[line.pk],
            evidence=bearing[line.pk],
            has_conclusion=bool(line.conclusion.strip()),
        )
        for line in thread.lines
    ]


def _evidence(thread: Thread) -> list[rules.EvidenceItem]:
    cited = Counter(pk for pks in thread.cites.values() for pk in pks)
    return [
        rules.EvidenceItem(
            pk=one.pk,
            label=f"E{one.number}",
            state=str(one.state),
            citations=cited[one.pk],
            is_restricted=one.access == Access.RESTRICTED,
            has_restriction_reason=bool(one.restriction_reason.strip()),
        )
        for one in thread.evidence
    ]


def _findings(thread: Thread) -> list[rules.FindingItem]:
    return [
        rules.FindingItem(
            pk=one.pk,
            label=f"finding {one.number}",
            evidence=thread.cites.get(one.pk, ()),
        )
        for one in thread.findings
    ]


def _recommendations(thread: Thread) -> list[rules.RecommendationItem]:
    return [
        rules.RecommendationItem(
            pk=one.pk,
            label=f"R{one.number}",
            state=str(one.state),
            findings=len(thread.rests_on.get(one.pk, ())),
            has_addressee=one.addressee_id is not None,
            has_measure=bool(one.measure.strip()),
        )
        for one in thread.recommendations
    ]
