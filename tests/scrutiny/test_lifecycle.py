"""Every move of the state tables: who may, who may not, and what is in no table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from portal.models import LogEntry
from portal.operations import Refused
from portal.rules.states import StateTable
from scrutiny.report import render
from scrutiny.rules import lifecycle
from tests.scrutiny.moving import ROLES, THINGS, World, named, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]

ROWS = rows()
TABLES: dict[str, StateTable] = {
    table.thing: table for table in vars(lifecycle).values() if isinstance(table, StateTable)
}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without drawing PDFs, on a day after all dates of the records."""
    monkeypatch.setattr(render, "pdf", lambda _document: b"%PDF-1.7 test")
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def world() -> World:
    return World()


def test_tables_equal_the_csv() -> None:
    for thing in THINGS:
        wanted = {
            (
                row["from"],
                row["move"],
                row["to"],
                frozenset(row["who"].split()),
                row["reason"] == "yes",
                frozenset(row["kinds"].split()),
                bool(row["needs"]),
            )
            for row in ROWS
            if row["object"] == thing
        }
        held = {
            (
                row.from_state,
                row.name,
                row.to_state,
                row.who,
                row.needs_reason,
                row.kinds,
                bool(row.needs),
            )
            for row in TABLES[thing].rows
        }
        assert held == wanted


def roles_of(row: dict[str, str]) -> set[str]:
    return set(row["who"].split())


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_moves_by_every_role(row: dict[str, str], world: World) -> None:
    """Those named may; everybody else is refused, and nothing has changed then."""
    record = world.arrange(row["object"], row["from"])
    before = LogEntry.objects.count()
    for role in sorted(set(ROLES) - roles_of(row)):
        with pytest.raises(Refused), transaction.atomic():
            world.perform(record, row["move"], world.users[role])
        record.refresh_from_db()
        assert record.state == row["from"], role
    assert LogEntry.objects.count() == before
    for role in sorted(roles_of(row)):
        with transaction.atomic():
            user = world.users[role]
            moved = world.perform(record, row["move"], user)
            assert moved.state == row["to"], role
            entry = LogEntry.objects.for_instance(moved).filter(action="portal.move").first()
            assert entry is not None
            assert entry.user_id == user.pk
            assert entry.sentence
            assert entry.data["from"] == row["from"]
            if row["reason"] == "yes":
                assert entry.reason
            transaction.set_rollback(True)
        record.refresh_from_db()


def _pairs() -> list[tuple[str, str]]:
    return [(thing, state) for thing in THINGS for state in sorted(TABLES[thing].states())]


@pytest.mark.parametrize(("thing", "state"), _pairs())
def test_every_other_pair_is_refused(thing: str, state: str, world: World) -> None:
    allowed = {(row["from"], row["move"]) for row in ROWS if row["object"] == thing}
    moves = {row["move"] for row in ROWS if row["object"] == thing}
    record = world.arrange(thing, state)
    for move in sorted(moves):
        if (state, move) in allowed:
            continue
        for role in ("clerk", "responder", "proper_officer"):
            with pytest.raises(Refused), transaction.atomic():
                world.perform(record, move, world.users[role])
        record.refresh_from_db()
        assert record.state == state, move


@pytest.mark.parametrize("kind", ["themed", "standing"])
def test_kinds_of_review_have_their_own_moves(kind: str, world: World) -> None:
    for row in ROWS:
        if row["object"] != "review" or kind in row["kinds"].split():
            continue
        with transaction.atomic():
            record = world.arrange("review", row["from"], kind)
            with pytest.raises(Refused), transaction.atomic():
                world.perform(record, row["move"], world.users["clerk"])
            transaction.set_rollback(True)


@pytest.mark.parametrize("row", [row for row in ROWS if "minute" in row["needs"]], ids=named)
def test_without_the_minute_it_is_refused(
    row: dict[str, str], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = world.arrange(row["object"], row["from"])
    monkeypatch.setattr(world, "minute", None)
    with pytest.raises(Refused, match="minute") as refused, transaction.atomic():
        world.perform(record, row["move"], world.users["clerk"])
    assert all(reason.endswith(".") for reason in refused.value.reasons)


def test_a_minute_of_another_body_does_not_count(world: World) -> None:
    record = world.arrange("review", "proposed")
    world.minute = World().minute
    with pytest.raises(Refused, match="another body"), transaction.atomic():
        world.perform(record, "scope", world.users["clerk"])


def test_nobody_who_answers_can_close(world: World) -> None:
    closing = [row for row in ROWS if row["to"].startswith("closed")]
    assert closing
    assert all("responder" not in row["who"] and "owner" not in row["who"] for row in closing)
