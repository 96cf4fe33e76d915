"""One published report that asks an office for six answers, with everybody around it."""

from __future__ import annotations

from datetime import date
from typing import Any

from boards.models import Minute, Organisation, Person, ScrutinyBody
from portal.models import User
from portal.operations import fresh
from scrutiny.models import Recommendation, RecommendationResponse, Response, Review
from scrutiny.operations import answering, responses
from scrutiny.operations.reports import publish_report
from tests import builders
from tests import builders_scrutiny as make

#: A whole answer, as an office writes it.
WHOLE: dict[str, Any] = {
    "decision": "accepted",
    "reason": "",
    "reason_cy": "",
    "action": "Notices are sent within a day.",
    "owner": "Head of Policy",
    "due_on": date(2025, 12, 1),
}
REFUSED: dict[str, Any] = {**WHOLE, "decision": "rejected", "reason": "It is for the council."}


class Asked:
    """A body, its clerk, an office with two accounts, and a report with recommendations to it."""

    def __init__(self, *, recommendations: int = 2) -> None:
        self.body: ScrutinyBody = builders.body(name="Panel", short_name="NPCP")
        self.clerk: User = builders.clerk_of(self.body)
        self.office: Organisation = builders.organisation("Office", kind="office")
        self.first: User = builders.with_role(self.body, "responder", "Ruth One")
        self.second: User = builders.with_role(self.body, "responder", "Seth Two")
        self.stranger: User = builders.with_role(self.body, "responder", "Una Else")
        self.commissioner: Person = builders.person(
            self.body,
            "Jo Verrall",
            post="Commissioner",
            user=self.first,
            organisation=self.office,
        )
        builders.person(self.body, "Seth Two", user=self.second, organisation=self.office)
        builders.person(
            self.body, "Una Else", user=self.stranger, organisation=builders.organisation()
        )
        # Of the same organisation, but in the register of another body.
        builders.person(builders.body(), "Una Else", user=self.stranger, organisation=self.office)
        self.minute: Minute = builders.minute(builders.concluded_meeting(self.body))
        self.review: Review = make.ready_review(self.body)
        first = self.review.recommendations.get()
        Recommendation.objects.filter(pk=first.pk).update(addressee=self.commissioner)
        found = first.findings.get()
        for _number in range(recommendations - 1):
            make.recommendation(
                self.review, findings=(found,), state="agreed", addressee=self.commissioner
            )

    def publish(self) -> Response:
        """Publish the report, which asks for the response."""
        publish_report(report=self.review.reports.get(), by=self.clerk)
        return Response.objects.get(review=self.review)

    @property
    def response(self) -> Response:
        """The response as it stands now."""
        return Response.objects.get(review=self.review)

    def recommendation(self, number: int = 1) -> Recommendation:
        """One recommendation as it stands now."""
        return Recommendation.objects.get(review=self.review, number=number)

    def decision(self, number: int = 1) -> RecommendationResponse:
        """The decision on it."""
        return RecommendationResponse.objects.get(recommendation=self.recommendation(number))

    def write(
        self, number: int = 1, *, by: User | None = None, version: int = 0, **parts: Any
    ) -> Any:
        """Write on one answer."""
        return answering.save_draft(
            response=self.response,
            recommendation=self.recommendation(number),
            by=by or self.first,
            values={**WHOLE, **parts},
            expected_version=version,
        )

    def send(self, *, by: User | None = None) -> Response:
        """Send the whole answer."""
        return answering.send_answer(
            response=self.response, by=by or self.first, expected_version=None
        )

    def answer(self) -> Response:
        """Write every answer and send them."""
        for one in answering.asked_of(self.response):
            self.write(one.number)
        return self.send()

    def move(self, name: str, reason: str = "") -> Response:
        """A move of the response by the clerk."""
        return responses.move_response(
            response=self.response, move=name, by=self.clerk, expected_version=None, reason=reason
        )

    def answered(self, *, published: bool = True) -> Response:
        """A response that was answered, accepted as complete and published."""
        self.publish()
        self.answer()
        self.move("accept_complete")
        return self.move("publish") if published else fresh(self.response)
