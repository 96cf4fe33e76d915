"""Every coming date: each kind is there, the law's are never missed, and others' are not shown."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.models import FormatRequest, Pack, Restriction, RoleAssignment, ScrutinyBody
from home.dates import dates_of, days_words
from portal.coming_dates import date_kinds
from portal.models import Clock, ClosureDay, Incident, User
from scrutiny.coming.retention import ended_days
from scrutiny.disposal import standing_of_review
from scrutiny.models import CallForEvidence, ImpactReview, PlannedStep, Review
from tests import builders, builders_scrutiny

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_september")]

TODAY = date(2025, 9, 1)
NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
def _september() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


def one_of_each(panel: ScrutinyBody, clerk: User) -> None:
    """A record of every kind that brings a date."""
    meeting = builders.meeting(panel, "September meeting", questions_due_on=date(2025, 9, 8))
    Pack.objects.create(
        meeting=meeting,
        number=1,
        state="checked",
        publish_at=datetime(2025, 9, 3, 16, 0, tzinfo=UTC),
    )
    builders.concluded_meeting(panel, held_on=date(2018, 3, 1))
    builders.concluded_meeting(panel, held_on=date(2019, 10, 1), title="Just in time")
    item = builders.agenda_item(meeting, access="exempt")
    Restriction.objects.create(item=item, paragraphs=[1], decided_on=TODAY, review_on=TODAY)
    Incident.objects.create(body=panel.slug, aware_at=NOW, what_happened="Sent.", opened_by=clerk)
    RoleAssignment.objects.filter(user=clerk).update(valid_to=date(2025, 12, 31))
    builders.membership(panel, valid_to=date(2025, 10, 31))
    review = builders_scrutiny.review(panel, state="evidence", title="The notices")
    builders_scrutiny.response(review)
    given = builders_scrutiny.response(review, state="published")
    asked = builders_scrutiny.recommendation(review, state="accepted")
    builders_scrutiny.decision(asked, given, due_on=date(2025, 11, 3))
    builders_scrutiny.action(review)
    builders_scrutiny.information_request(review)
    ImpactReview.objects.create(recommendation=asked, planned_on=date(2026, 3, 2))
    PlannedStep.objects.create(review=review, step="evidence", planned_on=date(2025, 6, 1))
    PlannedStep.objects.create(review=review, step="drafting", planned_on=date(2025, 8, 1))
    CallForEvidence.objects.create(
        review=review,
        words="Write.",
        opens_on=TODAY,
        closes_on=date(2025, 9, 30),
        is_on=True,
        named_person=clerk,
    )
    builders_scrutiny.report(review, state="embargoed")
    FormatRequest.objects.create(
        body=panel,
        format=FormatRequest.Format.LARGE_PRINT,
        email="reader@example.test",
        asked_at=datetime(2025, 8, 18, 9, tzinfo=UTC),
        due_on=TODAY,
    )
    Clock.objects.create(
        rule="precept",
        settings={"financial_year": "2026/27", "step": "notification"},
        body=panel.slug,
        subject_kind="cycle",
        subject_key="7d1f2a54-1c1f-4d7a-9d49-5a0ac1f7a9d2",
        label="Notice of the proposed precept",
    )
    old = builders_scrutiny.review(panel, state="closed", title="Long closed")
    long_ago = datetime(2018, 1, 1, tzinfo=UTC)
    Review.objects.filter(pk=old.pk).update(created_at=long_ago, changed_at=long_ago)
    ClosureDay.objects.create(date=date(2025, 9, 9), name="State Funeral", kind="proclaimed")


def page(user: User, **asked: str) -> str:
    browser = Client()
    browser.force_login(user)
    return " ".join(browser.get("/workspace/dates/", asked).content.decode().split())


def test_every_kind_is_there_with_its_force_and_none_of_another_body() -> None:
    panel, other = builders.body("Northmere panel"), builders.body("Southmere panel")
    clerk, stranger = builders.clerk_of(panel), builders.clerk_of(other)
    one_of_each(panel, clerk)
    found = dates_of(clerk, {panel.slug: panel})
    assert {one.date.kind for one in found} == {kind.name for kind in date_kinds()} | {"closure"}
    by_kind = {one.date.kind: one for one in found}
    # Five clear days before Friday 12 September without the 9th, proclaimed after all was set.
    assert by_kind["agenda"].date.on == date(2025, 9, 3)
    assert by_kind["agenda"].date.force == "statutory"
    assert any("State Funeral" in day for day in by_kind["agenda"].days_skipped)
    assert "September meeting" in by_kind["closure"].date.counted
    assert by_kind["incident"].date.on == date(2025, 9, 4)
    assert by_kind["clock"].date.force == "statutory"
    assert by_kind["response"].is_late
    assert [one.date.what for one in found if one.date.kind == "timetable"] == [
        "Drafting: “The notices”"
    ]
    retention = [one.date.what for one in found if one.date.kind == "retention"]
    assert [what.partition(":")[0] for what in retention] == [
        "1 meeting is past its retention and may be disposed of",
        "Last day that the papers must be open",
    ]
    in_order = sorted(found, key=lambda one: (not one.is_late, one.date.on))
    assert [one.date.on for one in found] == [one.date.on for one in in_order]
    waits = [one for one in found if one.date.may_wait]
    assert {one.date.kind for one in waits} == {"retention", "review-retention"}
    assert not any(one.is_late for one in waits)
    text = page(clerk)
    for what in ("Overdue", "Required by law", "Set locally", "How it was counted", "Tomorrow"):
        assert (what in text) is (what != "Tomorrow"), what
    theirs = dates_of(stranger, {panel.slug: panel, other.slug: other})
    assert theirs == []
    assert "September meeting" not in page(stranger)


def test_a_statutory_date_that_was_missed_stays_until_it_is_done() -> None:
    panel = builders.body("Northmere panel")
    clerk = builders.clerk_of(panel)
    late = builders.meeting(panel, "Late meeting", held_on=date(2025, 9, 4))
    gone = builders.meeting(panel, "Gone by", held_on=date(2025, 8, 4), questions_due_on=TODAY)
    agendas = {one.date.what: one for one in dates_of(clerk, {panel.slug: panel}, only=["agenda"])}
    assert len(agendas) == 2
    assert all(one.is_late for one in agendas.values())
    assert "days overdue" in page(clerk, kind="agenda")
    for meeting in (late, gone):
        meeting.state, meeting.agenda_published_on = "agenda_published", TODAY
        meeting.save()
    assert dates_of(clerk, {panel.slug: panel}, only=["agenda"]) == []


def test_a_clock_that_cannot_be_counted_stands_under_today() -> None:
    panel = builders.body("Northmere panel")
    clerk = builders.clerk_of(panel)
    Clock.objects.create(
        rule="no_such_rule",
        body=panel.slug,
        subject_kind="x",
        subject_key="7d1f2a54-1c1f-4d7a-9d49-5a0ac1f7a9d2",
        label="A clock of former times",
    )
    (only,) = dates_of(clerk, {panel.slug: panel}, only=["clock"])
    assert only.date.on == TODAY
    assert "cannot be counted" in only.date.what


def test_filters_groups_and_the_table() -> None:
    panel, board = builders.body("Northmere panel"), builders.body("Northmere board")
    clerk = builders.clerk_of(panel)
    from boards.operations.roles import grant_role

    grant_role(user=clerk, body=board, role="proper_officer", by=None)
    for body in (panel, board):
        builders.meeting(body, f"=Meeting of {body.name}")
    text = page(clerk)
    assert "Meeting of Northmere panel" in text
    assert "Meeting of Northmere board" in text
    only = page(clerk, body=board.slug, kind="meeting")
    assert "Meeting of Northmere panel" not in only
    assert "Publish the agenda" not in only
    assert f"?body={board.slug}&amp;kind=meeting" in only
    assert "Meeting of Northmere panel" in page(clerk, body="no-such-body", kind="nothing")
    browser = Client()
    browser.force_login(clerk)
    answer = browser.get("/workspace/dates/dates.csv", {"body": board.slug})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Date"
    assert {row[5] for row in rows[1:]} == {"Northmere board"}
    assert any(row[3].startswith("'=Meeting") for row in rows[1:])
    for role in ("member", "responder"):
        browser.force_login(builders.with_role(panel, role))
        assert browser.get("/workspace/dates/").status_code == 404
        assert browser.get("/workspace/dates/dates.csv").status_code == 404


def test_the_queries_do_not_grow_with_the_rows_nor_with_the_bodies() -> None:
    first = builders.body()
    clerk = builders.clerk_of(first)
    one_of_each(first, clerk)
    bodies = {first.slug: first}

    def queries() -> int:
        someone = User.objects.get(pk=clerk.pk)
        ContentType.objects.get_for_model(Review)
        with CaptureQueriesContext(connection) as found:
            dates_of(someone, bodies)
        return len(found)

    few = queries()
    for _number in range(4):
        body = builders.body()
        RoleAssignment.objects.create(
            user=clerk, body=body, role="clerk", valid_from=builders.LONG_AGO
        )
        ClosureDay.objects.all().delete()
        one_of_each(body, clerk)
        bodies[body.slug] = body
    assert queries() == few


def test_reviews_end_for_the_list_as_for_disposal() -> None:
    review = builders_scrutiny.review(state="closed")
    ended = ended_days([review])[review.pk]
    assert standing_of_review(review).happened_on == ended


@pytest.mark.once
def test_days_are_said_in_words() -> None:
    said = [days_words(date(2025, 9, day), TODAY) for day in (1, 2, 6)]
    assert said == ["Today", "Tomorrow", "In 5 days"]
    assert days_words(date(2025, 8, 31), TODAY) == "1 day overdue"
