"""Records of a review for tests, in named states, written straight into the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.utils.text import slugify

from boards.models import Person, ScrutinyBody
from scrutiny.models import (
    Action,
    Evidence,
    EvidenceLine,
    Finding,
    FindingEvidence,
    Hearing,
    HearingEntry,
    InformationRequest,
    KeyLineOfEnquiry,
    PlannedQuestion,
    Recommendation,
    RecommendationFinding,
    RecommendationResponse,
    Report,
    Response,
    Review,
    Witness,
    WorkProgrammeEntry,
)
from tests import builders

_numbers = count(1)


def entry(of: ScrutinyBody | None = None, **fields: Any) -> WorkProgrammeEntry:
    """A suggested entry of a work programme."""
    values: dict[str, Any] = {"title": f"Entry {next(_numbers)}", "purpose": "To find out."}
    return WorkProgrammeEntry.objects.create(body=of or builders.body(), **{**values, **fields})


def review(of: ScrutinyBody | None = None, **fields: Any) -> Review:
    """A proposed review by a task group."""
    title = fields.pop("title", f"Review {next(_numbers)}")
    values: dict[str, Any] = {
        "kind": Review.Kind.REVIEW,
        "question": "Do the police play their part?",
        "slug": slugify(title)[:120],
    }
    return Review.objects.create(body=of or builders.body(), title=title, **{**values, **fields})


def _next(rows: Any) -> int:
    newest = rows.order_by("-number").first()
    return newest.number + 1 if newest else 1


def line(of: Review | None = None, **fields: Any) -> KeyLineOfEnquiry:
    """A draft line of enquiry."""
    of = of or review()
    values: dict[str, Any] = {"number": _next(of.lines_of_enquiry), "question": "How soon?"}
    return KeyLineOfEnquiry.objects.create(review=of, **{**values, **fields})


def witness(of: Review | None = None, **fields: Any) -> Witness:
    """A witness who may be named."""
    values: dict[str, Any] = {"name": f"Witness {next(_numbers)}", "is_public": True}
    return Witness.objects.create(review=of or review(), **{**values, **fields})


def evidence(
    of: Review | None = None, *, lines: tuple[KeyLineOfEnquiry, ...] = (), **fields: Any
) -> Evidence:
    """Accepted open evidence."""
    of = of or review()
    values: dict[str, Any] = {
        "number": _next(of.evidence),
        "kind": Evidence.Kind.WRITTEN,
        "title": f"Statement {next(_numbers)}",
        "summary": "What was said.",
        "access": "open",
        "state": Evidence.State.ACCEPTED,
    }
    item = Evidence.objects.create(review=of, **{**values, **fields})
    for one in lines:
        EvidenceLine.objects.create(evidence=item, line=one)
    return item


def finding(
    of: KeyLineOfEnquiry | None = None, *, evidence: tuple[Evidence, ...] = (), **fields: Any
) -> Finding:
    """A finding on a line of enquiry."""
    of = of or line()
    values: dict[str, Any] = {"number": _next(of.review.findings), "text": "It is so."}
    item = Finding.objects.create(review=of.review, line=of, **{**values, **fields})
    for one in evidence:
        FindingEvidence.objects.create(finding=item, evidence=one)
    return item


def recommendation(
    of: Review | None = None, *, findings: tuple[Finding, ...] = (), **fields: Any
) -> Recommendation:
    """A draft recommendation to a named owner."""
    of = of or review()
    values: dict[str, Any] = {"number": _next(of.recommendations), "text": "Do this."}
    values.update(fields)
    if "addressee" not in values:
        values["addressee"] = builders.person(of.body, post="Commissioner")
    if values.get("state", "draft") not in {"draft", "agreed", "superseded", "withdrawn"}:
        values.setdefault("issued_on", date(2025, 6, 16))
    item = Recommendation.objects.create(review=of, **values)
    for one in findings:
        RecommendationFinding.objects.create(recommendation=item, finding=one)
    return item


def report(of: Review | None = None, **fields: Any) -> Report:
    """A draft first edition with a summary."""
    of = of or review()
    values: dict[str, Any] = {"summary": "In short.", "response_days": 28}
    values.update(fields)
    if values.get("edition", 1) > 1:
        values.setdefault("edition_reason", "A correction.")
    if values.get("state") == "embargoed":
        values.setdefault("publish_at", datetime(2025, 9, 30, 9, 0, tzinfo=UTC))
    return Report.objects.create(review=of, **values)


def response(of: Review | None = None, addressee: Person | None = None, **fields: Any) -> Response:
    """A response that has been asked for on Monday 16 June 2025, within 28 days."""
    of = of or review()
    values: dict[str, Any] = {"requested_on": date(2025, 6, 16), "period_days": 28}
    who = addressee or builders.person(of.body, post="Commissioner")
    return Response.objects.create(review=of, addressee=who, **{**values, **fields})


def decision(
    of: Recommendation, under: Response, decision: str = "accepted", **fields: Any
) -> RecommendationResponse:
    """A decision on a recommendation."""
    values: dict[str, Any] = {"reason": "" if decision == "accepted" else "Because."}
    return RecommendationResponse.objects.create(
        recommendation=of, response=under, decision=decision, **{**values, **fields}
    )


def action(of: Review | None = None, **fields: Any) -> Action:
    """An open action due on Tuesday 30 September 2025."""
    of = of or review()
    values: dict[str, Any] = {
        "number": next(_numbers),
        "municipal_year": "2025/26",
        "text": "Report back.",
        "due_on": date(2025, 9, 30),
    }
    values.update(fields)
    if "owner" not in values:
        values["owner"] = builders.person(of.body)
    if values.get("state") == "closed":
        values.setdefault("closed_minute", builders.minute(builders.concluded_meeting(of.body)))
        values.setdefault("closing_evidence", "Seen.")
    return Action.objects.create(body=of.body, review=of, **values)


def information_request(of: Review | None = None, **fields: Any) -> InformationRequest:
    """A request for information that is due on Tuesday 30 September 2025."""
    of = of or review()
    values: dict[str, Any] = {
        "number": next(_numbers),
        "municipal_year": "2025/26",
        "text": "How many notices came late?",
        "due_on": date(2025, 9, 30),
    }
    values.update(fields)
    if "addressee" not in values:
        values["addressee"] = builders.person(of.body)
    if values.get("state") in {"answered", "closed"}:
        values.setdefault("answer", "Thirty.")
    return InformationRequest.objects.create(body=of.body, review=of, **values)


def planned_question(of: KeyLineOfEnquiry, **fields: Any) -> PlannedQuestion:
    """A question that somebody means to ask on a line."""
    values: dict[str, Any] = {"number": _next(of.planned_questions), "text": "Who counts them?"}
    return PlannedQuestion.objects.create(line=of, **{**values, **fields})


def hearing(of: Review | None = None, **fields: Any) -> Hearing:
    """The lines of a review heard under an open item of a meeting that is in progress."""
    of = of or review(state=Review.State.EVIDENCE)
    if "item" not in fields:
        where = builders.meeting(of.body, state="in_progress", agenda_published_on=date(2025, 9, 4))
        fields["item"] = builders.agenda_item(where)
    return Hearing.objects.create(review=of, **fields)


def hearing_entry(of: Hearing, line: KeyLineOfEnquiry, **fields: Any) -> HearingEntry:
    """A question and its answer, entered at the meeting."""
    values: dict[str, Any] = {
        "question": "How soon?",
        "answer": "Within a week.",
        "entered_at": datetime(2025, 9, 12, 10, 0, tzinfo=UTC),
    }
    return HearingEntry.objects.create(hearing=of, line=line, **{**values, **fields})


def ready_review(of: ScrutinyBody | None = None) -> Review:
    """A review whose report may be published: agreed, answered, cited, asked of somebody."""
    made = review(of, state=Review.State.AGREED)
    one = line(made, state="answered", conclusion="Too late.", confidence="high")
    item = evidence(made, lines=(one,))
    found = finding(one, evidence=(item,))
    recommendation(made, findings=(found,), state="agreed")
    report(made, state="agreed")
    return made
