"""The story in its order: each act on its day, by the one who would have done it.

Every step calls the operation that the admin calls; nothing writes into a table directly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from boards.models import Meeting, Minute
from boards.operations import meeting_moves, meetings, minutes
from home.demo import review as words
from home.demo.bodies import Northmere
from home.demo.calendar import Weeks
from portal import clock
from portal.models import User
from scrutiny.models import (
    Evidence,
    Finding,
    KeyLineOfEnquiry,
    Recommendation,
    Report,
    Response,
    Review,
    Theme,
    WorkProgrammeEntry,
)
from scrutiny.operations import (
    actions,
    enquiry,
    programme,
    recommendations,
    records,
    reports,
    responses,
    reviews,
)

Say = Callable[[str], None]

COUNTY_HALL = "Council Chamber, County Hall, Northmere"


@dataclass
class Story:
    """What has been told so far."""

    northmere: Northmere
    weeks: Weeks
    say: Say
    meetings: dict[int, Meeting] = field(default_factory=dict)
    lines: list[KeyLineOfEnquiry] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)

    @property
    def clerk(self) -> User:
        """The panel's clerk."""
        return self.northmere.accounts["clerk.panel"]

    @contextmanager
    def on(self, weeks: int, days: int = 0, at: time = time(11, 0)) -> Iterator[date]:
        """A day of the story."""
        day = self.weeks(weeks, days)
        with clock.rehearse(day, at):
            yield day

    def minute(self, weeks: int, number: str, text: str) -> Minute:
        """A minute of the meeting held in that week."""
        return minutes.add_minute(
            meeting=self.meetings[weeks], number=number, text=text, by=self.clerk
        )


def tell(northmere: Northmere, weeks: Weeks, say: Say) -> Review:
    """The whole story; returns the review."""
    story = Story(northmere, weeks, say)
    say("Meetings of the last twelve months and the next three")
    _hold_meetings(story)
    say("Work programme, scope and lines of enquiry")
    review = _begin(story)
    say("Witnesses, evidence, findings and recommendations")
    _enquire(story, review)
    say("First edition of the report, with its PDF")
    _publish(story, review)
    say("Responses, actions and progress")
    _answer(story, review)
    say("Second edition of the report, with its PDF")
    _correct(story, review)
    return review


def _hold_meetings(story: Story) -> None:
    """Meetings by the week in which they lie; those to come are scheduled."""
    panel = story.northmere.panel
    held = {
        -50: ("ordinary", "Ordinary meeting"),
        -44: ("ordinary", "Ordinary meeting"),
        -36: ("themed", "Safeguarding children: themed meeting"),
        -29: ("ordinary", "Ordinary meeting"),
        -20: ("annual", "Annual meeting"),
        -8: ("ordinary", "Ordinary meeting"),
    }
    for weeks, (kind, title) in held.items():
        with story.on(weeks, days=-42) as _day:
            meeting = meetings.schedule_meeting(
                body=panel,
                title=title,
                held_on=story.weeks(weeks),
                by=story.clerk,
                kind=kind,
                starts_at=time(10, 30),
                place=COUNTY_HALL,
            )
        with story.on(weeks, days=-9):
            meeting = meeting_moves.publish_agenda(meeting, by=story.clerk)
        with story.on(weeks, at=time(13, 0)):
            story.meetings[weeks] = meeting_moves.conclude_meeting(meeting, by=story.clerk)
    for weeks in (4, 12):
        with story.on(-2):
            meetings.schedule_meeting(
                body=panel,
                title="Ordinary meeting",
                held_on=story.weeks(weeks),
                by=story.clerk,
                starts_at=time(10, 30),
                place=COUNTY_HALL,
            )
    with story.on(-58):
        meetings.record_held_meeting(
            body=story.northmere.board,
            title="Last meeting of the board",
            held_on=date(2019, 9, 19),
            by=story.northmere.accounts["clerk.board"],
            starts_at=time(14, 0),
            place="Committee Room 2, County Hall, Northmere",
        )


def _begin(story: Story) -> Review:
    northmere, clerk = story.northmere, story.clerk
    lead = northmere.people["Councillor Priya Ramanathan"]
    with story.on(-52):
        entry = programme.suggest_entry(
            body=northmere.panel, by=clerk, values={**words.ENTRY, "lead": lead}
        )
    with story.on(-50, at=time(14, 0)):
        minute = story.minute(
            -50, "61/1", "RESOLVED: that the item be adopted into the work programme."
        )
        entry = _entry(programme.move_entry, entry, "adopt", clerk, minute=minute)
        entry = _entry(programme.move_entry, entry, "schedule", clerk, meeting=story.meetings[-44])
        review = reviews.start_review(
            body=northmere.panel,
            by=clerk,
            entry=entry,
            values={**words.REVIEW, "lead": lead, "office": northmere.office},
            members=[northmere.people[name] for name in words.TASK_GROUP],
        )
    themes = {
        slug: Theme.objects.get_or_create(slug=slug, defaults={"name": name})[0]
        for slug, name in words.THEMES
    }
    with story.on(-46):
        for one in words.LINES:
            values = {name: one[name] for name in ("question", "rationale", "evidence_wanted")}
            values |= {
                "theme": themes[one["theme"]],
                "lead_questioner": northmere.people[one["lead"]],
            }
            line = records.add_record(kind=records.LINES, review=review, by=clerk, values=values)
            assert isinstance(line, KeyLineOfEnquiry)
            story.lines.append(line)
    with story.on(-44, at=time(14, 0)):
        minute = story.minute(
            -44,
            "68/2",
            "RESOLVED: that the scope of the review and its five key lines of enquiry be agreed.",
        )
        review = _review(review, "scope", clerk, minute=minute)
        story.lines = [
            enquiry.move_line(
                line=line, move="agree", by=clerk, expected_version=None, minute=minute
            )
            for line in story.lines
        ]
        _entry(programme.move_entry, entry, "complete", clerk)
    with story.on(-43):
        review = _review(review, "open_evidence", clerk)
        story.lines = [
            enquiry.move_line(line=line, move="open", by=clerk, expected_version=None)
            for line in story.lines
        ]
    return review


def _enquire(story: Story, review: Review) -> None:
    clerk = story.clerk
    witnesses: dict[str, Any] = {}
    with story.on(-40):
        for one in words.WITNESSES:
            values = {name: value for name, value in one.items() if name != "short"}
            if one["is_public"]:
                values["heard_at"] = story.meetings[-36]
            witnesses[one["short"]] = records.add_record(
                kind=records.WITNESSES, review=review, by=clerk, values=values
            )
    with story.on(-35):
        for one in words.EVIDENCE:
            story.evidence.append(_take_evidence(story, review, one, witnesses))
    with story.on(-33):
        for number, one in enumerate(words.FINDINGS, start=1):
            values = {
                **one,
                "line": story.lines[one["line"] - 1],
                "evidence": [story.evidence[n - 1] for n in one["evidence"]],
            }
            if number == 5:
                values["text"] = words.FIRST_FINDING_5
            finding = records.add_record(
                kind=records.FINDINGS, review=review, by=clerk, values=values
            )
            assert isinstance(finding, Finding)
            story.findings.append(finding)
    with story.on(-32):
        for line, one in zip(story.lines, words.LINES, strict=True):
            changed = records.change_record(
                kind=records.LINES,
                record=line,
                by=clerk,
                values={"conclusion": one["conclusion"], "confidence": one["confidence"]},
                expected_version=line.version,
            )
            assert isinstance(changed, KeyLineOfEnquiry)
            enquiry.move_line(
                line=changed,
                move=one["settle"],
                by=clerk,
                expected_version=None,
                reason=one.get("reason", ""),
            )
        for one in words.RECOMMENDATIONS:
            values = {
                **{name: one[name] for name in ("text", "timescale", "measure")},
                "addressee": story.northmere.people[one["to"]],
                "findings": [story.findings[n - 1] for n in one["findings"]],
            }
            recommendation = records.add_record(
                kind=records.RECOMMENDATIONS, review=review, by=clerk, values=values
            )
            assert isinstance(recommendation, Recommendation)
            story.recommendations.append(recommendation)


def _take_evidence(
    story: Story, review: Review, one: dict[str, Any], witnesses: dict[str, Any]
) -> Evidence:
    values: dict[str, Any] = {
        name: one[name]
        for name in ("kind", "title", "summary", "provider", "restriction_reason")
        if name in one
    }
    values["access"] = one.get("access", "open")
    values["lines"] = [story.lines[n - 1] for n in one["lines"]]
    if "dated_on" in one:
        values["dated_on"] = date.fromisoformat(one["dated_on"])
    if "witness" in one:
        values["witness"] = witnesses[one["witness"]]
    if one.get("heard"):
        values["meeting"] = story.meetings[-36]
        values["dated_on"] = story.meetings[-36].held_on
    item = records.add_record(kind=records.EVIDENCE, review=review, by=story.clerk, values=values)
    assert isinstance(item, Evidence)
    for move in ("receive", "verify", "accept"):
        item = enquiry.move_evidence(
            evidence=item, move=move, by=story.clerk, expected_version=None
        )
    return item


def _publish(story: Story, review: Review) -> None:
    clerk = story.clerk
    with story.on(-32, days=1):
        review = _review(review, "start_drafting", clerk)
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
        report = _report(report, "send_to_members", clerk)
    with story.on(-29, at=time(14, 0)):
        minute = story.minute(
            -29, "77/1", "RESOLVED: that the report and its six recommendations be agreed."
        )
        _review(review, "agree", clerk, minute=minute)
        report = _report(report, "agree", clerk, minute=minute)
        for one in story.recommendations:
            recommendations.move_recommendation(
                recommendation=one, move="agree", by=clerk, expected_version=None, minute=minute
            )
    with story.on(-29, days=1):
        reports.publish_report(report=report, by=clerk)


def _answer(story: Story, review: Review) -> None:
    northmere, clerk = story.northmere, story.clerk
    review = Review.objects.get(pk=review.pk)
    responder = northmere.accounts["responder"]
    commissioner = _response(review, northmere, "commissioner")
    with story.on(-24):
        commissioner = _record(
            commissioner,
            clerk,
            introduction=words.COMMISSIONER_INTRODUCTION,
            cited_document="Letter of the commissioner to the chair of the panel",
        )
        _decide(story, commissioner, words.COMMISSIONER_DECISIONS, first=1)
        commissioner = _move_response(commissioner, "receive", clerk)
    with story.on(-26):
        director = _record(
            _response(review, northmere, "director"),
            clerk,
            introduction=words.DIRECTOR_INTRODUCTION,
            cited_document="Letter of the director to the clerk of the panel",
        )
        _decide(story, director, words.DIRECTOR_DECISIONS, first=4)
        director = _move_response(director, "receive", clerk)
    with story.on(-20, at=time(14, 0)):
        minute = story.minute(
            -20,
            "9/1",
            "RESOLVED: that the responses of the commissioner and the director be noted and "
            "published, and that actions 1 to 3 be taken.",
        )
        for response in (commissioner, director):
            complete = _move_response(response, "accept_complete", clerk)
            _move_response(complete, "publish", clerk)
        review = _review(review, "record_response", clerk)
        _review(review, "track", clerk)
        made = [
            actions.add_action(
                body=northmere.panel,
                review=review,
                by=clerk,
                values={
                    "text": text,
                    "owner": northmere.people[owner],
                    "due_on": story.weeks(due),
                    "origin_minute": minute,
                    "recommendation": story.recommendations[number - 1],
                },
            )
            for text, owner, due, number in (
                (
                    "Report to the panel how many notices were sent within one working day.",
                    "policy",
                    -10,
                    1,
                ),
                (
                    "Agree with the partnership who publishes attendance at review conferences.",
                    "policy",
                    -16,
                    2,
                ),
                (
                    "Circulate the new duty number for missing children to all members.",
                    "clerk",
                    -14,
                    4,
                ),
            )
        ]
    _progress(story, made, responder)


def _progress(story: Story, made: list[Any], responder: User) -> None:
    clerk = story.clerk
    first, second, third = made
    with story.on(-17):
        second = actions.redate_action(
            action=second,
            by=clerk,
            to_date=story.weeks(-12),
            reason="The partnership meets only once a quarter.",
            expected_version=second.version,
        )
    with story.on(-13):
        actions.redate_action(
            action=second,
            by=clerk,
            to_date=story.weeks(5),
            reason="The partnership put the item off to its next meeting.",
            expected_version=second.version,
        )
        actions.report_progress(
            action=first,
            by=clerk,
            text="Figures for the first month came in; the second month is still missing.",
            rating="amber",
        )
    with story.on(-12):
        one = Recommendation.objects.get(pk=story.recommendations[0].pk)
        one = recommendations.move_recommendation(
            recommendation=one, move="start", by=responder, expected_version=None
        )
        recommendations.move_recommendation(
            recommendation=Recommendation.objects.get(pk=story.recommendations[3].pk),
            move="start",
            by=clerk,
            expected_version=None,
        )
    with story.on(-8, at=time(14, 0)):
        minute = story.minute(
            -8, "21/3", "RESOLVED: that action 3 be closed, since the number was circulated."
        )
        actions.move_action(
            action=third,
            move="close",
            by=clerk,
            expected_version=None,
            minute=minute,
            evidence="The message to all members with the number, and its test at a weekend.",
        )


def _correct(story: Story, review: Review) -> None:
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
        report = _report(report, "agree", clerk, minute=minute)
    with story.on(-7):
        reports.publish_report(report=report, by=clerk)


def _entry(
    operation: Callable[..., WorkProgrammeEntry],
    entry: WorkProgrammeEntry,
    move: str,
    by: User,
    **needs: Any,
) -> WorkProgrammeEntry:
    return operation(entry=entry, move=move, by=by, expected_version=None, **needs)


def _review(review: Review, move: str, by: User, **needs: Any) -> Review:
    return reviews.move_review(review=review, move=move, by=by, expected_version=None, **needs)


def _report(report: Report, move: str, by: User, **needs: Any) -> Report:
    return reports.move_report(report=report, move=move, by=by, expected_version=None, **needs)


def _response(review: Review, northmere: Northmere, short: str) -> Response:
    return Response.objects.get(review=review, addressee=northmere.people[short])


def _record(response: Response, by: User, **values: Any) -> Response:
    return responses.record_response(
        response=response,
        by=by,
        values={"received_on": clock.today(), **values},
        expected_version=response.version,
    )


def _move_response(response: Response, move: str, by: User) -> Response:
    return responses.move_response(response=response, move=move, by=by, expected_version=None)


def _decide(
    story: Story, response: Response, decisions: tuple[dict[str, Any], ...], *, first: int
) -> None:
    for number, one in enumerate(decisions, start=first):
        values = {name: value for name, value in one.items() if name != "due_weeks"}
        if "due_weeks" in one:
            values["due_on"] = story.weeks(one["due_weeks"])
        responses.decide(
            response=response,
            recommendation=Recommendation.objects.get(pk=story.recommendations[number - 1].pk),
            by=story.clerk,
            values=values,
        )
