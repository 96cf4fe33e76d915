"""The moves of a meeting, against the copy of the state tables that the tests hold."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine

from boards.models import Meeting, Role, RoleAssignment, ScrutinyBody
from boards.operations import (
    cancel_meeting,
    conclude_meeting,
    postpone_meeting,
    publish_agenda,
    reschedule_meeting,
)
from boards.operations.meeting_moves import move_meeting
from boards.rules.lifecycle import MEETING, MEETING_IN_OUTLINE, OUTLINE_STATES
from portal.models import LogEntry, User
from portal.operations import Refused
from tests import builders

NEEDS = {
    "": (),
    "notice certificate; a reason if notice is short": (
        "notice_certificate",
        "short_notice_reason",
    ),
    "every open action dealt with or carried forward (once actions exist)": (
        "open_actions_dealt_with",
    ),
    "minute of a later meeting of the same body": ("later_minute",),
    "new date; the notice clock runs anew": ("new_date",),
}
OPERATIONS: dict[str, Callable[[Meeting, User | None], Meeting]] = {
    "schedule": lambda row, by: reschedule_meeting(row, held_on=date(2025, 10, 10), by=by),
    "publish_agenda": lambda row, by: publish_agenda(row, by=by),
    "conclude": lambda row, by: conclude_meeting(row, by=by),
    "cancel": lambda row, by: cancel_meeting(row, reason="The hall is flooded.", by=by),
    "postpone": lambda row, by: postpone_meeting(row, reason="The hall is flooded.", by=by),
}


def table() -> list[dict[str, str]]:
    """The rows of a meeting in the tests' own copy."""
    with (Path(__file__).parent.parent / "state_tables.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["object"] == "meeting"]


ROWS = table()
IN_OUTLINE = [row for row in ROWS if {row["from"], row["to"]} <= OUTLINE_STATES]
ALLOWED = {(row["from"], row["move"]) for row in IN_OUTLINE}


def named(row: dict[str, str]) -> str:
    return f"{row['from']}-{row['move']}"


def in_state(body: ScrutinyBody, state: str) -> Meeting:
    """A meeting in a state; those that may be concluded take place today."""
    day = date(2025, 9, 12)
    published = date(2025, 9, 4) if state == "agenda_published" else None
    return builders.meeting(body, state=state, held_on=day, agenda_published_on=published)


def role_holder(body: ScrutinyBody, role: str) -> User:
    account = builders.user()
    RoleAssignment.objects.create(user=account, body=body, role=role, valid_from=builders.LONG_AGO)
    return account


@pytest.fixture(autouse=True)
def _in_time(request: pytest.FixtureRequest) -> Iterator[None]:
    """The day of the meeting for conclusions, the last day for its agenda otherwise."""
    row = request.node.callspec.params.get("row") if hasattr(request.node, "callspec") else None
    day = "2025-09-12T09:00:00Z" if row and row["move"] == "conclude" else "2025-09-04T09:00:00Z"
    with time_machine.travel(day, tick=False):
        yield


def test_the_rows_are_those_of_the_table() -> None:
    given = {
        (row["from"], row["move"], row["to"], row["who"], NEEDS[row["needs"]], bool(row["reason"]))
        for row in ROWS
    }
    ours = {
        (
            row.from_state,
            row.name,
            row.to_state,
            " ".join(sorted(row.who)),
            row.needs,
            row.needs_reason,
        )
        for row in MEETING.rows
    }
    assert len(ROWS) == len(MEETING.rows) == len(given)
    assert ours == given


def test_the_outline_has_the_states_of_the_model() -> None:
    assert set(Meeting.State.values) == OUTLINE_STATES == MEETING_IN_OUTLINE.states()


@pytest.mark.django_db
@pytest.mark.parametrize("row", IN_OUTLINE, ids=named)
def test_who_may_make_the_move(row: dict[str, str]) -> None:
    body = builders.body()
    for role in Role.values:
        by = role_holder(body, role)
        meeting = in_state(body, row["from"])
        if role in row["who"].split():
            moved = OPERATIONS[row["move"]](meeting, by)
            assert (moved.state, moved.version) == (row["to"], 2), role
            entry = LogEntry.objects.for_instance(meeting).get()
            assert (entry.user, entry.body) == (by, body.slug)
            assert entry.reason == ("The hall is flooded." if row["reason"] else "")
        else:
            with pytest.raises(Refused, match="Your role does not allow this"):
                OPERATIONS[row["move"]](meeting, by)
            assert Meeting.objects.get(pk=meeting.pk).state == row["from"], role


@pytest.mark.django_db
@pytest.mark.parametrize("row", IN_OUTLINE, ids=named)
def test_clerks_elsewhere_and_administrators_of_the_portal_may_not(row: dict[str, str]) -> None:
    body = builders.body()
    strangers = [
        builders.clerk_of(builders.body()),
        builders.former_clerk_of(body),
        builders.administrator(),
    ]
    for by in strangers:
        meeting = in_state(body, row["from"])
        with pytest.raises(Refused, match="Your role does not allow this"):
            OPERATIONS[row["move"]](meeting, by)
        assert Meeting.objects.get(pk=meeting.pk).version == 1


@pytest.mark.django_db
def test_every_other_pair_is_refused() -> None:
    body = builders.body()
    clerk = role_holder(body, "clerk")
    moves = {row["move"] for row in ROWS}
    tried = 0
    for state in Meeting.State.values:
        meeting = in_state(body, state)
        for name in moves:
            if (state, name) in ALLOWED:
                continue
            tried += 1
            with pytest.raises(Refused, match="cannot be done from here"):
                move_meeting(meeting, name=name, by=clerk, said="", reason="Because.")
        assert Meeting.objects.get(pk=meeting.pk).version == 1
    assert tried == len(Meeting.State.values) * len(moves) - len(ALLOWED)


@pytest.mark.django_db
@pytest.mark.parametrize("move", ["cancel", "postpone"])
def test_a_reason_of_blanks_is_none(move: str) -> None:
    body = builders.body()
    operation = cancel_meeting if move == "cancel" else postpone_meeting
    with pytest.raises(Refused, match="Give a reason"):
        operation(in_state(body, "scheduled"), reason="  \n", by=role_holder(body, "clerk"))
