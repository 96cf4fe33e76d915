"""The desk of a review: one screen, its gaps, its forms, and two people on one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.operations.roles import grant_role
from portal.models import User
from scrutiny.models import Evidence, Finding, KeyLineOfEnquiry, Recommendation, Review
from scrutiny.report import render
from tests import builders
from tests import builders_scrutiny as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]


@pytest.fixture(autouse=True)
def _on_a_friday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(render, "pdf", lambda _document: b"%PDF-1.7 test")
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def review() -> Review:
    return make.ready_review(builders.body(name="Panel", short_name="NPCP"))


@pytest.fixture
def clerk(review: Review) -> User:
    account = builders.user("Nadia Brooks")
    account.user_permissions.add(Permission.objects.get(codename="access_admin"))
    grant_role(user=account, body=review.body, role="clerk", by=None, valid_from=builders.LONG_AGO)
    return account


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


def address(review: Review, kind: str, page: str, pk: int | None = None, **extra: str) -> str:
    kwargs: dict[str, Any] = {"review_pk": review.pk, "kind": kind, **extra}
    if pk is not None:
        kwargs["pk"] = pk
    return reverse(f"desk:{page}", kwargs=kwargs)


def fill(review: Review, count: int) -> None:
    """`count` of each kind, citing one another."""
    for _number in range(count):
        line = make.line(review, state="agreed")
        item = make.evidence(review, lines=(line,), witness=make.witness(review))
        found = make.finding(line, evidence=(item,))
        asked = make.recommendation(review, findings=(found,), state="accepted")
        under = make.response(review, asked.addressee)
        make.decision(asked, under)
        action = make.action(review, recommendation=asked)
        action.updates.create(text="Begun.", made_at="2025-09-01T10:00Z")


def test_as_many_queries_for_fifty_as_for_one(desk: Client, review: Review) -> None:
    url = reverse("desk:desk", args=[review.pk])
    desk.get(url)
    counts = []
    for count in (1, 49):
        fill(review, count)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 36


def test_gaps_are_sentences_that_lead_to_the_record(desk: Client, review: Review) -> None:
    line = make.line(review, state="in_enquiry")
    bare = make.finding(line)
    make.finding(line)
    lonely = make.line(review, state="in_enquiry")
    make.recommendation(review, measure="Nobody waits.")
    vague = make.recommendation(review)
    page = desk.get(reverse("desk:desk", args=[review.pk])).content.decode()
    assert "Two findings cite no evidence (finding 2, finding 3)" in page
    assert f'href="#findings-{bare.pk}"' in page
    assert "One line of enquiry has no finding (line 3)" in page
    assert f'id="lines-{lonely.pk}"' in page
    named = f"R{vague.number}"
    assert re.search(rf"say what good looks like \([^)]*\b{named}\)", page)
    assert f"R{vague.number - 1}, {named})" not in page.partition("good looks like")[2][:80]


def test_adding_returns_to_the_place(desk: Client, review: Review) -> None:
    line = review.lines_of_enquiry.get()
    item = review.evidence.get()
    url = address(review, "findings", "add")
    form = desk.get(f"{url}?line={line.pk}").content.decode()
    assert f'<option value="{line.pk}" selected>' in form
    answer = desk.post(
        url,
        {"line": line.pk, "text": "A finding.", "strength": "strong", "evidence": [item.pk]},
    )
    made = Finding.objects.get(text="A finding.")
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('desk:desk', args=[review.pk])}#findings-{made.pk}"
    assert made.evidence.get() == item
    assert made.number == 2


def test_an_empty_field_keeps_everything_typed(desk: Client, review: Review) -> None:
    answer = desk.post(
        address(review, "evidence", "add"),
        {"kind": "oral", "title": "", "summary": "Long words.", "access": "open"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert "Long words." in page
    assert Evidence.objects.filter(review=review).count() == 1


def test_the_second_of_two_people_sees_both_texts(desk: Client, review: Review) -> None:
    finding = review.findings.get()
    url = address(review, "findings", "edit", finding.pk)
    begun = {
        "line": finding.line_id,
        "initial-line": finding.line_id,
        "strength": finding.strength,
        "initial-strength": finding.strength,
        "evidence": [one.pk for one in finding.evidence.all()],
        "initial-text": finding.text,
        "expected_version": finding.version,
    }
    assert desk.post(url, {**begun, "text": "Mine, first."}).status_code == 302
    second = desk.post(url, {**begun, "text": "Mine, second."})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Mine, first." in page
    assert "Mine, second." in page
    finding.refresh_from_db()
    assert finding.text == "Mine, first."
    again = {**begun, "text": "Mine, second.", "expected_version": finding.version}
    assert desk.post(url, again).status_code == 302
    finding.refresh_from_db()
    assert finding.text == "Mine, second."


def test_a_get_never_moves_anything(desk: Client, review: Review) -> None:
    report = review.reports.get()
    url = address(review, "reports", "move", report.pk, name="publish")
    assert desk.get(url).status_code == 200
    report.refresh_from_db()
    assert report.state == "agreed"


def test_who_will_read_a_reason_is_said_beforehand(desk: Client, review: Review) -> None:
    line = make.line(review, state="in_enquiry")
    page = desk.get(address(review, "lines", "move", line.pk, name="leave_unanswered"))
    assert "printed in the report" in page.content.decode()
    line = make.line(review)
    page = desk.get(address(review, "lines", "move", line.pk, name="drop"))
    assert "kept with the record" in page.content.decode()


def test_publishing_from_the_desk(
    desk: Client, review: Review, django_capture_on_commit_callbacks: Any
) -> None:
    report = review.reports.get()
    url = address(review, "reports", "move", report.pk, name="publish")
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(url, {"expected_version": report.version}).status_code == 302
    report.refresh_from_db()
    assert report.state == "published"


def test_what_stands_in_the_way_of_publishing_is_listed(desk: Client, review: Review) -> None:
    review.recommendations.update(addressee=None)
    review.reports.update(summary="")
    report = review.reports.get()
    url = address(review, "reports", "move", report.pk, name="publish")
    answer = desk.post(url, {"expected_version": report.version})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Addressed to nobody: R1" in page
    assert "no summary" in page


def test_a_new_version_of_an_agreed_line(desk: Client, review: Review) -> None:
    line = make.line(review, state="agreed", question="How soon?")
    minute = builders.minute(builders.concluded_meeting(review.body))
    url = address(review, "lines", "move", line.pk, name="revise")
    assert "New question" in desk.get(url).content.decode()
    answer = desk.post(
        url,
        {
            "question": "How late?",
            "question_cy": "",
            "reason": "It was put the wrong way round.",
            "minute": minute.pk,
            "expected_version": line.version,
        },
    )
    assert answer.status_code == 302
    new = KeyLineOfEnquiry.objects.get(supersedes=line)
    assert (new.number, new.edition, new.state) == (line.number, 2, "agreed")


def test_choices_of_another_review_are_refused(desk: Client, review: Review) -> None:
    foreign = make.line(make.review(review.body))
    answer = desk.post(
        address(review, "findings", "add"),
        {"line": foreign.pk, "text": "A finding.", "strength": "strong"},
    )
    assert answer.status_code == 422
    assert not Finding.objects.filter(text="A finding.").exists()


@pytest.mark.parametrize("page", ["edit", "remove", "history"])
def test_another_body_s_clerk_finds_nothing(client: Client, review: Review, page: str) -> None:
    other = builders.clerk_of(builders.body())
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(other)
    line = review.lines_of_enquiry.get()
    assert client.get(reverse("desk:desk", args=[review.pk])).status_code == 404
    assert client.get(address(review, "lines", page, line.pk)).status_code == 404
    own = make.review(other.role_assignments.get().body)
    assert client.get(address(own, "lines", page, line.pk)).status_code == 404


def test_preview_is_never_stored(desk: Client, review: Review) -> None:
    page = desk.get(reverse("desk:preview", args=[review.pk]))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    pdf = desk.get(reverse("desk:draft_pdf", args=[review.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    assert "no-store" in pdf["Cache-Control"]


def test_from_programme_to_desk(desk: Client, review: Review) -> None:
    body = review.body
    entry = make.entry(body, state="adopted")
    add = reverse("programme:add", kwargs={"body": body.slug, "kind": "reviews"})
    answer = desk.post(
        f"{add}?entry={entry.pk}",
        {
            "entry": entry.pk,
            "kind": "review",
            "title": "A new review",
            "question": "Why?",
        },
    )
    made = Review.objects.get(title="A new review")
    assert made.entry == entry
    assert answer["Location"].startswith(reverse("desk:desk", args=[made.pk]))


def test_decisions_are_recorded_under_the_one_who_was_asked(desk: Client, review: Review) -> None:
    one = make.recommendation(review, state="issued")
    make.response(review, one.addressee, cited_document="Letter of 1 July 2025")
    url = address(review, "decisions", "add")
    assert desk.get(f"{url}?recommendation={one.pk}").status_code == 200
    wrong = desk.post(url, {"recommendation": one.pk, "decision": "rejected", "reason": ""})
    assert wrong.status_code == 422
    answer = desk.post(
        url, {"recommendation": one.pk, "decision": "rejected", "reason": "No money."}
    )
    assert answer.status_code == 302
    assert Recommendation.objects.get(pk=one.pk).state == "rejected"
