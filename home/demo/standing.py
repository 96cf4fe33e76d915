"""The standing sub-committee: a report, three owners, progress under later minutes, assurance.

Its clerk works for the sub-committee alone; the panel's clerk records that the panel received
what it was given.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any, Final

from boards.models import Meeting, Minute
from boards.operations import meetings, minutes
from home.demo import standing_words as words
from home.demo.moves import move_report, move_review
from home.demo.story import Story
from portal import clock
from portal.models import User
from scrutiny.models import Evidence, Finding, KeyLineOfEnquiry, Recommendation, Response, Review
from scrutiny.operations import assurance, enquiry, recommendations, records, reports, responses
from scrutiny.operations.progress import rate_progress, report_progress
from scrutiny.operations.reviews import start_review

__all__ = ["assure"]

#: Weeks of the sub-committee's meetings: scope, report, progress, assurance.
SCOPED, REPORTED, FOLLOWED, ASSURED = -47, -37, -16, -11
#: The meeting of the panel that is given the assurance.
GIVEN: Final = -8


def assure(story: Story) -> Review:
    """A year of the sub-committee, from its terms of reference to the assurance received."""
    review, lines = _scope(story)
    found = _enquire(story, review, lines)
    asked = _recommend(story, review, found)
    _report(story, review, asked)
    _answer(story, review, asked)
    _follow(story, asked[0])
    _assure(story, review)
    return review


def _clerk(story: Story) -> User:
    return story.northmere.accounts["clerk.cse"]


def _meeting(story: Story, weeks: int) -> Meeting:
    """A meeting of the sub-committee, entered the day after; its papers are kept elsewhere."""
    with story.on(weeks, days=1):
        return meetings.record_held_meeting(
            body=story.northmere.sub_committee,
            title="Meeting of the sub-committee",
            held_on=story.weeks(weeks),
            by=_clerk(story),
            starts_at=time(14, 0),
            place="Committee Room 1, County Hall, Northmere",
        )


def _minute(story: Story, meeting: Meeting, number: str, text: str) -> Minute:
    return minutes.add_minute(meeting=meeting, number=number, text=text, by=_clerk(story))


def _scope(story: Story) -> tuple[Review, list[KeyLineOfEnquiry]]:
    northmere, clerk = story.northmere, _clerk(story)
    with story.on(SCOPED, days=-7):
        review = start_review(
            body=northmere.sub_committee,
            by=clerk,
            values={
                **words.REVIEW,
                "office": northmere.office,
                "lead": northmere.people["Councillor Ruth Adeyemi"],
            },
        )
        lines = [_record(records.LINES, review, clerk, _asked(one)) for one in words.LINES]
    meeting = _meeting(story, SCOPED)
    with story.on(SCOPED, days=1, at=time(12, 0)):
        minute = _minute(story, meeting, "1/1", words.TERMS)
        review = move_review(review, "scope", clerk, minute=minute)
        for line in lines:
            enquiry.move_line(
                line=line, move="agree", by=clerk, expected_version=None, minute=minute
            )
    with story.on(SCOPED, days=4):
        review = move_review(review, "open_evidence", clerk)
        lines = [
            enquiry.move_line(line=line, move="open", by=clerk, expected_version=None)
            for line in lines
        ]
    return review, lines


def _asked(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("question", "rationale", "evidence_wanted")}


def _record(kind: records.RecordKind, review: Review, by: User, values: dict[str, Any]) -> Any:
    return records.add_record(kind=kind, review=review, by=by, values=values)


def _enquire(story: Story, review: Review, lines: list[KeyLineOfEnquiry]) -> list[Finding]:
    clerk = _clerk(story)
    taken: list[Evidence] = []
    with story.on(SCOPED + 6):
        for one in words.EVIDENCE:
            values = {**one, "lines": [lines[n - 1] for n in one["lines"]], "access": "open"}
            item: Evidence = _record(records.EVIDENCE, review, clerk, values)
            for move in ("receive", "verify", "accept"):
                item = enquiry.move_evidence(
                    evidence=item, move=move, by=clerk, expected_version=None
                )
            taken.append(item)
        found: list[Finding] = [
            _record(
                records.FINDINGS,
                review,
                clerk,
                {
                    **one,
                    "line": lines[one["line"] - 1],
                    "evidence": [taken[n - 1] for n in one["evidence"]],
                },
            )
            for one in words.FINDINGS
        ]
        for line, told in zip(lines, words.LINES, strict=True):
            _conclude(line, told, clerk)
    return found


def _conclude(line: KeyLineOfEnquiry, told: dict[str, Any], by: User) -> None:
    values = {name: told[name] for name in ("conclusion", "confidence")}
    current = KeyLineOfEnquiry.objects.get(pk=line.pk)
    changed = records.change_record(
        kind=records.LINES,
        record=current,
        by=by,
        values=values,
        expected_version=current.version,
    )
    assert isinstance(changed, KeyLineOfEnquiry)
    enquiry.move_line(line=changed, move="answer", by=by, expected_version=None)


def _recommend(story: Story, review: Review, found: list[Finding]) -> list[Recommendation]:
    with story.on(SCOPED + 7):
        return [
            _record(
                records.RECOMMENDATIONS,
                review,
                _clerk(story),
                {
                    **{name: one[name] for name in ("text", "timescale", "measure")},
                    "addressee": story.northmere.people[one["to"]],
                    "findings": [found[n - 1] for n in one["findings"]],
                },
            )
            for one in words.RECOMMENDATIONS
        ]


def _report(story: Story, review: Review, asked: list[Recommendation]) -> None:
    clerk = _clerk(story)
    with story.on(REPORTED, days=-7):
        review = move_review(review, "start_drafting", clerk)
        report = reports.start_report(review=review, by=clerk)
        values = {
            "foreword": words.FOREWORD,
            "summary": words.SUMMARY,
            "next_steps": words.NEXT_STEPS,
            "response_days": 42,
        }
        report = reports.update_report(
            report=report, by=clerk, values=values, expected_version=report.version
        )
    meeting = _meeting(story, REPORTED)
    with story.on(REPORTED, days=1, at=time(12, 0)):
        minute = _minute(
            story, meeting, "2/1", "RESOLVED: that the report and its recommendations be agreed."
        )
        move_review(review, "agree", clerk, minute=minute)
        report = move_report(report, "agree", clerk, minute=minute)
        for one in asked:
            recommendations.move_recommendation(
                recommendation=one, move="agree", by=clerk, expected_version=None, minute=minute
            )
    with story.on(REPORTED, days=4):
        reports.publish_report(report=report, by=clerk)


def _answer(story: Story, review: Review, asked: list[Recommendation]) -> None:
    """Two of the three owners answer; the third does not, and the public sees it."""
    clerk, owners = _clerk(story), [one["to"] for one in words.RECOMMENDATIONS]
    for weeks, (owner, decision) in enumerate(words.DECISIONS.items(), start=REPORTED + 5):
        with story.on(weeks):
            response = Response.objects.get(review=review, addressee=story.northmere.people[owner])
            response = responses.record_response(
                response=response,
                by=clerk,
                values={
                    "received_on": clock.today(),
                    "introduction": "Thank you for the report.",
                    "cited_document": "Letter to the clerk of the sub-committee",
                },
                expected_version=response.version,
            )
            responses.decide(
                response=response,
                recommendation=Recommendation.objects.get(pk=asked[owners.index(owner)].pk),
                by=clerk,
                values={**decision, "due_on": clock.today() + timedelta(weeks=20)},
            )
            for move in ("receive", "accept_complete", "publish"):
                response = responses.move_response(
                    response=response, move=move, by=clerk, expected_version=None
                )
    with story.on(REPORTED + 8):
        current = Review.objects.get(pk=review.pk)
        current = move_review(current, "record_response", clerk)
        move_review(current, "track", clerk)


def _follow(story: Story, first: Recommendation) -> None:
    """Progress is reported, and rated by the sub-committee under a later minute."""
    clerk = _clerk(story)
    with story.on(FOLLOWED, days=-7):
        first = recommendations.move_recommendation(
            recommendation=first, move="start", by=clerk, expected_version=None
        )
        report_progress(on=first, by=clerk, text=words.PROGRESS, proof=words.PROOF)
    meeting = _meeting(story, FOLLOWED)
    with story.on(FOLLOWED, days=1, at=time(12, 0)):
        minute = _minute(
            story, meeting, "4/2", "RESOLVED: that progress on the first recommendation be amber."
        )
        rate_progress(on=first, by=clerk, rating="amber", text=words.RATED, minute=minute)


def _assure(story: Story, review: Review) -> None:
    clerk = _clerk(story)
    with story.on(ASSURED, days=-7):
        statement = assurance.write_assurance(
            review=review,
            by=clerk,
            values={
                "from_day": story.weeks(SCOPED),
                "to_day": story.weeks(ASSURED),
                "level": "reasonable",
                "text": words.ASSURANCE,
            },
        )
    meeting = _meeting(story, ASSURED)
    with story.on(ASSURED, days=1, at=time(12, 0)):
        minute = _minute(
            story, meeting, "5/1", "RESOLVED: that reasonable assurance be given to the panel."
        )
        statement = assurance.move_assurance(
            statement=statement, move="agree", by=clerk, expected_version=None, minute=minute
        )
    with story.on(GIVEN, days=-9):
        statement = assurance.move_assurance(
            statement=statement,
            move="give",
            by=clerk,
            expected_version=None,
            meeting=story.meetings[GIVEN],
        )
    with story.on(GIVEN, at=time(15, 30)):
        assurance.move_assurance(
            statement=statement,
            move="receive",
            by=story.clerk,
            expected_version=None,
            minute=story.minute(
                GIVEN,
                "21/8",
                "RESOLVED: that the assurance of the sub-committee on preventing child sexual "
                "exploitation be received.",
            ),
        )
