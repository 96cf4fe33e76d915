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
            response_days=report.response_days,
            lines=tuple(_lines(self)),
            evidence=tuple(_evidence(self)),
            findings=tuple(_findings(self)),
            recommendations=tuple(_recommendations(self)),
            withheld=tuple(_withheld(self)),
            texts=tuple(_texts(self, report)),
        )


def thread_of(review: Review) -> Thread:
    """Load a review's thread in nine queries, for one record of each kind as for fifty.

    Records and their links come together, one row for each link, and are told apart here.
    """
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
            "addressee", "decision", "closed_minute__meeting"
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
        reports=list(review.reports.select_related("agreed_minute__meeting")),
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
    texts += [
        (f"the response of {one.addressee.name}", one.introduction) for one in thread.responses
    ]
    texts += [
        (
            f"the decision on R{one.number}",
            f"{answer.reason} {answer.reason_cy} {answer.action} {answer.owner}",
        )
        for one in thread.recommendations
        if (answer := getattr(one, "decision", None)) is not None
    ]
    return texts + _action_texts(review)


def _action_texts(review: Review) -> list[tuple[str, str]]:
    """What actions, their changes of date and their updates say."""
    actions = review.actions.prefetch_related("redatings", "updates")
    return [
        (
            f"action {action.reference}",
            " ".join(
                [action.text, action.closing_evidence]
                + [one.reason for one in action.redatings.all()]
                + [one.text for one in action.updates.all()]
            ),
        )
        for action in actions
    ]
