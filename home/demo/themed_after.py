"""What follows the themed meeting: evidence, findings, a short report, actions confirmed."""

from __future__ import annotations

from datetime import time

from boards.operations import meeting_moves
from home.demo import themed_words as words
from home.demo.moves import move_report, move_review
from home.demo.story import Story
from home.demo.themed_sitting import CONFIRMED, HEARD, move_line
from portal.operations import fresh
from scrutiny.models import (
    Action,
    Evidence,
    Hearing,
    InformationRequest,
    KeyLineOfEnquiry,
    Review,
    Witness,
)
from scrutiny.operations import actions, enquiry, records, reports
from scrutiny.operations.information_requests import move_request
from scrutiny.operations.oral_evidence import make_oral_evidence


def make_findings(
    story: Story, hearing: Hearing, lines: list[KeyLineOfEnquiry], witnesses: dict[str, Witness]
) -> None:
    """Oral evidence of what each chair said, findings that cite it, and the lines answered."""
    clerk = story.clerk
    made: list[Evidence] = []
    with story.on(HEARD, days=1):
        for line in lines[:2]:
            for short in ("adults", "children"):
                evidence = make_oral_evidence(
                    hearing=fresh(hearing), line=fresh(line), witness=witnesses[short], by=clerk
                )
                made.append(_accept(story, evidence, ("verify", "accept")))
        meeting = hearing.item.meeting
        values = {"meeting": meeting, "dated_on": meeting.held_on, "lines": [fresh(lines[2])]}
        said = records.add_record(
            kind=records.EVIDENCE,
            review=hearing.review,
            by=clerk,
            values={**words.QUESTIONED, **values},
        )
        assert isinstance(said, Evidence)
        made.append(_accept(story, said, ("receive", "verify", "accept")))
    with story.on(HEARD + 1):
        for one in words.FINDINGS:
            records.add_record(
                kind=records.FINDINGS,
                review=hearing.review,
                by=clerk,
                values={
                    "line": fresh(lines[one["line"] - 1]),
                    "text": one["text"],
                    "strength": one["strength"],
                    "evidence": [made[number - 1] for number in one["evidence"]],
                },
            )
        for line, each in zip(lines, words.LINES, strict=True):
            current = fresh(line)
            changed = records.change_record(
                kind=records.LINES,
                record=current,
                by=clerk,
                values={"conclusion": each["conclusion"], "confidence": each["confidence"]},
                expected_version=current.version,
            )
            assert isinstance(changed, KeyLineOfEnquiry)
            move_line(changed, each["settle"], story)


def _accept(story: Story, evidence: Evidence, moves: tuple[str, ...]) -> Evidence:
    for move in moves:
        evidence = enquiry.move_evidence(
            evidence=evidence, move=move, by=story.clerk, expected_version=None
        )
    return evidence


def report(story: Story, review: Review) -> None:
    """A short report, agreed at the next meeting and published the week after."""
    clerk = story.clerk
    with story.on(CONFIRMED - 3):
        move_review(fresh(review), "start_drafting", clerk)
        edition = reports.start_report(review=review, by=clerk)
        edition = reports.update_report(
            report=edition,
            by=clerk,
            values={"summary": words.SUMMARY, "next_steps": words.NEXT_STEPS},
            expected_version=edition.version,
        )
    with story.on(CONFIRMED, at=time(14, 10)):
        minute = story.minute(
            CONFIRMED, "21/6", "RESOLVED: that the report of the themed meeting be agreed."
        )
        move_review(fresh(review), "agree", clerk, minute=minute)
        edition = move_report(fresh(edition), "agree", clerk, minute=minute)
    with story.on(CONFIRMED + 1):
        reports.publish_report(report=edition, by=clerk)


def follow(story: Story, review: Review) -> None:
    """The request is answered; the next meeting confirms the actions and the minutes."""
    clerk = story.clerk
    request = InformationRequest.objects.get(review=review)
    with story.on(-11):
        request = move_request(
            request=request,
            move="answer",
            by=clerk,
            expected_version=None,
            answer=words.ANSWERED,
        )
    taken = list(Action.objects.filter(review=review).order_by("number"))
    with story.on(CONFIRMED, at=time(14, 20)):
        numbers = " and ".join(str(one.number) for one in taken)
        minute = story.minute(
            CONFIRMED,
            "21/7",
            f"RESOLVED: that the minutes of the themed meeting be confirmed, and with them actions "
            f"{numbers}, and that the answer to information request {request.number} be noted.",
        )
        meeting_moves.confirm_minutes(fresh(story.meetings[HEARD]), minute=minute, by=clerk)
        for action in taken:
            actions.update_action(
                action=action,
                by=clerk,
                values={"origin_minute": minute},
                expected_version=action.version,
            )
        move_request(request=request, move="close", by=clerk, expected_version=None)
    with story.on(-6):
        actions.report_progress(action=fresh(taken[0]), by=clerk, text=words.PROGRESS)
