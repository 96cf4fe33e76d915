"""The moves of meetings, items and access, against the copy of the state tables that tests hold."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from boards.models import (
    AgendaItem,
    ItemAccess,
    Meeting,
    Minute,
    Role,
    RoleAssignment,
    ScrutinyBody,
)
from boards.operations import agenda, meeting_moves, restrictions
from boards.operations.meeting_moves import move_meeting
from boards.operations.permission import roles_for
from boards.rules.lifecycle import ACCESS, AGENDA_ITEM, MEETING
from portal.models import LogEntry, User
from portal.operations import Refused, make_move
from portal.rules.states import StateTable
from tests import builders

THE_DAY = "2025-09-12T09:00:00Z"
REASON = "The hall is flooded."
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
    "before the agenda is published": ("agenda_not_out",),
    "after the agenda is published; the chair's urgency reason": ("agenda_out", "urgency_reason"),
    "meeting in progress or concluded": ("meeting_begun",),
    "a later meeting": ("later_meeting",),
    "paragraph; withheld at once": ("paragraph",),
    "paragraph and public-interest reasoning": ("paragraph", "public_interest"),
    "paragraph and public-interest reasoning; which part": (
        "paragraph",
        "public_interest",
        "which_part",
    ),
    "ground": ("ground",),
}


@dataclass
class Case:
    """A body, and a way to put a record into a state and to make each move of its table."""

    table: StateTable
    field: str
    states: list[str]
    make: Callable[[ScrutinyBody, str, str], Any]
    moves: dict[str, Callable[[Any, User | None], Any]]
    #: Where the move leaves the record alone and makes another.
    beside: frozenset[str] = frozenset()


def _meeting(body: ScrutinyBody, state: str, move: str) -> Meeting:
    published = date(2025, 9, 4) if state in ("agenda_published", "in_progress") else None
    day = date(2025, 9, 19) if move == "publish_agenda" else date(2025, 9, 12)
    return builders.meeting(body, state=state, held_on=day, agenda_published_on=published)


def _item(body: ScrutinyBody, state: str, move: str) -> AgendaItem:
    where = "in_progress" if move == "consider" else "scheduled"
    out = date(2025, 9, 4) if move in ("consider", "add_late") else None
    meeting = builders.meeting(body, state=where, agenda_published_on=out)
    urgent = "A letter came." if state == "added_late" else ""
    return builders.agenda_item(meeting, state=state, urgency_reason=urgent)


def _restrictable(body: ScrutinyBody, access: str, move: str) -> Any:
    item = builders.agenda_item(builders.meeting(body), access=access)
    return item if move in ("restrict", "propose_exempt") else builders.paper(item, access=access)


def _bare_move(name: str) -> Callable[[Any, User | None], Any]:
    """A move of a meeting without what its operation asks first, such as its day."""
    return lambda row, by: move_meeting(row, name=name, by=by, said="", reason=REASON)


def _decide(move: str) -> Callable[[Any, User | None], Any]:
    confidential = move == "mark_confidential"
    return lambda row, by: restrictions.decide_restriction(
        row,
        move=move,
        paragraphs=[] if confidential else [1],
        ground="A court forbids it." if confidential else "",
        public_interest="" if confidential else "Harm outweighs.",
        which_part="Appendix 2",
        reason=REASON if confidential else "",
        by=by,
    )


def _later_minute(meeting: Meeting) -> Minute:
    return builders.minute(builders.concluded_meeting(meeting.body, held_on=date(2025, 9, 26)))


def _later_meeting(item: AgendaItem) -> Meeting:
    return builders.meeting(item.meeting.body, held_on=date(2025, 12, 12))


moves = meeting_moves
CASES: dict[str, Case] = {
    "meeting": Case(
        MEETING,
        "state",
        Meeting.State.values,
        _meeting,
        {
            "schedule": lambda row, by: moves.reschedule_meeting(
                row, held_on=date(2025, 10, 10), by=by
            ),
            "publish_agenda": lambda row, by: moves.publish_agenda(
                row, by=by, short_notice_reason=REASON
            ),
            "start": lambda row, by: moves.start_meeting(row, by=by),
            "conclude": lambda row, by: moves.conclude_meeting(row, by=by),
            "draft_minutes": lambda row, by: moves.draft_minutes(row, by=by),
            "confirm_minutes": lambda row, by: moves.confirm_minutes(
                row, minute=_later_minute(row), by=by
            ),
            "cancel": lambda row, by: moves.cancel_meeting(row, reason=REASON, by=by),
            "postpone": lambda row, by: moves.postpone_meeting(row, reason=REASON, by=by),
        },
    ),
    "agenda_item": Case(
        AGENDA_ITEM,
        "state",
        AgendaItem.State.values,
        _item,
        {
            "accept": lambda row, by: agenda.accept_item(row, by=by),
            "add_late": lambda row, by: agenda.add_item_late(row, urgency_reason=REASON, by=by),
            "consider": lambda row, by: agenda.consider_item(row, by=by),
            "defer": lambda row, by: agenda.defer_item(row, reason=REASON, by=by),
            "withdraw": lambda row, by: agenda.withdraw_item(row, reason=REASON, by=by),
            "bring_forward": lambda row, by: agenda.bring_forward(
                row, meeting=_later_meeting(row), by=by
            ),
        },
        frozenset({"bring_forward"}),
    ),
    "access": Case(
        ACCESS,
        "access",
        ItemAccess.values,
        _restrictable,
        {
            "propose_exempt": lambda row, by: restrictions.propose_restriction(
                row, paragraphs=[1], by=by
            ),
            "restrict": _decide("restrict"),
            "restrict_part": _decide("restrict_part"),
            "mark_confidential": _decide("mark_confidential"),
            "release": lambda row, by: restrictions.release_restriction(row, reason=REASON, by=by),
        },
    ),
}


def table_of(thing: str) -> list[dict[str, str]]:
    """The rows of one kind of record in the tests' own copy."""
    with (Path(__file__).parent.parent / "state_tables.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["object"] == thing]


ROWS = [row for thing in CASES for row in table_of(thing)]


def named(row: dict[str, str]) -> str:
    return f"{row['object']}-{row['from']}-{row['move']}"


@pytest.mark.parametrize("thing", CASES)
def test_the_rows_are_those_of_the_table(thing: str) -> None:
    given = {
        (row["from"], row["move"], row["to"], row["who"], NEEDS[row["needs"]], bool(row["reason"]))
        for row in table_of(thing)
    }
    table = CASES[thing].table
    ours = {
        (
            row.from_state,
            row.name,
            row.to_state,
            " ".join(sorted(row.who, key="clerk chair proper_officer".index)),
            row.needs,
            row.needs_reason,
        )
        for row in table.rows
    }
    assert len(table_of(thing)) == len(table.rows) == len(given)
    assert ours == given
    reachable = table.states() | ({"in_progress"} if thing == "meeting" else set())
    assert set(CASES[thing].states) == reachable
    assert {row.name for row in table.rows} == set(CASES[thing].moves)


@pytest.fixture
def people(db: None) -> tuple[ScrutinyBody, dict[str, User]]:
    """A body with somebody in every role, and three who have none in it."""
    body = builders.body()
    found = {}
    for role in Role.values:
        found[role] = builders.user()
        RoleAssignment.objects.create(
            user=found[role], body=body, role=role, valid_from=builders.LONG_AGO
        )
    found["clerk of another body"] = builders.clerk_of(builders.body())
    found["former clerk"] = builders.former_clerk_of(body)
    found["administrator of the portal"] = builders.administrator()
    return body, found


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_who_may_make_the_move(
    row: dict[str, str], people: tuple[ScrutinyBody, dict[str, User]]
) -> None:
    body, users = people
    case = CASES[row["object"]]
    with time_machine.travel(THE_DAY, tick=False):
        for role, by in users.items():
            record = case.make(body, row["from"], row["move"])
            if role not in row["who"].split():
                with pytest.raises(Refused, match="Your role does not allow this"):
                    case.moves[row["move"]](record, by)
                record.refresh_from_db()
                assert (getattr(record, case.field), record.version) == (row["from"], 1), role
                continue
            moved = case.moves[row["move"]](record, by)
            assert getattr(moved, case.field) == row["to"], role
            subject = moved if row["move"] in case.beside else record
            entry = LogEntry.objects.for_instance(subject).latest("pk")
            assert (entry.user, entry.body) == (by, body.slug)
            assert moved.version == (1 if row["move"] in case.beside else 2)
            if row["reason"]:
                assert entry.reason == REASON


@pytest.mark.parametrize("thing", CASES)
def test_every_other_pair_is_refused(
    thing: str, people: tuple[ScrutinyBody, dict[str, User]]
) -> None:
    body, users = people
    case = CASES[thing]
    allowed = {(row["from"], row["move"]) for row in table_of(thing)}
    roles = roles_for(None, body)
    tried = 0
    with time_machine.travel(THE_DAY, tick=False):
        for state in case.states:
            for name, move in case.moves.items():
                if (state, name) in allowed:
                    continue
                tried += 1
                record = case.make(body, state, name)
                operation = _bare_move(name) if thing == "meeting" else move
                with pytest.raises(Refused, match="cannot be done from here"):
                    operation(record, None)
                with pytest.raises(Refused, match="cannot be done from here"):
                    make_move(
                        record,
                        table=case.table,
                        name=name,
                        by=users["clerk"],
                        roles=roles,
                        expected_version=None,
                        sentence="",
                        unmet={},
                        field=case.field,
                    )
    assert tried == len(case.states) * len(case.moves) - len(allowed) > 0


@pytest.mark.django_db
@pytest.mark.once
def test_a_reason_of_blanks_is_none() -> None:
    asked = 0
    with time_machine.travel(THE_DAY, tick=False):
        for row in ROWS:
            if not row["reason"]:
                continue
            asked += 1
            case = CASES[row["object"]]
            record = case.make(builders.body(), row["from"], row["move"])
            found = case.table.find(state=row["from"], name=row["move"])
            assert found is not None
            with pytest.raises(Refused, match="Give a reason"):
                make_move(
                    record,
                    table=case.table,
                    name=row["move"],
                    by=None,
                    roles=frozenset(found.who),
                    expected_version=None,
                    sentence="",
                    unmet={},
                    reason="  \n",
                    field=case.field,
                )
    assert asked >= 15
