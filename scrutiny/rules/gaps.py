"""What is missing in the thread of a review: from line of enquiry to finding to recommendation.

The functions take values, so that a desk, a report and a test can ask them alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

UNSETTLED = frozenset({"draft", "agreed", "in_enquiry"})
DEAD_LINES = frozenset({"superseded", "dropped"})


@dataclass(frozen=True)
class Line:
    """A line of enquiry as the gaps need it."""

    pk: int
    label: str
    state: str
    findings: int
    evidence: int
    has_conclusion: bool = True


@dataclass(frozen=True)
class EvidenceItem:
    """An item of evidence as the gaps need it."""

    pk: int
    label: str
    state: str
    citations: int
    is_restricted: bool = False
    has_restriction_reason: bool = True


@dataclass(frozen=True)
class FindingItem:
    """A finding as the gaps need it."""

    pk: int
    label: str
    evidence: tuple[int, ...]


@dataclass(frozen=True)
class RecommendationItem:
    """A recommendation as the gaps need it."""

    pk: int
    label: str
    state: str
    findings: int
    has_addressee: bool
    has_measure: bool = True


@dataclass(frozen=True)
class Gap:
    """One kind of thing that is missing, and the records that lack it."""

    code: str
    kind: str
    pks: tuple[int, ...] = field(default=())
    labels: tuple[str, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many records lack it."""
        return len(self.pks)


def _gap(
    code: str, kind: str, rows: Sequence[Line | EvidenceItem | FindingItem | RecommendationItem]
) -> list[Gap]:
    if not rows:
        return []
    return [
        Gap(
            code=code,
            kind=kind,
            pks=tuple(row.pk for row in rows),
            labels=tuple(row.label for row in rows),
        )
    ]


def gaps(
    *,
    lines: Sequence[Line],
    evidence: Sequence[EvidenceItem],
    findings: Sequence[FindingItem],
    recommendations: Sequence[RecommendationItem],
) -> list[Gap]:
    """The gaps of a review, in the order of the thread."""
    living = [line for line in lines if line.state not in DEAD_LINES]
    asked = [one for one in recommendations if one.state not in {"withdrawn", "superseded"}]
    usable = {one.pk for one in evidence if one.state != "withdrawn"}
    return [
        *_gap("line_not_agreed", "lines", [one for one in living if one.state == "draft"]),
        *_gap(
            "line_without_evidence",
            "lines",
            [one for one in living if one.state != "draft" and not one.evidence],
        ),
        *_gap(
            "line_without_finding",
            "lines",
            [
                one
                for one in living
                if one.state not in {"draft", "not_answered"} and not one.findings
            ],
        ),
        *_gap(
            "line_without_conclusion",
            "lines",
            [
                one
                for one in living
                if one.state in {"answered", "partly_answered"} and not one.has_conclusion
            ],
        ),
        *_gap(
            "evidence_not_accepted",
            "evidence",
            [one for one in evidence if one.state not in {"accepted", "withdrawn"}],
        ),
        *_gap(
            "evidence_unused",
            "evidence",
            [one for one in evidence if one.state == "accepted" and not one.citations],
        ),
        *_gap(
            "restriction_without_reason",
            "evidence",
            [
                one
                for one in evidence
                if one.is_restricted and not one.has_restriction_reason and one.state != "withdrawn"
            ],
        ),
        *_gap(
            "finding_without_evidence",
            "findings",
            [one for one in findings if not usable.intersection(one.evidence)],
        ),
        *_gap(
            "recommendation_without_finding",
            "recommendations",
            [one for one in asked if not one.findings],
        ),
        *_gap(
            "recommendation_without_addressee",
            "recommendations",
            [one for one in asked if not one.has_addressee],
        ),
        *_gap(
            "recommendation_without_measure",
            "recommendations",
            [one for one in asked if not one.has_measure],
        ),
    ]
