"""Making every move of the state tables through the operations that the admin calls."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from boards.models import Person, RoleAssignment, ScrutinyBody
from portal.models import User
from scrutiny.models import Recommendation, Report, Review
from scrutiny.operations import (
    actions,
    enquiry,
    information_requests,
    programme,
    recommendations,
    reports,
    responses,
    reviews,
)
from tests import builders
from tests import builders_scrutiny as make

THINGS = (
    "review",
    "line_of_enquiry",
    "evidence",
    "report",
    "recommendation",
    "response",
    "action",
    "information_request",
    "work_programme_entry",
)
ROLES = (
    "member",
    "chair",
    "lead_member",
    "clerk",
    "proper_officer",
    "responder",
    "partner",
    "scrutineer",
    "admin",
    "owner",
)


def rows() -> list[dict[str, str]]:
    """The rows of this app's records in the tests' own copy."""
    with (Path(__file__).parent.parent / "state_tables.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["object"] in THINGS]


def named(row: dict[str, str]) -> str:
    return f"{row['object']}-{row['from']}-{row['move']}"


class World:
    """One body with somebody in every role, a minute and a meeting."""

    def __init__(self) -> None:
        self.body: ScrutinyBody = builders.body(name="Panel", short_name="NPCP")
        self.users: dict[str, User] = {}
        for role in ROLES:
            account = builders.user()
            if role == "owner":
                pass
            elif role == "lead_member":
                self._assign(account, "member")
            else:
                self._assign(account, role)
            self.users[role] = account
        self.minute = builders.minute(builders.concluded_meeting(self.body))
        self.meeting = self.minute.meeting
        self.lead = builders.person(self.body, user=self.users["lead_member"])
        self.commissioner = builders.person(
            self.body, user=self.users["responder"], post="Commissioner"
        )
        self.owner: Person = builders.person(self.body, user=self.users["owner"])

    def _assign(self, account: User, role: str) -> None:
        RoleAssignment.objects.create(
            user=account, body=self.body, role=role, valid_from=builders.LONG_AGO
        )

    def review(self, **fields: Any) -> Review:
        return make.review(self.body, lead=self.lead, **fields)

    def arrange(self, thing: str, state: str, kind: str = "review") -> Any:
        """A record in a state, with everything around it that its moves could need."""
        if thing == "work_programme_entry":
            return make.entry(self.body, state=state)
        if thing == "review":
            return self._arrange_review(state, kind)
        if thing == "report":
            return self._arrange_report(state)
        review = self.review()
        if thing == "line_of_enquiry":
            line = make.line(review, state=state)
            make.finding(line)
            return line
        if thing == "evidence":
            return make.evidence(review, state=state)
        if thing == "recommendation":
            one = make.recommendation(review, state=state, addressee=self.commissioner)
            asked = make.response(review, self.commissioner, cited_document="Letter of 1 July")
            if state in {"accepted", "partly_accepted", "rejected"}:
                make.decision(one, asked, state)
            return one
        if thing == "response":
            one = make.recommendation(review, state="accepted", addressee=self.commissioner)
            asked = make.response(
                review, self.commissioner, state=state, cited_document="Letter of 1 July"
            )
            make.decision(one, asked)
            return asked
        if thing == "information_request":
            office = builders.organisation()
            Person.objects.filter(pk__in=[self.commissioner.pk, self.owner.pk]).update(
                organisation=office
            )
            return make.information_request(review, state=state, addressee=self.owner)
        return make.action(review, state=state, owner=self.owner)

    def _arrange_review(self, state: str, kind: str) -> Review:
        review = self.review(state=state, kind=kind)
        make.response(review, self.commissioner, state="complete")
        line = make.line(review, state="answered", conclusion="So.")
        found = make.finding(line, evidence=(make.evidence(review),))
        make.recommendation(
            review, state="closed_overtaken", addressee=self.commissioner, findings=(found,)
        )
        if state == "agreed":
            make.report(review, state="agreed")
        return review

    def _arrange_report(self, state: str) -> Report:
        review = make.ready_review(self.body)
        report = review.reports.get()
        if state in {"published", "superseded"}:
            report = reports.publish_report(report=report, by=self.users["clerk"])
            if state == "superseded":
                newer = make.report(review, edition=2, state="agreed")
                reports.publish_report(report=newer, by=self.users["clerk"])
            return Report.objects.get(pk=report.pk)
        report.delete()
        publish_by = self.users["clerk"] if state == "embargoed" else None
        return make.report(review, state=state, publish_by=publish_by)

    def perform(self, record: Any, move: str, by: User) -> Any:
        """Make a move with everything that it could need, as the admin does."""
        thing = record._meta.model_name
        given: dict[str, Any] = {"by": by, "expected_version": None}
        why: dict[str, Any] = {"reason": "A reason.", "minute": self.minute}
        if thing == "workprogrammeentry":
            return programme.move_entry(
                entry=record, move=move, meeting=self.meeting, **given, **why
            )
        if thing == "review":
            report = record.reports.first()
            if move == "publish" and record.state == "agreed" and report is not None:
                reports.publish_report(report=report, by=by)
                return Review.objects.get(pk=record.pk)
            return reviews.move_review(review=record, move=move, **given, **why)
        if thing == "keylineofenquiry":
            if move == "revise":
                enquiry.revise_line(line=record, values={"question": "How late?"}, **given, **why)
                return type(record).objects.get(pk=record.pk)
            return enquiry.move_line(line=record, move=move, **given, **why)
        if thing == "evidence":
            return enquiry.move_evidence(
                evidence=record, move=move, provider_asked=True, reason="A reason.", **given
            )
        if thing == "response":
            return responses.move_response(response=record, move=move, reason="A reason.", **given)
        if thing == "action":
            return actions.move_action(action=record, move=move, evidence="Seen.", **given, **why)
        if thing == "informationrequest":
            return information_requests.move_request(
                request=record, move=move, answer="Thirty.", reason="A reason.", **given
            )
        if thing == "report":
            return self._perform_report(record, move, by)
        return self._perform_recommendation(record, move, by)

    def _perform_report(self, report: Report, move: str, by: User) -> Report:
        given: dict[str, Any] = {"by": by, "expected_version": None}
        if move == "publish":
            return reports.publish_report(report=report, by=by)
        if move == "embargo":
            return reports.embargo_report(
                report=report, publish_at=datetime(2025, 12, 1, 9, 0, tzinfo=UTC), **given
            )
        if move == "withdraw":
            return reports.withdraw_report(report=report, reason="A name in it.", **given)
        if move == "correct" and report.state == "published":
            reports.publish_report(
                report=make.report(report.review, edition=2, state="agreed"), by=by
            )
            return Report.objects.get(pk=report.pk)
        return reports.move_report(
            report=report, move=move, minute=self.minute, reason="A reason.", **given
        )

    def _perform_recommendation(self, one: Recommendation, move: str, by: User) -> Recommendation:
        given: dict[str, Any] = {"by": by, "expected_version": None}
        why: dict[str, Any] = {"reason": "A reason.", "minute": self.minute}
        decisions = {"accept": "accepted", "accept_in_part": "partly_accepted"}
        decisions["reject"] = "rejected"
        if move == "issue":
            return recommendations.issue_recommendation(recommendation=one, by=by, has_period=True)
        if move in decisions:
            responses.decide(
                response=one.review.responses.get(),
                recommendation=one,
                values={"decision": decisions[move], "reason": "Because."},
                **given,
            )
        elif move == "revise_decision":
            responses.revise_decision(recommendation=one, reason="A reason.", **given)
        elif move == "supersede":
            recommendations.supersede_recommendation(
                recommendation=one, values={"text": "Do that."}, **given, **why
            )
        else:
            return recommendations.move_recommendation(
                recommendation=one, move=move, evidence="Seen.", **given, **why
            )
        return Recommendation.objects.get(pk=one.pk)


TODAY = date(2025, 9, 12)
