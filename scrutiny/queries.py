"""A review with its whole thread, in a number of queries that does not grow."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Prefetch

from boards.models import Access, Person
from scrutiny.models import (
    Action,
    Evidence,
    Finding,
    FindingEvidence,
    KeyLineOfEnquiry,
    Recommendation,
    Report,
    Response,
    Review,
    Witness,
)
from scrutiny.rules import gaps as rules
from scrutiny.rules.publication import Edition


@dataclass(frozen=True)
class Thread:
    """Everything of one review, as lists that hold what the desk and the rules need."""

    review: Review
    members: list[Person] = field(default_factory=list)
    lines: list[KeyLineOfEnquiry] = field(default_factory=list)
    witnesses: list[Witness] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

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
            response_days=report.response_days,
            lines=tuple(_lines(self)),
            evidence=tuple(_evidence(self)),
            findings=tuple(_findings(self)),
            recommendations=tuple(_recommendations(self)),
            withheld=tuple(_withheld(self)),
            texts=tuple(_texts(self, report)),
        )


def thread_of(review: Review) -> Thread:
    """Load a review's thread; the number of queries is the same for one record and for fifty."""
    return Thread(
        review=review,
        members=[one.person for one in review.members.select_related("person__organisation")],
        lines=list(
            review.lines_of_enquiry.select_related(
                "theme", "lead_questioner", "agreed_minute__meeting"
            ).prefetch_related("evidence_links")
        ),
        witnesses=list(review.witnesses.select_related("heard_at").prefetch_related("evidence")),
        evidence=list(
            review.evidence.select_related("witness", "meeting", "document").prefetch_related(
                "citations", "line_links__line"
            )
        ),
        findings=list(
            review.findings.select_related("line").prefetch_related(
                Prefetch("citations", FindingEvidence.objects.select_related("evidence")),
                "recommendation_links",
            )
        ),
        recommendations=list(
            review.recommendations.select_related(
                "addressee", "decision", "agreed_minute__meeting", "closed_minute__meeting"
            ).prefetch_related("finding_links__finding", "updates")
        ),
        responses=list(
            review.responses.select_related("addressee", "review__body").prefetch_related(
                "decisions__recommendation"
            )
        ),
        actions=list(
            review.actions.select_related(
                "owner", "recommendation", "closed_minute__meeting"
            ).prefetch_related("redatings", "updates")
        ),
        reports=list(review.reports.select_related("agreed_minute__meeting", "publish_by")),
    )


def _lines(thread: Thread) -> list[rules.Line]:
    counts: dict[int, int] = {}
    for finding in thread.findings:
        counts[finding.line_id] = counts.get(finding.line_id, 0) + 1
    return [
        rules.Line(
            pk=line.pk,
            label=f"line {line.number}",
            state=str(line.state),
            findings=counts.get(line.pk, 0),
            evidence=len(line.evidence_links.all()),
            has_conclusion=bool(line.conclusion.strip()),
        )
        for line in thread.lines
    ]


def _evidence(thread: Thread) -> list[rules.EvidenceItem]:
    return [
        rules.EvidenceItem(
            pk=one.pk,
            label=f"E{one.number}",
            state=str(one.state),
            citations=len(one.citations.all()),
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
            evidence=tuple(link.evidence_id for link in one.citations.all()),
        )
        for one in thread.findings
    ]


def _recommendations(thread: Thread) -> list[rules.RecommendationItem]:
    return [
        rules.RecommendationItem(
            pk=one.pk,
            label=f"R{one.number}",
            state=str(one.state),
            findings=len(one.finding_links.all()),
            has_addressee=one.addressee_id is not None,
            is_answered=hasattr(one, "decision"),
        )
        for one in thread.recommendations
    ]


def _withheld(thread: Thread) -> list[tuple[str, str]]:
    """Names of witnesses who are not public, and what restricted evidence is called."""
    public = {witness.name for witness in thread.witnesses if witness.is_public}
    names = [
        ("The name of a witness who may not be named", witness.name)
        for witness in thread.witnesses
        if not witness.is_public and witness.name not in public
    ]
    restricted = [one for one in thread.evidence if one.access == Access.RESTRICTED]
    titles = [(f"The title of restricted evidence E{one.number}", one.title) for one in restricted]
    return names + titles


def _texts(thread: Thread, report: Report) -> list[tuple[str, str]]:
    """Every free text that the edition would publish, with where it stands."""
    review = thread.review
    texts = [
        ("the title", f"{review.title} {review.title_cy}"),
        ("the question of the review", f"{review.question} {review.question_cy}"),
        ("the background", review.background),
        ("the objective", review.objective),
        ("the scope", f"{review.in_scope} {review.out_of_scope}"),
        ("the method", f"{review.method} {review.success}"),
        ("the foreword", report.foreword),
        ("the summary", f"{report.summary} {report.summary_cy}"),
        ("the next steps", report.next_steps),
        ("the reason for the edition", report.edition_reason),
    ]
    for line in thread.lines:
        words = (line.question, line.question_cy, line.rationale, line.conclusion)
        texts.append((f"line {line.number}", " ".join((*words, line.conclusion_cy))))
    for one in thread.evidence:
        if one.access == Access.OPEN and one.state != Evidence.State.WITHDRAWN:
            texts.append((f"E{one.number}", f"{one.title} {one.summary} {one.provider}"))
        else:
            texts.append((f"the reason for restricting E{one.number}", one.restriction_reason))
    texts += [
        (f"the public description of witness {number}", one.public_description)
        for number, one in enumerate(thread.witnesses, start=1)
    ]
    texts += [(f"finding {one.number}", f"{one.text} {one.text_cy}") for one in thread.findings]
    texts += [
        (f"R{one.number}", f"{one.text} {one.text_cy} {one.measure} {one.closing_note}")
        for one in thread.recommendations
    ]
    for response in thread.responses:
        texts.append((f"the response of {response.addressee.name}", response.introduction))
        texts += [
            (
                f"the decision on R{one.recommendation.number}",
                f"{one.reason} {one.reason_cy} {one.action} {one.owner}",
            )
            for one in response.decisions.all()
        ]
    for action in thread.actions:
        words = [action.text, action.closing_evidence]
        words += [one.reason for one in action.redatings.all()]
        words += [one.text for one in action.updates.all()]
        texts.append((f"action {action.reference}", " ".join(words)))
    return texts
