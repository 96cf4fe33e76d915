"""What tells of harm is for one person: no clerk sees it, counts it, finds it or reads its log."""

from __future__ import annotations

from collections.abc import Iterator
from smtplib import SMTPException

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from portal import clock
from portal.access import rows_for
from portal.models import LogEntry, OutboxLetter, User
from portal.operations import Refused
from portal.outbox.sending import send_due
from portal.viewing import may_see, visible
from scrutiny.models import Evidence, Submission
from scrutiny.operations import calls, submissions
from tests import builders
from tests.scrutiny.calls.calling import HARM, Calling, calling

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def at() -> Calling:
    return calling()


def signed_in(user: User) -> Client:
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser = Client()
    browser.force_login(user)
    return browser


def test_nobody_else_can_see_or_count_it(at: Calling, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    before = LogEntry.objects.filter(body=at.body.slug).count()
    apart = at.sent(HARM, name="Samira Quorvane", email="sam@example.com")
    assert LogEntry.objects.filter(body=at.body.slug).count() == before
    for entry in LogEntry.objects.all():
        assert "Quorvane" not in f"{entry.sentence} {entry.label} {entry.reason} {entry.data}"
    assert "Quorvane" not in caplog.text

    other_officer = builders.with_role(at.body, "proper_officer")
    admin = builders.administrator()
    for stranger in (at.clerk, other_officer, admin, builders.clerk_of(builders.body())):
        assert not may_see(stranger, apart)
        assert not visible(stranger, Submission).exists()
        assert not rows_for(stranger, Submission).exists()
        one = reverse("workspace_set_apart_one", args=[apart.key])
        browser = signed_in(stranger)
        assert browser.get(one).status_code == 404
        assert browser.post(one, {"act": "give_back", "version": "1"}).status_code == 404
        landing = browser.get(reverse("workspace")).content.decode()
        assert "for you alone" not in landing
        assert "Nothing is here" in browser.get(reverse("workspace_set_apart")).content.decode()
    desk = signed_in(at.clerk)
    page = desk.get(reverse("desk:desk", args=[at.review.pk])).content.decode()
    assert "What people send appears here" in page
    assert "Quorvane" not in page
    where = {"review_pk": at.review.pk, "kind": "submissions", "pk": apart.pk}
    for address in (
        reverse("desk:history", kwargs=where),
        reverse("desk:edit", kwargs=where),
        reverse("desk:move", kwargs={**where, "name": "take"}),
        reverse("desk:move", kwargs={**where, "name": "give_back"}),
    ):
        assert desk.get(address).status_code == 404
    for act in (
        lambda: submissions.take_submission(
            submission=apart, by=at.clerk, expected_version=None, title="x"
        ),
        lambda: submissions.give_back(submission=apart, by=at.clerk, expected_version=None),
        lambda: submissions.note_seen(submission=apart, by=at.clerk),
    ):
        with pytest.raises(Refused):
            act()
    assert not Evidence.objects.exists()


def test_a_clerk_who_names_themselves_later_does_not_get_it(at: Calling) -> None:
    apart = at.sent(HARM)
    calls.change_call(
        call=at.call, by=at.clerk, values={"named_person": at.clerk}, expected_version=2
    )
    assert not may_see(at.clerk, apart)
    assert may_see(at.officer, apart)


def test_the_named_person_reads_it_and_takes_it_on(at: Calling) -> None:
    apart = at.sent(HARM, name="Samira")
    browser = signed_in(at.officer)
    assert "1 thing for you alone" in browser.get(reverse("workspace")).content.decode()
    assert "New" in browser.get(reverse("workspace_set_apart")).content.decode()
    one = reverse("workspace_set_apart_one", args=[apart.key])
    page = browser.get(one).content.decode()
    assert "Quorvane" in page
    assert "Samira" in page
    opened = LogEntry.objects.filter(action="portal.view", user=at.officer)
    assert [entry.body for entry in opened] == [""]
    assert browser.post(one, {"act": "seen", "version": apart.version}).status_code == 302
    assert "You took this on" in browser.get(one).content.decode()
    assert "thing for you alone" not in browser.get(reverse("workspace")).content.decode()


def test_what_is_no_report_after_all_goes_to_the_clerks(at: Calling) -> None:
    apart = at.sent(HARM)
    browser = signed_in(at.officer)
    one = reverse("workspace_set_apart_one", args=[apart.key])
    assert browser.post(one, {"act": "give_back", "version": apart.version}).status_code == 302
    apart.refresh_from_db()
    assert (apart.state, apart.for_person) == ("waiting", None)
    assert may_see(at.clerk, apart)
    assert browser.get(one).status_code == 404


def test_a_clerk_who_sees_it_sets_it_apart_and_loses_it(at: Calling) -> None:
    one = at.sent("Something that no rule could hear.")
    desk = signed_in(at.clerk)
    move = reverse(
        "desk:move",
        kwargs={
            "review_pk": at.review.pk,
            "kind": "submissions",
            "pk": one.pk,
            "name": "set_apart",
        },
    )
    assert desk.get(move).status_code == 200
    assert desk.post(move, {"expected_version": one.version}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.for_person) == ("set_apart", at.officer)
    letter = OutboxLetter.objects.get()
    assert (letter.to, letter.body, letter.matter) == (at.officer.email, "", "")
    assert desk.get(move).status_code == 404
    with pytest.raises(Refused):
        submissions.set_apart(submission=one, by=at.clerk, expected_version=None)


def test_a_letter_that_cannot_be_sent_loses_nothing_and_no_clerk_sees_it(
    at: Calling, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_backend: object, _letters: object) -> int:
        raise SMTPException("down, for Quorvane")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fails)
    apart = at.sent(HARM)
    assert may_see(at.officer, apart)
    assert send_due(clock.now()) == 0
    letter = OutboxLetter.objects.get()
    assert f"Letter {letter.pk} was not taken" in caplog.text
    assert "Quorvane" not in caplog.text + letter.text + letter.subject + letter.said
    seen = signed_in(at.clerk).get("/workspace/letters/undelivered/").content.decode()
    assert letter.to not in seen
    assert letter.subject not in seen
