from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import audit
from portal.calendar import calendar_for
from portal.rules.calendars import Calendar
from scrutiny.models import (
    EvidenceBearing,
    ExternalFinding,
    LineOrigin,
    ProgressUpdate,
    Recommendation,
    Report,
    Source,
)
from scrutiny.report.build import build_document
from scrutiny.report.document import ReportDocument
from scrutiny.report.render import body_html, csv_bytes
from tests import builders_scrutiny as make
from tests.scrutiny.report.records import CANARY, full_review

pytestmark = pytest.mark.django_db

ON = date(2025, 10, 1)
NOON = datetime(2025, 9, 1, 12, tzinfo=UTC)


def built(report: Report, on: date = ON, **options: Any) -> ReportDocument:
    return build_document(report, on=on, calendar=Calendar("england"), **options)


def test_everything_of_the_review_is_in_the_document() -> None:
    document = built(full_review())
    assert document.edition == 2
    assert [edition.number for edition in document.editions] == [1, 2]
    assert document.published_on == ON
    assert document.address.endswith(f"/reviews/{document.slug}/report/2/")
    (line,) = document.lines
    assert line.evidence == (1, 2)
    assert line.findings[0].evidence == (1, 2)
    (asked,) = document.recommendations
    assert asked.findings == (1,)
    assert asked.response_due == date(2025, 7, 14)
    assert document.body.concern_contact


def test_restricted_evidence_leaves_its_number_kind_and_reason_and_nothing_else() -> None:
    document = built(full_review())
    hidden = document.evidence[1]
    assert hidden.is_restricted
    assert (hidden.title, hidden.summary, hidden.provider, hidden.heard_on) == ("", "", "", None)
    assert hidden.restriction_reason == "A family could be recognised."
    everything = json.dumps(document.as_payload()) + body_html(document)
    assert CANARY not in everything
    assert CANARY.encode() not in csv_bytes(document)


def test_what_others_found_and_what_became_of_it_is_told() -> None:
    report = full_review()
    review = report.review
    line = review.lines_of_enquiry.get()
    source = Source.objects.create(
        body=review.body,
        kind="inspection",
        title="Inspection of Bury",
        dated_on=date(2016, 1, 1),
        date_words="2016",
    )
    finding = ExternalFinding.objects.create(
        source=source,
        number=1,
        text="Notices came in batches.",
        area="Bury",
        dated_on=date(2016, 1, 1),
        date_words="2016",
    )
    LineOrigin.objects.create(line=line, external_finding=finding)
    for item in review.evidence.all():
        EvidenceBearing.objects.create(
            evidence=item, external_finding=finding, bearing="contradicts", note=CANARY[:3]
        )
    asked = review.recommendations.get()
    asked.state = "in_progress"
    asked.save()
    for confirmed, text in ((None, CANARY), (NOON, "Begun.")):
        ProgressUpdate.objects.create(
            recommendation=asked, text=text, rating="amber", made_at=NOON, confirmed_at=confirmed
        )
    document = built(report)
    (origin,) = document.lines[0].origins
    assert (origin.text, origin.dated, origin.area) == ("Notices came in batches.", "2016", "Bury")
    assert [len(one.bearings) for one in document.evidence] == [1, 0]  # none of a restricted one
    (told,) = document.progress
    assert [one.text for one in told.updates] == ["Begun."]
    review.responses.update(state="received")
    assert built(report).progress == ()  # what follows an answer waits for the answer


def test_evidence_that_was_not_accepted_is_in_no_list_and_no_citation() -> None:
    assert [one.number for one in built(full_review()).evidence] == [1, 2]


def test_a_witness_who_may_not_be_named_is_described() -> None:
    document = built(full_review())
    assert [one.description for one in document.witnesses] == ["A parent"]
    assert document.evidence[0].provider == "A parent"


def test_a_late_response_is_counted_in_working_days_to_its_receipt() -> None:
    (response,) = built(full_review()).responses
    assert response.due_on == date(2025, 7, 14)
    assert response.is_late
    assert response.working_days_late == 3
    assert [one.decision for one in response.decisions] == ["accepted"]


def test_a_response_that_is_not_published_shows_no_decision() -> None:
    report = full_review()
    report.review.responses.update(state="complete")
    (response,) = built(report).responses
    assert response.state == "received"
    assert response.decisions == ()
    assert response.introduction == ""
    assert response.unanswered == (1,)


@pytest.mark.parametrize(
    ("state", "late"), [("open", True), ("in_progress", True), ("closed", False)]
)
def test_an_open_action_is_late_up_to_the_day_of_building(state: str, late: bool) -> None:
    report = full_review()
    made = make.action(report.review, state=state, due_on=date(2025, 9, 26))
    action = next(one for one in built(report).actions if one.reference == made.reference)
    assert action.is_overdue is late
    assert action.working_days_late == (3 if late else 0)


def test_why_a_question_was_not_answered_comes_from_the_move() -> None:
    report = full_review()
    line = make.line(report.review, state="not_answered")
    audit.record(
        line,
        act=audit.MOVE,
        by=None,
        sentence="It was left unanswered.",
        reason="No figures were supplied.",
        data={"to": "not_answered"},
    )
    assert built(report).lines[-1].not_answered_reason == "No figures were supplied."


@pytest.mark.parametrize("state", ["draft", "dropped", "superseded"])
def test_lines_that_were_never_agreed_or_are_dead_are_left_out(state: str) -> None:
    report = full_review()
    make.line(report.review, state=state)
    assert len(built(report).lines) == 1


def test_recommendations_in_draft_show_in_a_draft_only() -> None:
    report = full_review()
    make.recommendation(report.review, state=Recommendation.State.DRAFT)
    make.recommendation(report.review, state=Recommendation.State.WITHDRAWN)
    assert len(built(report).recommendations) == 1
    draft = built(report, draft=True)
    assert draft.is_draft
    assert len(draft.recommendations) == 2


def test_the_first_edition_says_when_its_responses_will_be_due() -> None:
    review = make.ready_review()
    document = built(review.reports.get(), on=date(2026, 3, 2))
    assert document.recommendations[0].response_due == date(2026, 3, 30)
    assert document.responses == ()


@pytest.mark.parametrize("each", [1, 20])
def test_the_number_of_queries_does_not_grow(each: int) -> None:
    report = Report.objects.get(pk=full_review(each).pk)
    calendar = calendar_for("england")
    built(report)  # content types and hosts are read once for all
    report = Report.objects.get(pk=report.pk)
    with CaptureQueriesContext(connection) as queries:
        build_document(report, on=ON, calendar=calendar)
    assert len(queries) <= 19, [query["sql"][:80] for query in queries]
