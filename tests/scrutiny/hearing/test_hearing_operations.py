"""Entering what is asked and answered: who may, when, once, and what comes of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from portal.cases import case_of_record
from portal.models import LogEntry, User
from portal.operations import Conflict, Refused
from scrutiny.models import Action, Evidence, Hearing, HearingEntry, InformationRequest
from scrutiny.operations.hearing import close_item, open_hearing
from scrutiny.operations.hearing_entries import correct_answer, enter_answer
from scrutiny.operations.information_requests import add_request, change_request, move_request
from scrutiny.operations.lines_sent import record_lines_sent
from scrutiny.operations.oral_evidence import make_oral_evidence
from scrutiny.operations.planned_questions import (
    change_question,
    plan_question,
    remove_question,
)
from tests import builders
from tests import builders_scrutiny as make

pytestmark = pytest.mark.django_db

OTHERS = ("member", "chair", "proper_officer", "responder", "partner", "scrutineer", "admin")


@pytest.fixture(autouse=True)
def _day_of_the_meeting() -> Iterator[None]:
    with time_machine.travel("2025-09-12T10:00:00Z", tick=False):
        yield


class Room:
    """A hearing under way: two agreed lines, a planned question, a witness, a clerk."""

    def __init__(self) -> None:
        self.body = builders.body()
        self.clerk = builders.clerk_of(self.body)
        self.review = make.review(self.body, state="evidence")
        self.line = make.line(self.review, state="in_enquiry")
        self.other_line = make.line(self.review, state="agreed")
        self.planned = make.planned_question(self.line)
        self.witness = make.witness(self.review, post="Chair of the board")
        self.owner = builders.person(self.body)
        self.hearing = make.hearing(self.review)

    def enter(self, by: User | None = None, **values: Any) -> HearingEntry:
        given: dict[str, Any] = {"question": "How soon?", "answer": "Within a week."}
        line = values.pop("line", self.line)
        key = values.pop("key", None) or uuid.uuid4()
        return enter_answer(
            hearing=self.hearing,
            line=line,
            by=by or self.clerk,
            key=key,
            values={**given, **values},
        )

    def take_away(self, kind: str) -> dict[str, Any]:
        return {
            "take_away": kind,
            "take_away_text": "Send the figures.",
            "take_away_owner": self.owner,
            "take_away_due_on": date(2025, 10, 10),
        }


@pytest.fixture
def room() -> Room:
    return Room()


def test_only_a_clerk_of_the_body_does_any_of_it(room: Room) -> None:
    entry = room.enter()
    request = make.information_request(room.review, addressee=room.owner)
    before = LogEntry.objects.count()
    strangers = [builders.user(), builders.clerk_of(builders.body())]
    strangers += [builders.with_role(room.body, role) for role in OTHERS]
    before = LogEntry.objects.count()
    version = {"expected_version": 1}
    for who in strangers:
        for attempt in (
            lambda who=who: room.enter(by=who),
            lambda who=who: correct_answer(
                entry=entry, by=who, values={"answer": "No."}, **version
            ),
            lambda who=who: open_hearing(
                review=room.review, item=builders.agenda_item(room.hearing.item.meeting), by=who
            ),
            lambda who=who: close_item(
                hearing=room.hearing, by=who, has_seen_untouched=True, **version
            ),
            lambda who=who: make_oral_evidence(
                hearing=room.hearing, line=room.line, witness=room.witness, by=who
            ),
            lambda who=who: record_lines_sent(
                witness=room.witness, by=who, on=date(2025, 9, 1), **version
            ),
            lambda who=who: plan_question(line=room.line, by=who, values={"text": "Who?"}),
            lambda who=who: change_question(
                question=room.planned, by=who, values={"text": "Who?"}, **version
            ),
            lambda who=who: remove_question(record=room.planned, by=who, **version),
            lambda who=who: add_request(body=room.body, by=who, values={"text": "What?"}),
            lambda who=who: change_request(
                request=request, by=who, values={"text": "What?"}, **version
            ),
        ):
            with pytest.raises(Refused, match="Only a clerk"):
                attempt()
    assert LogEntry.objects.count() == before
    assert HearingEntry.objects.get() == entry


def test_the_same_key_is_one_row_whatever_happened_meanwhile(room: Room) -> None:
    key = uuid.uuid4()
    first = room.enter(key=key, **room.take_away("action"))
    correct_answer(entry=first, by=room.clerk, values={"answer": "Nine days."}, expected_version=1)
    meeting = room.hearing.item.meeting
    meeting.state = "minutes_confirmed"
    meeting.save()
    again = room.enter(key=key, **room.take_away("action"))
    assert again.pk == first.pk
    assert HearingEntry.objects.get().answer == "Nine days."
    assert Action.objects.count() == 1
    colleague = builders.clerk_of(room.body)
    with pytest.raises(Refused, match="Type it once more"):
        room.enter(by=colleague, key=key)


def test_what_is_taken_away_gets_its_number_and_its_day(room: Room) -> None:
    asked = room.enter(**room.take_away("information"))
    for number in (1, 2):
        entry = room.enter(**room.take_away("action"))
        action = Action.objects.get(origin_entry=entry)
        assert (action.number, action.municipal_year, action.review) == (
            number,
            "2025/26",
            room.review,
        )
        assert (action.owner, action.due_on) == (room.owner, date(2025, 10, 10))
    request = InformationRequest.objects.get(origin_entry=asked)
    assert (request.number, request.addressee, request.line) == (1, room.owner, room.line)
    for row in (request, asked, action, room.hearing):
        assert case_of_record(row) == f"review:{room.review.key}", row
    with pytest.raises(Refused, match="by when"):
        room.enter(take_away="action", take_away_text="Do it.")
    assert HearingEntry.objects.count() == 3


def test_a_take_away_can_be_added_later_and_is_then_changed_on_the_desk(room: Room) -> None:
    entry = room.enter()
    entry = correct_answer(
        entry=entry, by=room.clerk, values=room.take_away("action"), expected_version=1
    )
    assert Action.objects.get(origin_entry=entry).text == "Send the figures."
    with pytest.raises(Refused, match="on the desk"):
        correct_answer(
            entry=entry, by=room.clerk, values={"take_away_text": "No."}, expected_version=2
        )
    correct_answer(entry=entry, by=room.clerk, values={"answer": "Soon."}, expected_version=2)
    with pytest.raises(Conflict) as conflict:
        correct_answer(entry=entry, by=room.clerk, values={"answer": "Late."}, expected_version=2)
    assert conflict.value.saved.answer == "Soon."  # type: ignore[attr-defined]
    assert Action.objects.count() == 1


def test_when_nothing_can_be_entered(room: Room) -> None:
    meeting = room.hearing.item.meeting
    for state, match in (("agenda_published", "has not begun"), ("minutes_confirmed", "confirmed")):
        meeting.state = state
        meeting.save()
        with pytest.raises(Refused, match=match):
            room.enter()
    for state in ("in_progress", "concluded", "minutes_draft"):
        meeting.state = state
        meeting.save()
        room.enter()
    with pytest.raises(Refused, match="not agreed"):
        room.enter(line=make.line(room.review))
    # Asked at the meeting before the line was dropped, and sent when the connection came back.
    room.enter(line=make.line(room.review, state="dropped"))


def test_nothing_of_another_review_or_body_is_taken(room: Room) -> None:
    other = Room()
    for values in (
        {"line": other.line},
        {"planned": other.planned},
        {"planned": room.planned, "line": room.other_line},
        {"witness": other.witness},
        {**room.take_away("action"), "take_away_owner": other.owner},
    ):
        with pytest.raises(Refused, match="another review"):
            room.enter(**values)
    mine = room.enter()
    with pytest.raises(Refused, match="another review"):
        correct_answer(
            entry=mine, by=room.clerk, values={"witness": other.witness}, expected_version=1
        )
    with pytest.raises(Refused, match="another review"):
        plan_question(line=room.line, by=room.clerk, values={"text": "?", "asker": other.owner})
    for values in ({"addressee": other.owner}, {"addressee": room.owner, "line": other.line}):
        full = {"text": "?", "due_on": date(2025, 10, 10), **values}
        with pytest.raises(Refused, match="another review"):
            add_request(body=room.body, review=room.review, by=room.clerk, values=full)
    item = builders.agenda_item(builders.meeting(other.body))
    with pytest.raises(Refused, match="another review"):
        open_hearing(review=room.review, item=item, by=room.clerk)
    with pytest.raises(Refused, match="cannot be entered"):
        enter_answer(
            hearing=other.hearing, line=other.line, by=other.clerk, key=mine.key, values={}
        )


def test_a_hearing_is_opened_once_under_an_item_that_stands(room: Room) -> None:
    meeting = room.hearing.item.meeting
    item = builders.agenda_item(meeting)
    assert open_hearing(review=room.review, item=item, by=room.clerk).item == item
    with pytest.raises(Refused, match="already"):
        open_hearing(review=room.review, item=item, by=room.clerk)
    gone = builders.agenda_item(meeting, state="withdrawn")
    with pytest.raises(Refused, match="left the agenda"):
        open_hearing(review=room.review, item=gone, by=room.clerk)
    fresh = make.review(room.body)
    make.line(fresh)
    with pytest.raises(Refused, match="Agree the lines"):
        open_hearing(review=fresh, item=builders.agenda_item(meeting), by=room.clerk)
    assert Hearing.objects.count() == 2


def test_the_item_is_closed_once_the_untouched_was_seen(room: Room) -> None:
    room.enter(planned=room.planned)
    given: dict[str, Any] = {"hearing": room.hearing, "by": room.clerk, "expected_version": 1}
    with pytest.raises(Refused, match="untouched"):
        close_item(has_seen_untouched=False, **given)
    room.hearing.item.refresh_from_db()
    assert room.hearing.item.state == "on_agenda"
    room.enter(line=room.other_line)
    assert close_item(has_seen_untouched=False, **given).state == "considered"
    with pytest.raises(Refused):
        close_item(has_seen_untouched=True, **given)


def test_witnesses_get_the_lines_once_all_are_agreed(room: Room) -> None:
    given: dict[str, Any] = {"witness": room.witness, "by": room.clerk, "expected_version": 1}
    draft = make.line(room.review)
    with pytest.raises(Refused, match=f"not agreed yet: {draft.number}"):
        record_lines_sent(on=date(2025, 9, 1), **given)
    draft.state = "dropped"
    draft.save()
    with pytest.raises(Refused, match="still to come"):
        record_lines_sent(on=date(2025, 9, 13), **given)
    sent = record_lines_sent(on=date(2025, 9, 1), **given)
    assert sent.lines_sent_on == date(2025, 9, 1)


def test_planned_questions_are_numbered_by_line_and_stay_once_asked(room: Room) -> None:
    second = plan_question(line=room.line, by=room.clerk, values={"text": "Who?"})
    first_there = plan_question(line=room.other_line, by=room.clerk, values={"text": "Who?"})
    assert (second.number, first_there.number) == (2, 1)
    room.enter(planned=second)
    with pytest.raises(Refused, match="was asked"):
        remove_question(record=second, by=room.clerk, expected_version=1)
    with pytest.raises(Conflict):
        remove_question(record=room.planned, by=room.clerk, expected_version=7)
    remove_question(record=room.planned, by=room.clerk, expected_version=1)
    with pytest.raises(Refused, match="new version"):
        plan_question(
            line=make.line(room.review, state="superseded"), by=room.clerk, values={"text": "Who?"}
        )


def test_oral_evidence_says_what_was_answered_and_is_made_once(room: Room) -> None:
    given: dict[str, Any] = {"hearing": room.hearing, "line": room.line, "by": room.clerk}
    with pytest.raises(Refused, match="answered nothing"):
        make_oral_evidence(witness=room.witness, **given)
    room.enter(witness=room.witness)
    room.enter(witness=make.witness(room.review), answer="Nobody knows.")
    room.enter(witness=room.witness, line=room.other_line, answer="Elsewhere.")
    made = make_oral_evidence(witness=room.witness, **given)
    assert (made.kind, made.state, made.access) == ("oral", "received", "open")
    assert made.summary == "How soon? Within a week."
    assert made.title == f"Oral evidence on line {room.line.number}: Chair of the board"
    assert (made.meeting, made.dated_on) == (room.hearing.item.meeting, date(2025, 9, 12))
    assert list(made.lines.all()) == [room.line]
    with pytest.raises(Refused, match=f"E{made.number}"):
        make_oral_evidence(witness=room.witness, **given)
    assert Evidence.objects.count() == 1


def test_evidence_of_a_closed_item_is_restricted_and_names_no_private_witness(room: Room) -> None:
    room.hearing.item.access = "exempt"
    room.hearing.item.save()
    private = make.witness(
        room.review, name="Harriet Quill", is_public=False, public_description="a practitioner"
    )
    room.enter(witness=private)
    made = make_oral_evidence(hearing=room.hearing, line=room.line, witness=private, by=room.clerk)
    assert made.access == "restricted"
    assert "Quill" not in made.title + made.summary
    assert "a practitioner" in made.title


def test_requests_are_answered_by_whom_they_are_addressed_to(room: Room) -> None:
    account = builders.user()
    asked = builders.person(room.body, user=account)
    request = make.information_request(room.review, addressee=asked)
    given: dict[str, Any] = {"request": request, "move": "answer", "expected_version": 1}
    responder = builders.with_role(room.body, "responder")
    with pytest.raises(Refused, match="role"):
        move_request(by=responder, answer="Mine.", **given)
    with pytest.raises(Refused, match="Write the answer"):
        move_request(by=account, answer=" ", **given)
    answered = move_request(by=account, answer="Thirty.", **given)
    assert (answered.answer, answered.answered_on) == ("Thirty.", date(2025, 9, 12))
    with pytest.raises(Refused, match="can no longer be changed"):
        change_request(request=answered, by=room.clerk, values={"text": "Else"}, expected_version=2)
    back = move_request(
        request=answered, move="send_back", by=room.clerk, reason="Of when?", expected_version=2
    )
    assert (back.answered_on, back.answer) == (None, "Thirty.")
