"""The public copy of a finding."""

from __future__ import annotations

from datetime import date
from typing import Any

from boards.models import Access
from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import Evidence, Finding
from scrutiny.public.values import as_review, as_theme


def finding_copy(finding: Finding, *, published_on: date, report_path: str) -> Copy:
    """The public copy of a finding, for a review whose report is public.

    Open evidence is cited by reference and title, restricted evidence by its reference alone;
    withdrawn evidence is left out. `published_on` is the civil date of the report's first edition.
    """
    cited = finding.evidence.exclude(state=Evidence.State.WITHDRAWN).order_by("number")
    return Copy(
        kind=kinds.FINDING,
        key=str(finding.key),
        body=finding.review.body.slug,
        path=f"findings/{finding.key}/",
        title=finding.text,
        happened_on=published_on,
        payload={
            "number": finding.number,
            "text": finding.text,
            "text_cy": finding.text_cy,
            "strength": str(finding.strength),
            "is_positive": finding.is_positive,
            "line": {
                "key": str(finding.line.key),
                "number": finding.line.number,
                "question": finding.line.question,
                "question_cy": finding.line.question_cy,
            },
            "theme": as_theme(finding.line.theme),
            "evidence": [_citation(one) for one in cited],
            "review": as_review(finding.review),
            "report_path": report_path,
        },
    )


def _citation(evidence: Evidence) -> dict[str, Any]:
    reference = f"E{evidence.number}"
    if evidence.access != Access.OPEN:
        return {"reference": reference, "title": "", "is_restricted": True}
    return {"reference": reference, "title": evidence.title, "is_restricted": False}
