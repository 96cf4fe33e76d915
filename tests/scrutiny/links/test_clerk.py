"""The clerk's side: sending, renewing, taking back, confirming and leaving aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from boards.models import Person
from boards.operations.people import update_person
from portal.models import LogEntry, OutboxLetter, PublicRecord, ReceivedAnswer, SignedLink
from portal.operations import Refused, fresh
from portal.signed_links.erasing import erase_links
from scrutiny.models import Action, InformationRequest
from scrutiny.operations.action_release import release_action
from scrutiny.operations.actions import claim_by_link, update_action
from scrutiny.operations.answer_links import send_link, take_link_back
from scrutiny.operations.link_answers import confirm_answer, decline_answer, receive_answer
from scrutiny.public import action_copy
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.links.asking import ADDRESS, Asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False):
        yield


def came_in(at: Asked, **values: Any) -> ReceivedAnswer:
    link = SignedLink.objects.get(pk=at.link.pk)
    return receive_answer(link, **{"text": "All sent.", "name": "", "is_done": False, **values})


def test_who_may_send_what_to_whom() -> None:
    at = Asked()
    stranger = builders.clerk_of(builders.body())
    member = builders.with_role(at.body, "member")
    other = builders.person(at.body, email="other@example.test")
    for person, by in ((at.person, stranger), (at.person, member), (other, at.clerk)):
        with pytest.raises(Refused):
            send_link(person, at.subject, by=by)
    with pytest.raises(Refused):
        take_link_back(link=at.link, subject=at.subject, by=stranger)
    update_person(at.person, by=at.clerk, expected_version=at.person.version, email="")
    with pytest.raises(Refused, match="e-mail address"):
        send_link(at.person, at.subject, by=at.clerk)
    account = builders.user()
    Person.objects.filter(pk=at.person.pk).update(email=ADDRESS, user=account)
    with pytest.raises(Refused, match="has an account"):
        send_link(at.person, at.subject, by=at.clerk)
    Person.objects.filter(pk=at.person.pk).update(user=None)
    Action.objects.filter(pk=at.subject.pk).update(state="cancelled")
    with pytest.raises(Refused, match="Nothing can be reported"):
        send_link(at.person, at.subject, by=at.clerk)
    assert SignedLink.objects.count() == 1


def test_a_new_link_or_address_takes_the_old_one_back(client: Client) -> None:
    at = Asked()
    first, path = at.link, at.path
    at.send(by=None)  # the portal reminds somebody
    assert client.get(path).status_code == 410
    assert client.get(at.path).status_code == 200
    assert fresh_link(first).revoked_at
    assert not fresh_link(at.link).revoked_at
    update_person(
        fresh(at.person), by=at.clerk, expected_version=at.person.version, email="new@example.test"
    )
    assert client.get(at.path).status_code == 410
    at.send()
    assert at.letter.to == "new@example.test"
    assert OutboxLetter.objects.filter(kind="link").count() == 3


def fresh_link(link: SignedLink) -> SignedLink:
    return SignedLink.objects.get(pk=link.pk)


def test_confirming_makes_an_update_once() -> None:
    at = Asked()
    answer = came_in(at)
    assert not at.subject.updates.exists()
    for stranger in (builders.clerk_of(builders.body()), builders.with_role(at.body, "member")):
        with pytest.raises(Refused):
            confirm_answer(answer=answer, by=stranger)
    confirm_answer(answer=answer, by=at.clerk)
    update = at.subject.updates.get()
    assert (update.text, update.made_by, update.confirmed_by) == ("All sent.", None, at.clerk)
    assert update.made_at == answer.received_at
    kept = ReceivedAnswer.objects.get()
    assert (kept.state, kept.outcome) == ("confirmed", f"scrutiny.progressupdate:{update.pk}")
    for again in (confirm_answer, lambda **k: decline_answer(reason="No", **k)):
        with pytest.raises(Refused, match="already"):
            again(answer=answer, by=at.clerk)
    assert at.subject.updates.count() == 1
    said = [one.sentence for one in LogEntry.objects.for_instance(at.subject)]
    assert any("came in by link" in one for one in said)
    assert any("link to answer without an account was sent to Jo Outside" in one for one in said)


def test_done_is_a_claim_and_a_request_is_answered() -> None:
    at = Asked()
    confirm_answer(answer=came_in(at, is_done=True), by=at.clerk)
    assert fresh(at.subject).state == "complete_claimed"
    assert at.subject.updates.count() == 1
    asked = Asked(request=True)
    confirm_answer(answer=came_in(asked, is_done=True), by=asked.clerk)
    request = InformationRequest.objects.get(pk=asked.subject.pk)
    assert (request.state, request.answer) == ("answered", "All sent.")
    assert not ReceivedAnswer.objects.get(link=asked.link).is_done


def test_what_came_in_on_the_last_day_is_in_time_whenever_it_is_confirmed() -> None:
    at = Asked()
    Action.objects.filter(pk=at.subject.pk).update(due_on=date(2026, 3, 2))
    answer = came_in(at, is_done=True)
    with time_machine.travel("2026-03-12T09:00:00Z", tick=False):
        with pytest.raises(Refused):
            claim_by_link(
                action=at.subject, by=builders.user(), text="x", reported_at=answer.received_at
            )
        confirm_answer(answer=answer, by=at.clerk)
        payload = action_copy(fresh(at.subject)).payload
        assert (payload["due_on"], payload["done_on"]) == ("2026-03-02", "2026-03-02")
        assert [one["made_on"] for one in payload["updates"]] == ["2026-03-02"]


def test_what_cannot_be_taken_over_stays_waiting() -> None:
    at = Asked()
    answer = came_in(at)
    with pytest.raises(Refused, match="reason"):
        decline_answer(answer=answer, by=at.clerk, reason=" ")
    Action.objects.filter(pk=at.subject.pk).update(state="cancelled")
    with pytest.raises(Refused):
        confirm_answer(answer=answer, by=at.clerk)
    assert ReceivedAnswer.objects.get().state == "waiting"
    decline_answer(answer=answer, by=at.clerk, reason="It is about something else.")
    assert ReceivedAnswer.objects.get().state == "declined"
    assert not at.subject.updates.exists()


def test_the_pages_of_the_clerk(client: Client) -> None:
    at = Asked()
    page = f"/workspace/links/actions/{at.subject.key}/"
    for stranger in (
        builders.clerk_of(builders.body()),
        builders.with_role(at.body, "member"),
        builders.with_role(at.body, "responder"),
    ):
        client.force_login(stranger)
        assert client.get(page).status_code == 404
        assert client.post(page, {"send": 1, "email": "evil@example.test"}).status_code == 404
        assert "Jo Outside" not in client.get("/workspace/links/").content.decode()
    client.force_login(at.clerk)
    assert "Sent" in client.get(page).content.decode()
    Client().get(at.path)
    assert "Opened" in client.get(page).content.decode()
    wrong = client.post(page, {"send": 1, "email": "no address"})
    assert wrong.status_code == 422
    assert 'value="no address"' in wrong.content.decode()
    assert client.post(page, {"send": 1, "email": "new@example.test"}).status_code == 302
    assert Person.objects.get(pk=at.person.pk).email == "new@example.test"
    at.link = SignedLink.objects.standing().get()
    assert client.post(page, {"take_back": str(at.link.key)}).status_code == 302
    assert client.post(page, {"take_back": str(Asked().link.key)}).status_code == 404
    assert client.post(page, {"take_back": "x"}).status_code == 404
    assert "Taken back" in client.get(page).content.decode()

    at.send()
    answer = came_in(at, text="Figures of Ffion", name="Jo O.")
    listed = client.get("/workspace/links/").content.decode()
    one = f"/workspace/links/{answer.key}/"
    assert one in listed
    assert "Answered: to be confirmed" in listed, "under what was sent it stands too"
    assert "Northmere Panel" in listed
    for address in (f"/workspace/actions/{at.subject.key}/", page):
        assert one in client.get(address).content.decode()
    assert "Figures of Ffion" in client.get(one).content.decode()
    assert client.post(one, {"do": "decline", "reason": ""}).status_code == 422
    assert client.post(one, {"do": "confirm"}).status_code == 302
    assert at.subject.updates.get().text == "Figures of Ffion"
    again = client.post(one, {"do": "confirm"})
    assert again.status_code == 422
    assert "decided on this answer already" in again.content.decode()
    client.force_login(builders.clerk_of(builders.body()))
    assert client.get(one).status_code == 404


def test_nothing_of_it_is_public_and_all_goes_with_its_record(client: Client) -> None:
    at = Asked()
    Action.objects.filter(pk=at.subject.pk).update(review=None, text="Send the figures.")
    release_action(action=at.subject, by=at.clerk, expected_version=None)
    came_in(at)
    update_action(
        action=fresh(at.subject),
        by=at.clerk,
        values={"text": "Send all of the figures."},
        expected_version=fresh(at.subject).version,
    )
    (public,) = PublicRecord.objects.current().filter(kind="action")
    assert public.title == "Send all of the figures.", "it went out anew"
    builders.membership(at.body, person=at.person)
    update_person(
        at.person, by=at.clerk, expected_version=at.person.version, name="Jo Outside-Case"
    )
    for row in PublicRecord.objects.values():
        assert ADDRESS not in str(row)
        assert "All sent" not in str(row)
    assert ADDRESS not in client.get("/").content.decode()
    assert erase_links(at.subject, frozenset({str(make.action().key)})) == 0
    assert erase_links(at.subject, frozenset({str(at.subject.key)})) == 2
    assert not SignedLink.objects.exists()
