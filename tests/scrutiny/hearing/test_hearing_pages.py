"""The pages of a hearing: for clerks of the body alone; nothing that is sent is ever lost."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from portal import audit
from portal.models import LogEntry
from scrutiny.models import Action, Evidence, HearingEntry
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.hearing.test_hearing_operations import OTHERS, Room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _day_of_the_meeting() -> Iterator[None]:
    with time_machine.travel("2025-09-12T10:00:00Z", tick=False):
        yield


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def clerk(room: Room) -> Client:
    return browser(room.clerk)


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(room: Room, page: str = "") -> str:
    return f"/workspace/hearings/{room.hearing.key}/{page}"


def typed(room: Room, **values: Any) -> dict[str, Any]:
    return {
        "line": room.line.pk,
        "key": str(uuid.uuid4()),
        "typed_by": room.clerk.pk,
        "question": "How soon?",
        "answer": "Within a week.",
        "take_away": "nothing",
        **values,
    }


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def test_everybody_but_clerks_of_the_body_finds_nothing(room: Room) -> None:
    entry = room.enter()
    people = [builders.user(), builders.administrator(), builders.clerk_of(builders.body())]
    people += [builders.with_role(room.body, role) for role in OTHERS]
    pages = ("", "state/", "close/", f"entries/{entry.key}/")
    for who in people:
        client = browser(who)
        for page in pages:
            assert client.get(address(room, page)).status_code == 404, (who, page)
        for page in ("", "close/", "evidence/", f"entries/{entry.key}/"):
            data = typed(room, seen="yes", version="1", witness=room.witness.pk)
            assert client.post(address(room, page), data).status_code == 404, (who, page)
    assert HearingEntry.objects.get() == entry
    room.hearing.item.refresh_from_db()
    assert room.hearing.item.state == "on_agenda"


def test_the_page_shows_lines_plans_and_what_is_untouched(room: Room, clerk: Client) -> None:
    answer = clerk.get(address(room))
    assert answer["Cache-Control"] == "private, no-store"
    policy = answer["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = text(answer)
    assert "<script>" not in page
    assert " style=" not in page
    assert "Line 1: nothing was asked" in page
    assert "Who counts them?" in page
    room.enter(line=room.line)
    page = text(clerk.get(address(room)))
    assert "Line 1: nothing was asked" not in page
    assert "Line 1, not asked: Who counts them?" in page
    assert "Line 2: nothing was asked" in page


def test_the_number_of_queries_does_not_grow(
    room: Room, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    for _number in range(6):
        line = make.line(room.review, state="agreed")
        for _again in range(3):
            room.enter(line=line, planned=make.planned_question(line), witness=room.witness)
    with django_assert_max_num_queries(22):
        clerk.get(address(room))


def test_a_plain_form_enters_and_comes_back_to_the_entry(room: Room, clerk: Client) -> None:
    sent = typed(room, question="", planned=room.planned.pk, witness=room.witness.pk)
    answer = clerk.post(address(room), sent)
    entry = HearingEntry.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"{address(room)}?entered=1#entry-{entry.key}"
    assert (entry.question, entry.planned, entry.witness) == (
        "Who counts them?",
        room.planned,
        room.witness,
    )
    assert entry.entered_by == room.clerk
    again = clerk.post(address(room), sent)
    assert (again.status_code, HearingEntry.objects.count()) == (302, 1)


def test_a_form_used_again_with_other_words_loses_none(room: Room, clerk: Client) -> None:
    sent = typed(room)
    clerk.post(address(room), sent)
    answer = clerk.post(address(room), {**sent, "answer": "Never."})
    assert answer.status_code == 409
    page = text(answer)
    assert "Never." in page
    assert f'name="key" value="{sent["key"]}"' not in page
    assert HearingEntry.objects.count() == 1


def test_mistakes_come_back_with_every_word(room: Room, clerk: Client) -> None:
    for values, said in (
        ({"question": " "}, "Write the question, or choose a planned one"),
        ({"take_away": "action", "take_away_text": "Send it."}, "Choose by whom"),
        ({"take_away_text": "Send it."}, "Say whether this is an action or a request"),
        ({"typed_by": room.clerk.pk + 1}, "Somebody else opened this page"),
    ):
        answer = clerk.post(address(room), typed(room, answer="Zebra.", **values))
        assert answer.status_code == 422, values
        page = text(answer)
        assert said in page
        assert "There is a problem" in page
        assert "Zebra.</textarea>" in page
        told = clerk.post(address(room), typed(room, **values), headers=JSON)
        assert told.status_code == 422
        assert said in " ".join(told.json()["reasons"])
    meeting = room.hearing.item.meeting
    meeting.state = "minutes_confirmed"
    meeting.save()
    told = clerk.post(address(room), typed(room), headers=JSON)
    assert "minutes of this meeting are confirmed" in told.json()["reasons"][0]
    assert not HearingEntry.objects.exists()


def test_the_script_gets_the_entry_and_what_is_untouched(room: Room, clerk: Client) -> None:
    sent = typed(room, answer="<b>Zebra</b>")
    answer = clerk.post(address(room), sent, headers=JSON)
    given = answer.json()
    assert (given["key"], given["line"]) == (sent["key"], room.line.pk)
    assert "&lt;b&gt;Zebra" in given["entry"]
    assert "Line 2: nothing was asked" in re.sub(r"\s+", " ", given["untouched"])
    assert clerk.post(address(room), sent, headers=JSON).json()["key"] == sent["key"]
    assert HearingEntry.objects.count() == 1
    foreign = typed(room, line=Room().line.pk)
    assert clerk.post(address(room), foreign, headers=JSON).status_code == 404


def test_an_ended_session_gets_a_plain_answer_and_the_words_back(room: Room) -> None:
    stranger = Client()
    for page in ("", "state/"):
        answer = stranger.get(address(room, page), headers=JSON)
        assert (answer.status_code, answer.json()) == (401, {"signed_in": False})
    assert stranger.post(address(room), typed(room), headers=JSON).status_code == 401
    answer = stranger.post(address(room), typed(room, answer="Zebra & <i>"))
    assert answer.status_code == 401
    assert "Zebra &amp; &lt;i&gt;</textarea>" in answer.content.decode()
    assert f"?next={address(room)}" in text(answer)
    assert answer["Cache-Control"] == "private, no-store"
    asked = stranger.get(address(room))
    assert asked.status_code == 302
    assert asked["Location"].startswith("/workspace/sign-in/")
    assert not HearingEntry.objects.exists()


def test_the_state_tells_who_it_is_and_gives_a_good_token(room: Room) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.clerk)
    state = client.get(address(room, "state/")).json()
    assert (state["user"], state["keeps"]) == (room.clerk.pk, True)
    assert client.post(address(room), typed(room), headers=JSON).status_code == 403
    headers = {**JSON, "X-CSRFToken": state["token"]}
    assert client.post(address(room), typed(room), headers=headers).status_code == 200


@pytest.mark.parametrize("access", ["proposed_exempt", "part_exempt", "exempt", "confidential"])
def test_under_an_item_that_is_not_open_the_browser_is_told_to_keep_nothing(
    room: Room, clerk: Client, access: str
) -> None:
    assert 'data-keeps="yes"' in text(clerk.get(address(room)))
    room.hearing.item.access = access
    room.hearing.item.save()
    page = text(clerk.get(address(room)))
    assert 'data-keeps="no"' in page
    assert "nothing that you type stays on this device" in page
    looks = LogEntry.objects.for_instance(room.hearing.item).filter(action=audit.VIEW)
    assert looks.count() == 1
    assert clerk.get(address(room, "state/")).json()["keeps"] is False
    assert looks.count() == 1


def test_an_entry_is_corrected_and_of_two_the_second_sees_both_texts(
    room: Room, clerk: Client
) -> None:
    entry = room.enter()
    here = address(room, f"entries/{entry.key}/")
    assert "Within a week." in text(clerk.get(here))
    before = {"question": "How soon?", "take_away": "nothing", "expected_version": "1"}
    before |= {"initial-answer": "Within a week.", "initial-question": "How soon?"}
    answer = clerk.post(here, {**before, "answer": "In nine days."})
    assert (answer.status_code, answer["Location"]) == (302, f"{address(room)}#entry-{entry.key}")
    answer = clerk.post(here, {**before, "answer": "In a month."})
    assert answer.status_code == 409
    page = text(answer)
    assert "In nine days." in page
    assert "In a month.</textarea>" in page
    entry.refresh_from_db()
    assert (entry.answer, entry.version) == ("In nine days.", 2)
    elsewhere = address(Room(), f"entries/{entry.key}/")
    assert clerk.get(elsewhere).status_code == 404


def test_a_take_away_that_has_its_number_is_no_field_any_more(room: Room, clerk: Client) -> None:
    clerk.post(
        address(room),
        typed(
            room,
            take_away="action",
            take_away_text="Send the figures.",
            take_away_owner=room.owner.pk,
            take_away_due_on="2025-10-10",
        ),
    )
    entry = HearingEntry.objects.get()
    action = Action.objects.get(origin_entry=entry)
    assert (action.text, action.due_on) == ("Send the figures.", date(2025, 10, 10))
    assert f"Action {action.reference}" in text(clerk.get(address(room)))
    page = text(clerk.get(address(room, f"entries/{entry.key}/")))
    assert 'name="take_away"' not in page
    assert f"{action} was made of this answer" in page


def test_the_item_is_closed_by_somebody_who_saw_what_is_untouched(
    room: Room, clerk: Client
) -> None:
    here = address(room, "close/")
    assert "Line 2: nothing was asked" in text(clerk.get(here))
    assert clerk.post(here, {"version": "1"}).status_code == 422
    assert clerk.post(here, {"version": "7", "seen": "yes"}).status_code == 422
    assert clerk.post(here, {"version": "1", "seen": "yes"}).status_code == 302
    room.hearing.item.refresh_from_db()
    assert room.hearing.item.state == "considered"
    assert "The item is closed." in text(clerk.get(address(room)))


def test_oral_evidence_is_one_button(room: Room, clerk: Client) -> None:
    room.enter(witness=room.witness)
    sent = {"line": room.line.pk, "witness": room.witness.pk}
    assert "Make oral evidence out of it" in text(clerk.get(address(room)))
    assert clerk.post(address(room, "evidence/"), sent).status_code == 302
    made = Evidence.objects.get()
    page = text(clerk.get(address(room)))
    assert f"Made: E{made.number}" in page
    assert "Make oral evidence out of it" not in page
    assert clerk.post(address(room, "evidence/"), sent).status_code == 422
    for wrong in ({"line": Room().line.pk}, {"witness": "x"}):
        assert clerk.post(address(room, "evidence/"), {**sent, **wrong}).status_code == 404
    assert clerk.get(address(room, "evidence/")).status_code == 405


def test_signing_out_asks_first_while_a_hearing_is_under_way(room: Room, clerk: Client) -> None:
    for door in ("/workspace/sign-out/", "/admin/logout/"):
        answer = clerk.post(door)
        assert (answer.status_code, answer["Location"]) == (302, "/workspace/leaving/")
        page = text(clerk.get("/workspace/leaving/"))
        assert address(room) in page
    assert "Lines of enquiry put to witnesses" in text(clerk.get("/workspace/"))
    answer = clerk.post("/workspace/sign-out/", {"confirmed": "yes"})
    assert answer["Clear-Site-Data"] == '"storage"'
    assert clerk.get(address(room)).status_code == 302
    member = browser(builders.with_role(room.body, "member"))
    assert address(room) not in text(member.get("/workspace/leaving/"))
    assert member.post("/workspace/sign-out/")["Location"] == "/workspace/sign-in/"
