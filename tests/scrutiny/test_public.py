"""Public copies of reviews, recommendations and findings: what is in them, and what never is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from boards.models import Access, ScrutinyBody
from portal import audit
from scrutiny.models import (
    Action,
    ActionRedating,
    Evidence,
    EvidenceLine,
    Finding,
    FindingEvidence,
    ImpactReview,
    KeyLineOfEnquiry,
    ProgressUpdate,
    Recommendation,
    RecommendationFinding,
    RecommendationResponse,
    Response,
    Review,
    Witness,
)
from scrutiny.public import (
    REVIEW_STEPS,
    action_copy,
    finding_copy,
    line_copy,
    line_without_answer,
    recommendation_copy,
    response_copy,
    review_copy,
)
from scrutiny.shown.records import shown_review
from scrutiny.words import records as words
from tests import builders
from tests.builders_public import release_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]

SCOPED, ASKED, DUE = date(2025, 9, 12), date(2026, 3, 2), date(2026, 3, 30)
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
CANARY = "canary-7f3a"


def make_review(body: ScrutinyBody | None = None, **values: Any) -> Review:
    given: dict[str, Any] = {
        "title": "Child protection",
        "slug": "child-protection",
        "kind": Review.Kind.REVIEW,
        "question": "How well?",
        "state": Review.State.EVIDENCE,
    }
    return Review.objects.create(body=body or builders.body(), **{**given, **values})


def make_line(review: Review, number: int, state: str, **values: Any) -> KeyLineOfEnquiry:
    return KeyLineOfEnquiry.objects.create(
        review=review, number=number, state=state, question=f"Question {number}", **values
    )


def make_recommendation(review: Review, **values: Any) -> Recommendation:
    given: dict[str, Any] = {
        "number": 1,
        "text": "Do it.",
        "addressee": builders.person(review.body, "Ann Holder", post="Commissioner"),
        "issued_on": ASKED,
        "state": Recommendation.State.ISSUED,
    }
    return Recommendation.objects.create(review=review, **{**given, **values})


def answer(recommendation: Recommendation, state: str = "received") -> Response:
    assert recommendation.addressee is not None
    response = Response.objects.create(
        review=recommendation.review,
        addressee=recommendation.addressee,
        requested_on=ASKED,
        period_days=28,
        received_on=date(2026, 3, 26),
        introduction=CANARY,
        state=state,
    )
    RecommendationResponse.objects.create(
        response=response,
        recommendation=recommendation,
        decision="partly_accepted",
        reason="In part.",
        due_on=date(2026, 6, 1),
    )
    return response


def test_only_agreed_lines_are_copied() -> None:
    review = make_review()
    for number, state in enumerate(KeyLineOfEnquiry.State.values, start=1):
        make_line(review, number, state, rationale=CANARY, evidence_wanted=CANARY)
    copy = review_copy(review, reached={"scoped": SCOPED}, is_reported=True)
    assert copy is not None
    shown = {line["state"] for line in copy.payload["lines"]}
    assert shown == {"agreed", "in_enquiry", "answered", "partly_answered", "not_answered"}
    assert CANARY not in json.dumps(copy.payload)


def test_answers_and_witnesses_are_not_told_before_the_report() -> None:
    review = make_review(method=CANARY)
    make_line(review, 1, "answered", conclusion=CANARY, confidence="high")
    Witness.objects.create(review=review, name=CANARY, public_description=CANARY)
    Evidence.objects.create(
        review=review, number=1, kind="oral", title=CANARY, summary=CANARY, access=Access.OPEN
    )
    before = review_copy(review, reached={"scoped": SCOPED})
    assert before is not None
    assert CANARY not in json.dumps(before.payload)
    assert before.payload["lines"][0]["state"] == "in_enquiry"
    after = review_copy(review, reached={"scoped": SCOPED}, is_reported=True)
    assert after is not None
    assert after.payload["lines"][0]["conclusion"] == CANARY


@pytest.mark.parametrize("state", ["proposed", "withdrawn"])
def test_a_review_that_is_not_scoped_or_withdrawn_is_not_copied(state: str) -> None:
    assert review_copy(make_review(state=state), reached={}) is None


def test_the_steps_are_dated_as_the_caller_says() -> None:
    copy = review_copy(make_review(), reached={"scoped": SCOPED, "consultation": ASKED})
    assert copy is not None
    assert [step["step"] for step in copy.payload["steps"]] == list(REVIEW_STEPS)
    assert copy.payload["steps"][0]["reached_on"] == "2025-09-12"
    assert {step["reached_on"] for step in copy.payload["steps"][1:]} == {None}


def test_a_step_without_a_date_before_a_dated_one_counts_as_passed() -> None:
    record = release_review("x")
    record.payload["steps"][3]["reached_on"] = "2026-01-01"
    steps = shown_review(record).steps
    assert [step.is_reached for step in steps] == [True, True, True, True, False, False]
    assert [step.is_current for step in steps].index(True) == 3


@pytest.mark.parametrize("state", ["draft", "agreed", "withdrawn"])
def test_a_recommendation_that_is_not_issued_is_not_copied(state: str) -> None:
    recommendation = make_recommendation(make_review(), state=state)
    copy = recommendation_copy(recommendation, response=None, response_due=DUE, report_path="")
    assert copy is None


def test_the_answer_is_hidden_until_it_is_published() -> None:
    recommendation = make_recommendation(make_review(), state="partly_accepted")
    response = answer(recommendation)
    hidden = recommendation_copy(
        recommendation, response=response, response_due=DUE, report_path=""
    )
    assert hidden is not None
    assert hidden.payload["state"] == "issued"
    assert hidden.payload["answer"] is None
    assert "In part." not in json.dumps(hidden.payload)
    response.state = Response.State.PUBLISHED
    told = recommendation_copy(
        recommendation, response=response, response_due=DUE, report_path="reviews/x/report/"
    )
    assert told is not None
    assert told.payload["state"] == "partly_accepted"
    assert told.payload["answer"]["reason"] == "In part."
    assert told.payload["answer"]["due_on"] == "2026-06-01"
    assert told.payload["response_due"] == "2026-03-30"
    assert told.payload["report_path"] == "reviews/x/report/"
    assert CANARY not in json.dumps(told.payload)


def test_a_draft_replacement_is_not_named() -> None:
    review = make_review()
    old = make_recommendation(review, state="superseded")
    new = make_recommendation(review, number=2, state="draft", supersedes=old)
    values: dict[str, Any] = {
        "response": None,
        "response_due": DUE,
        "report_path": "",
    }
    copy = recommendation_copy(old, **values)
    assert copy is not None
    assert copy.payload["replaced_by"] is None
    Recommendation.objects.filter(pk=new.pk).update(state="issued")
    copy = recommendation_copy(old, **values)
    assert copy is not None
    assert copy.payload["replaced_by"] == {"key": str(new.key), "number": 2}


def test_a_closed_recommendation_says_how_and_by_which_minute() -> None:
    review = make_review()
    minute = builders.minute(builders.concluded_meeting(review.body), "14")
    closed = make_recommendation(
        review, state="closed_implemented", closing_note="Seen.", closed_minute=minute
    )
    copy = recommendation_copy(closed, response=None, response_due=None, report_path="")
    assert copy is not None
    assert copy.payload["closing_note"] == "Seen."
    assert copy.payload["closed_by"] == {"number": "14", "held_on": "2025-06-13"}
    open_one = make_recommendation(review, number=2, closing_note=CANARY)
    copy = recommendation_copy(open_one, response=None, response_due=None, report_path="")
    assert copy is not None
    assert CANARY not in json.dumps(copy.payload)


def test_restricted_evidence_is_cited_by_its_reference_alone() -> None:
    review = make_review()
    line = make_line(review, 1, "answered")
    finding = Finding.objects.create(review=review, number=1, line=line, text="Late.")
    given: dict[str, Any] = {"review": review, "kind": "data", "summary": CANARY}
    for number, access, state, title in (
        (1, Access.OPEN, "accepted", "Open letter"),
        (4, Access.RESTRICTED, "accepted", CANARY),
        (5, Access.OPEN, "withdrawn", CANARY),
    ):
        item = Evidence.objects.create(
            number=number,
            access=access,
            state=state,
            title=title,
            provider=CANARY,
            restriction_reason=CANARY,
            **given,
        )
        FindingEvidence.objects.create(finding=finding, evidence=item)
    recommendation = make_recommendation(review)
    RecommendationFinding.objects.create(recommendation=recommendation, finding=finding)
    copy = finding_copy(finding, published_on=ASKED, report_path="reviews/x/report/")
    assert copy.payload["evidence"] == [
        {"reference": "E1", "title": "Open letter", "is_restricted": False},
        {"reference": "E4", "title": "", "is_restricted": True},
    ]
    assert CANARY not in json.dumps(copy.payload)


def test_a_line_is_public_once_agreed_and_its_answer_with_the_report() -> None:
    review = make_review()
    minute = builders.minute(builders.concluded_meeting(review.body), "9")
    draft = make_line(review, 1, "draft")
    assert line_copy(draft, is_reported=True) is None
    line = make_line(
        review,
        2,
        "answered",
        agreed_minute=minute,
        conclusion=CANARY,
        confidence="high",
        rationale=CANARY,
        evidence_wanted=CANARY,
    )
    for number, access in ((1, Access.OPEN), (2, Access.RESTRICTED)):
        item = Evidence.objects.create(
            review=review, number=number, kind="data", title=CANARY, summary="", access=access
        )
        EvidenceLine.objects.create(evidence=item, line=line)
    before = line_copy(line, is_reported=False)
    assert before is not None
    assert CANARY not in json.dumps(before.payload)
    assert before.payload["state"] == "in_enquiry"
    assert before.payload["agreed_by"] == {"number": "9", "held_on": "2025-06-13"}
    after = line_copy(line, is_reported=True)
    assert after is not None
    assert after.payload["conclusion"] == CANARY
    assert [one["title"] for one in after.payload["evidence"]] == [CANARY, ""]
    again = line_without_answer(after.payload)
    assert again == before.payload


def test_a_response_is_public_from_the_day_it_is_asked_for_without_its_words() -> None:
    recommendation = make_recommendation(make_review(), state="partly_accepted")
    response = answer(recommendation)
    asked = response_copy(response, due_on=DUE, report_path="")
    assert asked.payload["due_on"] == "2026-03-30"
    assert asked.payload["decisions"][0]["decision"] == ""
    assert CANARY not in json.dumps(asked.payload)
    response.state = Response.State.PUBLISHED
    told = response_copy(response, due_on=DUE, report_path="")
    assert told.payload["decisions"][0]["decision"] == "partly_accepted"
    assert told.payload["introduction"] == CANARY


def test_progress_is_public_once_a_clerk_has_confirmed_it() -> None:
    review = make_review()
    recommendation = make_recommendation(review)
    owner = builders.person(review.body, "Bea Owner", post="Superintendent")
    action = Action.objects.create(
        body=review.body,
        review=review,
        recommendation=recommendation,
        number=1,
        municipal_year="2025/26",
        text="Send each notice at once.",
        owner=owner,
        due_on=DUE,
        closing_evidence=CANARY,
    )
    ActionRedating.objects.create(
        action=action, from_date=ASKED, to_date=DUE, reason="Staff.", made_at=NOON
    )
    for confirmed, text in ((None, CANARY), (NOON, "Begun.")):
        for about in ({"action": action}, {"recommendation": recommendation}):
            ProgressUpdate.objects.create(
                **about, text=text, rating="amber", made_at=NOON, confirmed_at=confirmed
            )
    of_action = action_copy(action)
    assert [one["text"] for one in of_action.payload["updates"]] == ["Begun."]
    assert of_action.payload["redatings"][0]["reason"] == "Staff."
    assert of_action.payload["recommendation"] == str(recommendation.key)
    copy = recommendation_copy(recommendation, response=None, response_due=None, report_path="")
    assert copy is not None
    assert [one["text"] for one in copy.payload["progress"]] == ["Begun."]
    assert CANARY not in json.dumps([of_action.payload, copy.payload])


def test_an_action_is_done_on_the_day_of_the_report_that_stands() -> None:
    body = builders.body()
    action = Action.objects.create(
        body=body,
        number=1,
        municipal_year="2025/26",
        text="Send it.",
        owner=builders.person(body, "Bea Owner"),
        due_on=DUE,
        state="closed",
        closing_evidence="Seen.",
        closed_minute=builders.minute(builders.concluded_meeting(body), "14"),
    )
    ProgressUpdate.objects.create(action=action, text="Half.", made_at=NOON, confirmed_at=NOON)
    assert action_copy(action).payload["done_on"] == "2025-06-13"  # no report: the meeting
    moves = ((2, "claim_complete"), (3, "send_back"), (9, "claim_complete"), (20, "close"))
    for day, move in moves:
        with time_machine.travel(datetime(2026, 4, day, 9, tzinfo=UTC), tick=False):
            audit.record(action, act=audit.MOVE, by=None, sentence="Moved.", data={"move": move})
    assert action_copy(action).payload["done_on"] == "2026-04-09"
    action.state = "in_progress"
    assert action_copy(action).payload["done_on"] is None


def test_every_code_that_can_be_public_has_a_word() -> None:
    hidden = {Review.State.PROPOSED, Review.State.WITHDRAWN}
    assert set(words.REVIEW_STATUS) == set(Review.State) - hidden
    assert set(words.REVIEW_KIND) == set(Review.Kind)
    assert set(words.REVIEW_STEP) == set(REVIEW_STEPS)
    line = KeyLineOfEnquiry.State
    assert set(words.LINE_STATUS) == set(line) - {line.DRAFT}
    assert set(words.RESPONSE_STATUS) == set(Response.State)
    assert set(words.ACTION_STATUS) == set(Action.State)
    assert set(words.RATING) == set(ProgressUpdate.Rating)
    assert set(words.VERDICT) == set(RecommendationResponse.Verdict)
    assert set(words.IMPACT) == set(ImpactReview.Result)
    assert set(words.EVIDENCE_KIND) == set(Evidence.Kind)
    assert set(words.CONFIDENCE) == set(KeyLineOfEnquiry.Confidence)
    state = Recommendation.State
    private = {state.DRAFT, state.AGREED, state.WITHDRAWN}
    assert set(words.RECOMMENDATION_STATUS) == set(state) - private
    assert set(words.TIMESCALE) == set(Recommendation.Timescale)
    assert set(words.DECISION) == set(RecommendationResponse.Decision)
    assert set(words.STRENGTH) == set(Finding.Strength)
