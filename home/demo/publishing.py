"""The two editions of the report."""

from __future__ import annotations

from datetime import time

from home.demo import review as words
from home.demo.moves import move_report, move_review
from home.demo.paper_words import WATCHED
from home.demo.story import Story
from portal.disclosure.watching import watch_names
from scrutiny.disclosure.reviews import review_matter
from scrutiny.models import (
    Finding,
    Review,
)
from scrutiny.operations import (
    recommendations,
    records,
    reports,
)


def publish(story: Story, review: Review) -> None:
    """The first edition: drafted, agreed by minute, published the day after."""
    clerk = story.clerk
    with story.on(-32, days=1):
        watch_names(
            matter=review_matter(review),
            body=review.body.slug,
            names=list(WATCHED),
            by=clerk,
        )
        review = move_review(review, "start_drafting", clerk)
        report = reports.start_report(review=review, by=clerk)
        report = reports.update_report(
            report=report,
            by=clerk,
            values={
                "foreword": words.FOREWORD,
                "summary": words.SUMMARY,
                "next_steps": words.NEXT_STEPS,
            },
            expected_version=report.version,
        )
        report = move_report(report, "send_to_members", clerk)
    with story.on(-29, at=time(14, 0)):
        minute = story.minute(
            -29, "77/1", "RESOLVED: that the report and its six recommendations be agreed."
        )
        move_review(review, "agree", clerk, minute=minute)
        report = move_report(report, "agree", clerk, minute=minute)
        for one in story.recommendations:
            recommendations.move_recommendation(
                recommendation=one, move="agree", by=clerk, expected_version=None, minute=minute
            )
    with story.on(-29, days=1):
        reports.publish_report(report=report, by=clerk)


def correct(story: Story, review: Review) -> None:
    """The second edition, with the finding corrected."""
    clerk = story.clerk
    with story.on(-9):
        finding = Finding.objects.get(pk=story.findings[4].pk)
        records.change_record(
            kind=records.FINDINGS,
            record=finding,
            by=clerk,
            values={"text": words.FINDINGS[4]["text"]},
            expected_version=finding.version,
        )
        report = reports.start_edition(review=review, by=clerk, reason=words.CORRECTION)
    with story.on(-8, at=time(15, 0)):
        minute = story.minute(
            -8, "21/4", "RESOLVED: that the second edition of the report be agreed."
        )
        report = move_report(report, "agree", clerk, minute=minute)
    with story.on(-7):
        reports.publish_report(report=report, by=clerk)
