"""Many actions changed at once: by whom, what the preview says, all or none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.models import LogEntry
from portal.operations import fresh
from scrutiny.models import Action, ActionRedating, ProgressUpdate
from scrutiny.operations.actions import redate_action
from scrutiny.workspace import bulk_change
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.lists.conftest import Listed

URL = "/workspace/actions/change/"
DATE = {"kind": "date", "due_on": "2026-01-30", "reason": "The figures come in January."}


def send(client: Client, actions: list[Action], **sent: Any) -> Any:
    rows = [f"{one.key}:{fresh(one).version}" for one in actions]
    return client.post(URL, {"row": rows, "query": "due=overdue", **sent})


def test_only_a_clerk_changes_and_only_what_is_theirs(listed: Listed) -> None:
    wanted = {listed.clerk: 200, listed.member: 404, listed.owner: 404, listed.stranger: 404}
    for account, status in wanted.items():
        client = listed.as_user(account)
        for step in ("", "preview", "confirm"):
            answer = send(client, [listed.soon], step=step, kind="priority", priority="high")
            done = 302 if step == "confirm" and status == 200 else status
            assert answer.status_code == done, (account, step)
    clerk = listed.as_user(listed.clerk)
    for rows in ([listed.late, listed.foreign], [listed.foreign]):
        assert send(clerk, rows, step="confirm", **DATE).status_code == 404
    assert clerk.post(URL, {"row": ["nonsense"]}).status_code == 404
    assert fresh(listed.late).due_on == date(2025, 9, 1)
    assert fresh(listed.foreign).due_on == date(2025, 9, 1)
    assert clerk.get(URL).status_code == 302
    assert clerk.post(URL, {"query": ""}).status_code == 422
    # Nothing to choose for whoever is no clerk.
    assert (
        'name="row"'
        not in listed.as_user(listed.member).get("/workspace/actions/").content.decode()
    )


def test_a_mistake_is_said_and_nothing_typed_is_lost(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    for sent, said in (
        ({"kind": "date", "due_on": "2026-01-30"}, "Give a reason."),
        ({"kind": "date", "reason": "Because."}, "Give the new date."),
        ({"kind": "owner"}, "Choose who is to do it."),
        ({"kind": "priority"}, "Choose a priority."),
        ({"kind": "note"}, "Write what has been done."),
        ({"kind": "note", "text": "So.", "rating": "red"}, "Choose the minute that records"),
        ({}, "Choose what you want to change."),
    ):
        for step in ("preview", "confirm"):
            answer = send(client, [listed.late], step=step, **sent)
            assert answer.status_code == 422
            page = answer.content.decode()
            assert said in page, sent
            for value in sent.values():
                assert value in page
    assert fresh(listed.late).version == 1


def test_a_preview_shows_each_row_and_leaves_nothing_behind(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    entries = LogEntry.objects.count()
    answer = send(client, [listed.late, listed.soon, listed.closed], step="preview", **DATE)
    page = answer.content.decode()
    rows = answer.context["rows"]
    assert [(one.old, one.new) for one, _moved in rows] == [
        ("1 September 2025", "30 January 2026"),
        ("12 October 2025", "30 January 2026"),
    ]
    assert [one.action for one in answer.context["refused"]] == [listed.closed]
    assert "This action is finished." in page
    assert f'value="{listed.closed.key}' not in page  # it does not go along
    assert LogEntry.objects.count() == entries
    assert not ActionRedating.objects.filter(to_date=date(2026, 1, 30)).exists()
    assert fresh(listed.late).due_on == date(2025, 9, 1)


def test_confirming_changes_all_each_by_its_operation(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    rows = [listed.late, listed.soon]
    answer = send(client, rows, step="confirm", **DATE)
    assert (answer.status_code, answer["Location"]) == (302, "/workspace/actions/?due=overdue")
    for one in rows:
        assert fresh(one).due_on == date(2026, 1, 30)
        assert one.redatings.filter(reason=DATE["reason"], made_by=listed.clerk).count() == 1
        assert LogEntry.objects.for_instance(one).count() == 1
    third = builders.person(listed.body)
    send(client, rows, step="confirm", kind="owner", owner=third.pk)
    assert {fresh(one).owner for one in rows} == {third}
    send(client, rows, step="confirm", kind="priority", priority="low")
    assert {fresh(one).priority for one in rows} == {"low"}
    note = {"kind": "note", "text": "As minuted.", "rating": "amber", "minute": listed.minute.pk}
    assert send(client, rows, step="confirm", **note).status_code == 302
    for one in rows:
        update = one.updates.latest("pk")
        assert (update.rating, update.minute, update.confirmed_by) == (
            "amber",
            listed.minute,
            listed.clerk,
        )
    # What it has already is no change.
    again = send(client, rows, step="preview", kind="priority", priority="low")
    assert not again.context["rows"]
    assert len(again.context["refused"]) == 2


def test_what_changed_meanwhile_is_told_and_nothing_is_changed(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    rows = [listed.soon, listed.late]
    looked_at = [f"{one.key}:{one.version}" for one in rows]
    redate_action(
        action=listed.late,
        by=listed.clerk,
        to_date=date(2025, 12, 1),
        reason="Somebody else's.",
        expected_version=1,
    )
    for sent in (DATE, {"kind": "note", "text": "So."}):
        answer = client.post(URL, {"row": looked_at, "step": "confirm", **sent})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "somebody has changed it since you looked at it" in page
        assert f'href="#row-{listed.late.key}"' in page
        assert (f"{listed.late.key}:2" in page and "1 December 2025" in page) or sent is not DATE
        assert fresh(listed.soon).due_on == date(2025, 10, 12)
        assert not ProgressUpdate.objects.filter(text="So.").exists()
    answer = send(client, rows, step="confirm", **DATE)
    assert answer.status_code == 302
    assert {fresh(one).due_on for one in rows} == {date(2026, 1, 30)}


def test_all_that_match(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    # The clerk is a member elsewhere, and owns an action of another body.
    theirs = builders.person(listed.other, user=listed.clerk)
    make.action(make.review(listed.other), owner=theirs, due_on=date(2025, 9, 1))
    client = listed.as_user(listed.clerk)
    answer = client.post(URL, {"all": "2", "query": "?due=overdue"})
    assert [one.pk for one in answer.context["actions"]] == [listed.late.pk]
    assert "is left out, since you are not the clerk of its body" in answer.content.decode()
    assert client.post(URL, {"all": "9", "query": "due=never"}).status_code == 422
    monkeypatch.setattr("scrutiny.workspace.bulk.MOST", 3)
    many = client.post(URL, {"all": "4", "query": ""})
    assert many.status_code == 422
    assert "Filter the list further" in many.content.decode()
    assert bulk_change.MOST == 200


def test_the_form_takes_as_many_queries_for_twenty_as_for_two(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    review = make.review(listed.body)
    rows = [make.action(review, owner=listed.second) for _number in range(20)]
    send(client, rows[:2])
    counts = []
    for number in (2, 20):
        data = {"row": [str(one.key) for one in rows[:number]]}
        with CaptureQueriesContext(connection) as asked:
            assert client.post(URL, data).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
