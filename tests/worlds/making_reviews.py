"""The reviews of a world: from a proposal to a report that was taken back."""

from __future__ import annotations

from typing import Final

from boards.models import ScrutinyBody
from portal.models import User
from scrutiny.operations.release import release_review
from scrutiny.operations.reports import publish_report, withdraw_report
from tests import builders_scrutiny as make
from tests.boards.packs import packing
from tests.worlds import files
from tests.worlds.plan import ReviewPlan

_STAGE: Final = {
    "proposed": "proposed",
    "evidence": "evidence",
    "reported": "agreed",
    "withdrawn": "agreed",
}


def make_review(plan: ReviewPlan, body: ScrutinyBody, *, clerk: User) -> None:
    """Make a review as far as it has come."""
    is_written = plan.state in ("reported", "withdrawn")
    review = make.review(body, title=plan.title, state=_STAGE[plan.state], question=plan.question)
    settled = {"state": "answered", "conclusion": plan.conclusion, "confidence": "high"}
    line = make.line(
        review,
        question=plan.line,
        **(settled if is_written else {"state": "agreed", "conclusion": plan.conclusion}),
    )
    make.line(review, question=plan.unsettled_line, state="dropped" if is_written else "draft")
    named = make.witness(review, name=plan.named)
    unnamed = make.witness(review, name=plan.unnamed, is_public=False, public_description="A nurse")
    item = make.evidence(
        review,
        lines=(line,),
        title=plan.evidence,
        summary=plan.evidence_summary,
        witness=named,
    )
    kept = packing.document(body, files.pdf(plan.secret_text), f"{plan.secret_file}.pdf")
    secret = make.evidence(
        review,
        lines=(line,),
        title=plan.secret,
        summary=plan.secret_summary,
        access="restricted",
        restriction_reason="It describes a family.",
        witness=unnamed,
        document=kept,
    )
    found = make.finding(line, evidence=(item, secret), text=plan.finding)
    make.recommendation(review, findings=(found,), state="agreed", text=plan.recommendation)
    make.recommendation(review, state="withdrawn", text=plan.withdrawn_recommendation)
    report = make.report(review, state="agreed" if is_written else "draft", summary=plan.summary)
    if plan.state != "proposed":
        release_review(review, by=clerk)
    if is_written:
        published = publish_report(report=report, by=clerk)
        if plan.state == "withdrawn":
            withdraw_report(report=published, by=clerk, reason="It named somebody.")
