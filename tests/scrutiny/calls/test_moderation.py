"""The desk of a call: written, switched, and what comes in taken as evidence or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from boards.disposers import disposer_of
from boards.models import Access
from boards.operations.disposal_reach import reach_of
from portal.models import LogEntry, PublicRecord
from portal.operations import Conflict, Refused
from scrutiny.models import Evidence, Submission
from scrutiny.operations import calls, submissions
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.calls.calling import HARM, Calling, calling

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def at() -> Calling:
    return calling()


def public_call(at: Calling) -> object:
    found = PublicRecord.objects.current().get(kind="review", key=str(at.review.key))
    return found.payload["call"]


def test_switching_is_logged_and_seen_in_public(at: Calling) -> None:
    assert public_call(at) == {
        "opens_on": "2025-09-01",
        "closes_on": "2025-09-30",
        "words": "How soon are social workers told?",
        "words_cy": "",
    }
    calls.switch_call(call=at.call, on=False, by=at.clerk, expected_version=None)
    assert public_call(at) is None
    told = [entry.sentence for entry in LogEntry.objects.for_instance(at.call)]
    assert told[:2] == [
        "The call for evidence was switched off.",
        "The call for evidence was switched on.",
    ]
    with pytest.raises(Refused, match="done that already"):
        calls.switch_call(call=at.call, on=False, by=at.clerk, expected_version=None)


@pytest.mark.once
def test_what_refuses_the_switch(at: Calling) -> None:
    off = calling(on=False)
    with pytest.raises(Refused, match="Only a clerk"):
        calls.switch_call(call=off.call, on=True, by=off.officer, expected_version=None)
    off.review.state = "drafting"
    off.review.save()
    off.officer.role_assignments.update(valid_to=date(2025, 9, 30))
    with (
        time_machine.travel("2025-10-02T09:00:00Z", tick=False),
        pytest.raises(Refused) as refused,
    ):
        calls.switch_call(call=off.call, on=True, by=off.clerk, expected_version=None)
    assert len(refused.value.reasons) == 3
    stranger = builders.user()
    with pytest.raises(Refused, match="must hold a role"):
        calls.change_call(
            call=at.call, by=at.clerk, values={"named_person": stranger}, expected_version=2
        )
    with pytest.raises(Refused, match="has a call"):
        calls.write_call(review=at.review, by=at.clerk, values={})


def test_taken_as_evidence_restricted_and_without_a_name(at: Calling) -> None:
    line = make.line(at.review, state="in_enquiry")
    hidden = at.sent("Notices come in batches.", name="Pat Hidden", organisation="A school")
    named = at.sent("Two a day.", name="Jo Named", organisation="A charity", may_be_named=True)
    first = submissions.take_submission(
        submission=hidden, by=at.clerk, expected_version=1, title="A school's view", lines=[line]
    )
    second = submissions.take_submission(
        submission=named, by=at.clerk, expected_version=1, title="A charity's view"
    )
    assert (first.kind, first.state, first.access) == ("written", "received", Access.RESTRICTED)
    assert first.summary == "Notices come in batches."
    assert first.dated_on == date(2025, 9, 12)
    assert list(first.lines.all()) == [line]
    assert "Hidden" not in first.provider
    assert "school" not in first.provider
    assert second.provider == "Jo Named, A charity"
    hidden.refresh_from_db()
    assert (hidden.state, hidden.evidence) == ("taken", first)
    with pytest.raises(Refused):
        submissions.take_submission(
            submission=hidden, by=at.clerk, expected_version=None, title="Twice"
        )
    assert Evidence.objects.count() == 2


@pytest.mark.once
def test_the_name_of_whoever_may_not_be_named_goes_out_with_nothing(at: Calling) -> None:
    hidden = at.sent("Two a day.", name="Pat Hiddenname")
    submissions.take_submission(submission=hidden, by=at.clerk, expected_version=1, title="A view")
    with pytest.raises(Refused, match="sent evidence and may not be named"):
        calls.change_call(
            call=at.call,
            by=at.clerk,
            values={"words": "As Pat Hiddenname wrote: how soon?"},
            expected_version=2,
        )


@pytest.mark.once
def test_all_of_it_is_disposed_of_with_the_review(at: Calling) -> None:
    for text in ("Evidence.", HARM):
        at.sent(text)
    disposer = disposer_of("review")
    assert disposer is not None
    reach = reach_of(at.review, disposer)
    kinds = [type(row).__name__ for row in reach.rows]
    assert kinds.count("CallForEvidence") == 1
    assert kinds.count("Submission") == 2


def test_declined_with_a_reason_and_not_by_two(at: Calling) -> None:
    one = at.sent("Buy my watches.")
    with pytest.raises(Refused, match="reason"):
        submissions.decline_submission(submission=one, by=at.clerk, expected_version=1, reason=" ")
    with pytest.raises(Refused, match="Only a clerk"):
        submissions.decline_submission(
            submission=one, by=at.officer, expected_version=1, reason="No"
        )
    submissions.decline_submission(
        submission=one, by=at.clerk, expected_version=1, reason="An advertisement."
    )
    with pytest.raises(Conflict):
        submissions.take_submission(
            submission=one, by=at.clerk, expected_version=1, title="Meanwhile"
        )
    one.refresh_from_db()
    assert (one.state, one.reason) == ("declined", "An advertisement.")
    assert not Evidence.objects.exists()


@pytest.mark.once
def test_the_clerk_does_it_all_on_the_desk(client: Client) -> None:
    review = make.review(builders.body(), state="evidence")
    clerk, officer = builders.clerk_of(review.body), builders.with_role(review.body, "member")
    other = builders.clerk_of(builders.body())
    clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(clerk)
    desk = reverse("desk:desk", args=[review.pk])
    add = reverse("desk:add", kwargs={"review_pk": review.pk, "kind": "call"})
    form = client.get(add).content.decode()
    assert f'value="{officer.pk}"' in form
    assert f'value="{other.pk}"' not in form
    values = {
        "words": "What have you seen?",
        "opens_on": "2025-09-01",
        "closes_on": "2025-08-30",
        "named_person": officer.pk,
    }
    wrong = client.post(add, values)
    assert wrong.status_code == 422
    assert "The last day comes after the first." in wrong.content.decode()
    assert client.post(add, {**values, "closes_on": "2025-09-30"}).status_code == 302
    call = review.call_for_evidence
    assert not call.is_on
    switch = reverse(
        "desk:move",
        kwargs={"review_pk": review.pk, "kind": "call", "pk": call.pk, "name": "switch_on"},
    )
    assert client.post(switch, {"expected_version": call.version}).status_code == 302
    Submission.objects.create(
        call=call, text="Seen a lot.", received_at="2025-09-12T08:00Z", state="waiting"
    )
    page = client.get(desk).content.decode()
    for told in ("Switched on", "Seen a lot.", "Take as evidence", "Do not take"):
        assert told in page
    one = call.submissions.get()
    take = reverse(
        "desk:move",
        kwargs={"review_pk": review.pk, "kind": "submissions", "pk": one.pk, "name": "take"},
    )
    assert client.post(take, {"expected_version": 1, "title": ""}).status_code == 422
    assert client.post(take, {"expected_version": 1, "title": "A view"}).status_code == 302
    assert "E1: A view" in client.get(desk).content.decode()
