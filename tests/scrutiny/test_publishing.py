"""Publishing an edition, and what must never happen then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from boards.models import RoleAssignment
from portal import clock
from portal.due import run_due_tasks
from portal.models import Clock, LogEntry, PublicRecord, Release, User
from portal.operations import Conflict, Refused
from scrutiny import kinds
from scrutiny.models import KeyLineOfEnquiry, Recommendation, Report, Response, Review
from scrutiny.operations import actions, enquiry, recommendations, records, reports, responses
from scrutiny.report import render
from tests import builders
from tests import builders_scrutiny as make
from tests.tampering import behind_the_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(render, "pdf", lambda _document: b"%PDF-1.7 test")
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def review() -> Review:
    return make.ready_review(builders.body(name="Panel", short_name="NPCP"))


@pytest.fixture
def clerk(review: Review) -> User:
    account = builders.user()
    RoleAssignment.objects.create(
        user=account, body=review.body, role="clerk", valid_from=builders.LONG_AGO
    )
    return account


def published(review: Review, clerk: User) -> Report:
    return reports.publish_report(report=review.reports.get(), by=clerk)


def test_one_act_publishes_everything(review: Review, clerk: User) -> None:
    report = published(review, clerk)
    assert report.state == "published"
    assert Review.objects.get(pk=review.pk).state == "published"
    recommendation = review.recommendations.get()
    assert recommendation.state == "issued"
    assert recommendation.reference == "NPCP R (25/26) 01"
    asked = Response.objects.get(review=review)
    assert (asked.requested_on, asked.period_days) == (date(2025, 9, 12), 28)
    clock = Clock.objects.get(subject_key=asked.key)
    assert (clock.rule, clock.trigger_on, clock.met_on) == ("response_due", date(2025, 9, 12), None)
    kinds_out = set(PublicRecord.objects.current().values_list("kind", flat=True))
    assert kinds_out >= {kinds.REPORT, kinds.REVIEW, kinds.RECOMMENDATION, kinds.FINDING}
    record = PublicRecord.objects.get(kind=kinds.REPORT)
    assert record.version == report.edition
    assert {file.name for file in record.files.all()} == {"report.pdf", "report.json", "report.csv"}
    out = PublicRecord.objects.get(kind=kinds.RECOMMENDATION).payload
    assert out["response_due"] == "2025-10-10"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda review: review.reports.update(summary=" "), "no summary"),
        (lambda review: review.reports.update(response_days=None), "period for the response"),
        (lambda review: review.recommendations.update(addressee=None), "Addressed to nobody: R1"),
        (lambda review: review.recommendations.update(state="draft"), "Still in draft: R1"),
        (lambda review: review.recommendations.get().finding_links.all().delete(), "no finding"),
        (lambda review: review.findings.get().citations.all().delete(), "accepted evidence"),
        (lambda review: review.evidence.update(state="withdrawn"), "withdrawn"),
        (lambda review: review.evidence.update(state="received"), "accepted evidence"),
        (lambda review: review.evidence.update(access="restricted"), "Restricted without a reason"),
        (lambda review: review.lines_of_enquiry.update(state="in_enquiry"), "Not settled"),
        (lambda review: review.lines_of_enquiry.update(conclusion=""), "Without a conclusion"),
        (lambda review: review.lines_of_enquiry.update(state="dropped"), "no key line"),
    ],
)
def test_refusals_name_what_is_missing(
    review: Review, clerk: User, spoil: Callable[[Review], object], words: str
) -> None:
    spoil(review)
    releases = Release.objects.count()
    with pytest.raises(Refused, match=words) as refused:
        published(review, clerk)
    assert all(reason[0].isupper() and reason[-1] == "." for reason in refused.value.reasons)
    assert review.reports.get().state == "agreed"
    assert Release.objects.count() == releases


def test_what_could_not_be_mended_later_is_refused_before_it_is_frozen(
    review: Review, clerk: User
) -> None:
    report = review.reports.get()
    Report.objects.filter(pk=report.pk).update(state="draft", summary=" ", response_days=None)
    with pytest.raises(Refused) as refused:
        reports.move_report(
            report=report,
            move="agree",
            by=clerk,
            expected_version=None,
            minute=builders.minute(builders.concluded_meeting(review.body)),
        )
    assert len(refused.value.reasons) == 2
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_all_reasons_come_at_once(review: Review, clerk: User) -> None:
    review.reports.update(summary="", response_days=None)
    review.lines_of_enquiry.update(conclusion="")
    with pytest.raises(Refused) as refused:
        published(review, clerk)
    assert len(refused.value.reasons) == 3


def test_the_name_of_a_private_witness_stops_it(review: Review, clerk: User) -> None:
    make.witness(review, name="Jane Ambrose", is_public=False, public_description="a parent")
    review.reports.update(summary="As jane  ambrose told us.")
    with pytest.raises(Refused, match="may not be named stands in: the summary") as refused:
        published(review, clerk)
    assert "ambrose" not in str(refused.value).lower()


def test_a_reason_that_is_published_is_looked_through_too(review: Review, clerk: User) -> None:
    make.witness(review, name="Jane Ambrose", is_public=False, public_description="a parent")
    line = make.line(review, state="in_enquiry")
    enquiry.move_line(
        line=line,
        move="leave_unanswered",
        by=clerk,
        expected_version=None,
        reason="Jane Ambrose could not come.",
    )
    with pytest.raises(Refused, match="lines of enquiry"):
        published(review, clerk)


def test_nothing_names_a_private_witness_after_publishing_either(
    review: Review, clerk: User
) -> None:
    make.witness(review, name="Jane Ambrose", is_public=False, public_description="a parent")
    published(review, clerk)
    with pytest.raises(Refused, match="recommendation 1"):
        recommendations.move_recommendation(
            recommendation=review.recommendations.get(),
            move="close_overtaken",
            by=clerk,
            expected_version=None,
            minute=builders.minute(builders.concluded_meeting(review.body)),
            reason="Jane Ambrose has moved away.",
        )
    assert review.recommendations.get().state == "issued"


def test_restricted_evidence_leaves_by_reference_only(review: Review, clerk: User) -> None:
    line = review.lines_of_enquiry.get()
    hidden = make.evidence(
        review,
        lines=(line,),
        access="restricted",
        title="Canary title",
        summary="Canary summary",
        provider="Canary provider",
        restriction_reason="Given in confidence.",
    )
    make.finding(line, evidence=(hidden,))
    published(review, clerk)
    everything = json.dumps(list(PublicRecord.objects.values_list("payload", "title", "path")))
    for file in PublicRecord.objects.get(kind=kinds.REPORT).files.all():
        with storages["public"].open(file.storage_name) as stored:
            everything += stored.read().decode()
    assert "Canary" not in everything
    assert "Given in confidence." in everything


def test_drafts_dropped_lines_and_private_words_stay_private(review: Review, clerk: User) -> None:
    make.line(review, state="dropped", question="Canary dropped?")
    make.recommendation(review, state="withdrawn", text="Canary withdrawn")
    published(review, clerk)
    assert "Canary" not in json.dumps(list(PublicRecord.objects.values_list("payload", flat=True)))


def test_a_correction_is_a_new_edition_and_the_old_one_stays(review: Review, clerk: User) -> None:
    first = published(review, clerk)
    before = PublicRecord.objects.get(kind=kinds.REPORT, version=1)
    finding = review.findings.get()
    records.change_record(
        kind=records.FINDINGS,
        record=finding,
        by=clerk,
        values={"text": "It is otherwise."},
        expected_version=finding.version,
    )
    # Between editions nothing changes in public, whatever else is released.
    recommendation = review.recommendations.get()
    asked = Response.objects.get(review=review)
    Response.objects.filter(pk=asked.pk).update(cited_document="Letter of 15 September")
    asked.refresh_from_db()
    responses.decide(
        response=asked, recommendation=recommendation, by=clerk, values={"decision": "accepted"}
    )
    for move in ("receive", "accept_complete", "publish"):
        asked = responses.move_response(response=asked, move=move, by=clerk, expected_version=None)
    assert "otherwise" not in json.dumps(
        list(PublicRecord.objects.values_list("payload", flat=True))
    )
    public = PublicRecord.objects.current().get(kind=kinds.RECOMMENDATION)
    assert public.payload["state"] == "accepted"
    second = reports.start_edition(review=review, by=clerk, reason="The finding was wrong.")
    Report.objects.filter(pk=second.pk).update(state="agreed")
    told_on = PublicRecord.objects.get(kind=kinds.FINDING, version=1).happened_on
    assert told_on is not None
    with clock.rehearse(told_on + timedelta(days=21), time(11, 0)):
        reports.publish_report(report=second, by=clerk)
    corrected = PublicRecord.objects.get(kind=kinds.FINDING, version=2)
    assert corrected.happened_on == told_on  # the day of a finding is the day it was first told
    assert Report.objects.get(pk=first.pk).state == "superseded"
    after = PublicRecord.objects.get(kind=kinds.REPORT, version=1)
    assert after.payload == before.payload
    newest = PublicRecord.objects.current().get(kind=kinds.REPORT)
    assert newest.version == 2
    assert "otherwise" in json.dumps(newest.payload)
    assert "The finding was wrong." in json.dumps(newest.payload)


def test_published_twice_at_once_is_one_edition(review: Review, clerk: User) -> None:
    report = review.reports.get()
    version = report.version
    reports.publish_report(report=report, by=clerk, expected_version=version)
    with pytest.raises(Refused):
        reports.publish_report(report=report, by=clerk, expected_version=version)
    assert PublicRecord.objects.filter(kind=kinds.REPORT).count() == 1


def test_withdrawn_means_gone(review: Review, clerk: User) -> None:
    report = published(review, clerk)
    names = [f.storage_name for f in PublicRecord.objects.get(kind=kinds.REPORT).files.all()]
    reports.withdraw_report(report=report, by=clerk, reason="A name stood in it.")
    record = PublicRecord.objects.get(kind=kinds.REPORT)
    assert (record.payload, record.title) == ({}, "")
    assert record.withdrawn_reason == "A name stood in it."
    assert not PublicRecord.objects.current().filter(
        kind__in=[kinds.REPORT, kinds.FINDING, kinds.RECOMMENDATION]
    )
    assert names
    public_review = PublicRecord.objects.current().get(kind=kinds.REVIEW)
    assert public_review.payload["is_reported"] is False
    call_command("verify_record", stdout=StringIO())


def test_with_the_report_its_answers_go_and_nothing_new_comes(review: Review, clerk: User) -> None:
    report = published(review, clerk)
    KeyLineOfEnquiry.objects.filter(review=review).update(question="Changed, and looked at by none")
    reports.withdraw_report(report=report, by=clerk, reason="A name stood in it.")
    lines = PublicRecord.objects.current().get(kind=kinds.REVIEW).payload["lines"]
    assert lines
    for line in lines:
        assert (line["conclusion"], line["confidence"], line["state"]) == ("", "", "in_enquiry")
        assert "looked at by none" not in line["question"]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: PublicRecord.objects.filter(kind=kinds.FINDING).update(payload={"text": "Other"}),
        lambda: PublicRecord.objects.filter(kind=kinds.REVIEW).update(title="Other"),
        lambda: PublicRecord.objects.filter(kind=kinds.REVIEW).update(path="reviews/other/"),
        lambda: Release.objects.filter(number=1).update(reason="Other"),
        lambda: PublicRecord.objects.filter(kind=kinds.FINDING).update(
            payload={}, title="", withdrawn_at=datetime(2025, 9, 12, tzinfo=UTC)
        ),
        lambda: PublicRecord.objects.filter(kind=kinds.FINDING).delete(),
    ],
)
def test_a_row_changed_behind_its_back_is_found(
    review: Review, clerk: User, tamper: Callable[[], object]
) -> None:
    published(review, clerk)
    call_command("verify_record", stdout=StringIO())
    with behind_the_back():
        tamper()
    with pytest.raises(CommandError):
        call_command("verify_record", stdout=StringIO())


def test_one_byte_of_a_file_changed_is_found(review: Review, clerk: User) -> None:
    published(review, clerk)
    file = PublicRecord.objects.get(kind=kinds.REPORT).files.get(name="report.csv")
    with Path(storages["public"].path(file.storage_name)).open("r+b") as stored:
        stored.seek(10)
        stored.write(b"!")
    with pytest.raises(CommandError, match=r"report\.csv .* was changed in storage"):
        call_command("verify_record", stdout=StringIO())


def test_at_the_set_time_it_goes_out_once(review: Review, clerk: User) -> None:
    at = datetime(2025, 9, 15, 8, 0, tzinfo=UTC)
    report = review.reports.get()
    reports.embargo_report(report=report, by=clerk, expected_version=None, publish_at=at)
    with time_machine.travel("2025-09-15T07:59:59Z", tick=False):
        run_due_tasks(datetime(2025, 9, 15, 7, 59, 59, tzinfo=UTC))
        assert not PublicRecord.objects.filter(kind=kinds.REPORT)
    with time_machine.travel("2025-09-15T14:00:00Z", tick=False):
        now = datetime(2025, 9, 15, 14, 0, tzinfo=UTC)
        run_due_tasks(now)
        run_due_tasks(now)
    assert PublicRecord.objects.filter(kind=kinds.REPORT).count() == 1
    entry = LogEntry.objects.for_instance(report).filter(data__move="publish").get()
    assert entry.user_id == clerk.pk


def test_at_the_set_time_a_refusal_is_logged_once(review: Review, clerk: User) -> None:
    report = review.reports.get()
    at = datetime(2025, 9, 15, 8, 0, tzinfo=UTC)
    reports.embargo_report(report=report, by=clerk, expected_version=None, publish_at=at)
    review.evidence.update(state="withdrawn")
    for minute in (1, 2):
        now = datetime(2025, 9, 15, 8, minute, tzinfo=UTC)
        assert reports.publish_due_reports(now) == 0
    entries = LogEntry.objects.for_instance(report).filter(sentence__contains="at the time set")
    assert entries.count() == 1
    assert not PublicRecord.objects.filter(kind=kinds.REPORT)


def test_frozen_texts_are_refused(review: Review, clerk: User) -> None:
    line = review.lines_of_enquiry.get()
    with pytest.raises(Refused, match="frozen"):
        records.change_record(
            kind=records.LINES,
            record=line,
            by=clerk,
            values={"question": "Another?"},
            expected_version=line.version,
        )
    one = review.recommendations.get()
    with pytest.raises(Refused, match="frozen"):
        records.change_record(
            kind=records.RECOMMENDATIONS,
            record=one,
            by=clerk,
            values={"text": "Another."},
            expected_version=one.version,
        )
    with pytest.raises(Refused, match="frozen"):
        reports.update_report(
            report=review.reports.get(),
            by=clerk,
            values={"summary": "Another."},
            expected_version=1,
        )


def test_the_second_of_two_people_is_shown_the_first_ones_text(review: Review, clerk: User) -> None:
    finding = review.findings.get()
    given: dict[str, Any] = {"kind": records.FINDINGS, "record": finding, "by": clerk}
    records.change_record(values={"text": "First."}, expected_version=1, **given)
    with pytest.raises(Conflict) as conflict:
        records.change_record(values={"text": "Second."}, expected_version=1, **given)
    assert conflict.value.saved.text == "First."  # type: ignore[attr-defined]
    assert review.findings.get().text == "First."


def test_cited_evidence_cannot_be_removed(review: Review, clerk: User) -> None:
    item = review.evidence.get()
    type(item).objects.update(state="requested")
    item.refresh_from_db()
    with pytest.raises(Refused, match="finding 1 rests on it"):
        records.remove_record(
            kind=records.EVIDENCE, record=item, by=clerk, expected_version=item.version
        )
    assert review.evidence.exists()


def test_numbers_have_no_gaps_after_a_refusal(review: Review, clerk: User) -> None:
    owner = builders.person(review.body)
    values = {"text": "Report back.", "owner": owner, "due_on": date(2025, 10, 1)}
    first = actions.add_action(body=review.body, review=review, by=clerk, values=values)
    with pytest.raises(Refused):
        actions.add_action(body=review.body, review=review, by=clerk, values={**values, "text": ""})
    second = actions.add_action(body=review.body, review=review, by=clerk, values=values)
    assert (first.number, second.number) == (1, 2)
    assert first.municipal_year == "2025/26"


def test_every_redating_counts(review: Review, clerk: User) -> None:
    action = make.action(review)
    for day, reason in ((date(2025, 10, 10), "Ill."), (date(2025, 11, 10), "Still ill.")):
        action = actions.redate_action(
            action=action, by=clerk, to_date=day, reason=reason, expected_version=action.version
        )
    assert [one.reason for one in action.redatings.all()] == ["Ill.", "Still ill."]
    with pytest.raises(Refused, match="reason"):
        actions.redate_action(
            action=action,
            by=clerk,
            to_date=date(2026, 1, 1),
            reason=" ",
            expected_version=action.version,
        )
    with pytest.raises(Refused, match="by itself"):
        actions.update_action(
            action=action,
            by=clerk,
            values={"due_on": date(2026, 1, 1)},
            expected_version=action.version,
        )


def test_a_responder_answers_only_what_is_addressed_to_them(review: Review, clerk: User) -> None:
    published(review, clerk)
    stranger = builders.user()
    RoleAssignment.objects.create(
        user=stranger, body=review.body, role="responder", valid_from=builders.LONG_AGO
    )
    one = Recommendation.objects.get(review=review)
    with pytest.raises(Refused, match="role"):
        responses.decide(
            response=Response.objects.get(review=review),
            recommendation=one,
            by=stranger,
            values={"decision": "accepted"},
        )
    with pytest.raises(Refused, match="role"):
        recommendations.move_recommendation(
            recommendation=one,
            move="close_overtaken",
            by=stranger,
            expected_version=None,
            reason="Old.",
        )


def test_a_clerk_of_another_body_can_do_nothing(review: Review) -> None:
    other = builders.clerk_of(builders.body())
    with pytest.raises(Refused, match="clerk of the body"):
        records.add_record(kind=records.LINES, review=review, by=other, values={"question": "How?"})
    with pytest.raises(Refused):
        reports.publish_report(report=review.reports.get(), by=other)


def test_records_of_another_review_cannot_be_cited(review: Review, clerk: User) -> None:
    foreign = make.evidence(make.review(review.body))
    with pytest.raises(Refused, match="another review"):
        records.add_record(
            kind=records.FINDINGS,
            review=review,
            by=clerk,
            values={
                "line": review.lines_of_enquiry.get(),
                "text": "So.",
                "strength": "weak",
                "evidence": [foreign],
            },
        )
