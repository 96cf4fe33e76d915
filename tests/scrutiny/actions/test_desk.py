"""The desk of a body's actions and the close of its meeting, by their screens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.operations import fresh
from scrutiny.models import Action, ProgressUpdate
from scrutiny.words.records import ACTION_STATUS
from tests import builders_scrutiny as make
from tests.scrutiny.actions.acting import Acting, public_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(acting: Acting) -> Client:
    acting.clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(acting.clerk)
    return client


def at(acting: Acting, page: str, kind: str, **extra: Any) -> str:
    return reverse(f"actions:{page}", kwargs={"body": acting.body.slug, "kind": kind, **extra})


def test_an_action_from_its_entry_to_the_public(acting: Acting, clerk: Client) -> None:
    values = {
        "text": "Inspect the flats.",
        "owner": acting.outside.pk,
        "due_on": "2025-09-01",
        "priority": "high",
        "origin_minute": acting.old_minute.pk,
    }
    add = at(acting, "add", "actions")
    assert clerk.post(add, values | {"owner": ""}).status_code == 422
    assert clerk.post(add, values).status_code == 302
    one = Action.objects.get()
    assert (one.review, one.priority, one.number) == (None, "high", 1)
    make.action(make.review(acting.body), text="Of a review.", number=90)
    url = reverse("actions:desk", args=[acting.body.slug])
    shown = clerk.get(url).content.decode()
    for words in ("without an account", "overdue by", "Not public", "Of a review."):
        assert words in shown

    redate = {"action": one.pk, "to_date": "2025-12-01", "reason": "The key is lost."}
    assert clerk.post(at(acting, "add", "redatings"), redate | {"reason": ""}).status_code == 422
    assert clerk.post(at(acting, "add", "redatings"), redate).status_code == 302
    update = {"action": one.pk, "text": "Two were inspected."}
    assert clerk.post(at(acting, "add", "updates"), update).status_code == 302
    Action.objects.filter(pk=one.pk).update(owner=acting.owner)
    waiting = acting.report(fresh(one))
    assert "Updates to be confirmed" in clerk.get(url).content.decode()
    confirm = at(acting, "move", "updates", pk=waiting.pk, name="confirm")
    assert clerk.post(confirm).status_code == 302
    assert ProgressUpdate.objects.get(pk=waiting.pk).confirmed_by == acting.clerk

    def move(kind: str, name: str, **given: Any) -> int:
        where = at(acting, "move", kind, pk=one.pk, name=name)
        sent = {"expected_version": fresh(one).version, **given}
        return clerk.post(where, sent).status_code

    assert move("publication", "release") == 302
    assert (public_of(one) or {})["due_on"] == "2025-12-01"
    assert move("publication", "release") == 422, "it is public already"
    assert move("actions", "close", minute=acting.minute.pk) == 422
    assert move("actions", "close", minute=acting.minute.pk, evidence="Seen.") == 302
    assert (public_of(one) or {})["state"] == "closed"
    assert move("publication", "withdraw") == 422
    assert move("publication", "withdraw", reason="It named a tenant.") == 302
    assert public_of(one) is None
    assert "Withdrawn from the public" in clerk.get(url).content.decode()
    history = clerk.get(at(acting, "history", "actions", pk=one.pk)).content.decode()
    assert "was re-dated" in history


def test_what_is_reported_as_done_is_overdue_on_no_page(acting: Acting, clerk: Client) -> None:
    review = make.review(acting.body)
    make.action(review, owner=acting.owner, due_on=date(2025, 9, 1))
    one = acting.add(due_on=date(2025, 9, 1))
    page = reverse("workspace_action", args=[one.key])
    urls = (page, reverse("actions:desk", args=[acting.body.slug]))
    for state, is_overdue in (("in_progress", True), ("complete_claimed", False)):
        Action.objects.update(state=state)
        for url in (*urls, reverse("desk:desk", args=[review.pk])):
            assert ("overdue by" in clerk.get(url).content.decode()) is is_overdue, (url, state)
        assert clerk.get(page).context["status"] == ACTION_STATUS[state]


def test_the_desk_takes_as_many_queries_for_many_as_for_one(acting: Acting, clerk: Client) -> None:
    url = reverse("actions:desk", args=[acting.body.slug])
    counted = []
    for more in (1, 12):
        for _n in range(more):
            acting.report(acting.add(), by=acting.clerk)
        clerk.get(url)  # what is kept from one request to the next is read once
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(url).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_meeting_is_concluded_by_way_of_what_was_left(
    acting: Acting, clerk: Client, today: time_machine.Traveller
) -> None:
    today.shift(timedelta(days=-20))
    one, other = acting.released(), acting.add()
    today.shift(timedelta(days=20))
    desk = reverse("meetings:desk", args=[acting.meeting.pk])
    carry = reverse("actions:carry", args=[acting.body.slug, acting.meeting.pk])
    assert carry in clerk.get(desk).content.decode()
    conclude = reverse(
        "meetings:move",
        kwargs={
            "meeting_pk": acting.meeting.pk,
            "kind": "details",
            "pk": acting.meeting.pk,
            "name": "conclude",
        },
    )
    refused = clerk.post(conclude, {"expected_version": acting.meeting.version})
    assert refused.status_code == 422
    assert "2 open actions were not dealt with" in refused.content.decode()
    assert carry in refused.content.decode()
    page = clerk.get(carry)
    assert page.content.decode().count('id="open-') == 2
    acting.move(other, "close")
    sent = {"action": [str(one.key), str(other.key)]}
    assert clerk.post(carry, sent).status_code == 302
    assert list(one.carried.values_list("from_meeting", flat=True)) == [acting.meeting.pk]
    assert not other.carried.exists(), "it was closed meanwhile"
    assert "Every open action" in clerk.get(carry).content.decode()
    done = clerk.post(conclude, {"expected_version": fresh(acting.meeting).version})
    assert done.status_code == 302
    assert fresh(acting.meeting).state == "concluded"
    assert clerk.post(carry, sent).status_code == 422
    assert date(2025, 9, 12) == fresh(acting.meeting).held_on
