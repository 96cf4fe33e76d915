"""No canary of a random world is met by anybody who may not meet it, in any channel.

Each world is made by the portal's own operations and looked at by nine people: by following links
from the public front, by guessing every registered address with the keys of every row, by opening
every file. What came back is held against the oracle, which knows the plan and not the portal. So
that no world passes empty, each canary that somebody must meet is met.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from portal.verifying import verify
from tests.worlds import addresses
from tests.worlds.looking import Looking
from tests.worlds.making import World, make_world
from tests.worlds.oracle import STRANGER, VIEWERS, VISITOR, expectations
from tests.worlds.plan import CANARY, MeetingPlan, WorldPlan, plan_of

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.usefixtures("files_say_nothing"),
    # Wagtail leaves the file that it draws a sized copy in to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]
WORLDS = int(os.environ.get("WORLDS") or (1000 if os.environ.get("LONG_TESTS") else 25))
FIRST = int(os.environ.get("FIRST_WORLD") or 1)
#: So many files and desks, and so many other addresses behind the door, each person tries.
TRIED = 3 if os.environ.get("LONG_TESTS") else 2
#: So many public addresses of rows that no link led to.
GUESSED = 12 if os.environ.get("LONG_TESTS") else 8
#: Worlds in one test, so that both processes of a run take their share.
TOGETHER = 5


@pytest.fixture(autouse=True)
def _quick_papers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The sheets of a notice and the pages of a report without setting them in type."""
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    monkeypatch.setattr(
        "scrutiny.report.render.render_pdf", lambda html, **_: b"%PDF-1.7 " + html.encode()
    )
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


@pytest.mark.parametrize("first", range(FIRST, FIRST + WORLDS, TOGETHER))
def test_no_canary_is_met_by_anybody_who_may_not(
    first: int, caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[str] = []
    for seed in range(first, min(first + TOGETHER, FIRST + WORLDS)):
        caplog.clear()
        with caplog.at_level(logging.INFO), transaction.atomic():
            faults += [f"world {seed}: {fault}" for fault in faults_of(seed)]
            transaction.set_rollback(True)
        cache.clear()
        # What the operations log while they work is for the monitoring: never a word of anybody's.
        faults += [
            f"world {seed}: a line of {line.name} says {found}"
            for line in caplog.records
            if line.name.startswith("portal")
            for found in CANARY.findall(line.getMessage().encode())
        ]
        if len(faults) > 20:
            break
    assert not faults, "\n".join(faults)


def test_every_address_of_ours_is_tried() -> None:
    assert addresses.unfilled() == []


def faults_of(seed: int) -> list[str]:
    """Make the world of a seed, look at it from everywhere, and say what should not be so."""
    world = make_world(plan_of(seed))
    looking = look_at(world, Random(seed))
    faults = []
    for word, expected in expectations(world.plan).items():
        met = looking.met.get(word, {})
        faults += [
            f"{viewer} meets the {expected.what} at {url}"
            for viewer, url in met.items()
            if viewer not in expected.may
        ]
        if expected.must and not expected.must & met.keys():
            faults.append(f"nobody of {sorted(expected.must)} meets the {expected.what}")
    found = verify()
    if found.fault is not None:
        faults.append(f"the record does not hold: {found.fault}")
    return faults


def look_at(world: World, draw: Random) -> Looking:
    """Everybody looks: at what is public, at files, at what they must see, and around.

    A visitor follows every link and guesses; both clerks open all files and desks of the world; of
    everything else each person tries a few, which the seed chooses.
    """
    looking = Looking(world.people)
    public = sorted(looking.walk(VISITOR, addresses.fronts()))
    guesses = [url for url in addresses.public() if url not in public]
    looking.walk(VISITOR, draw.sample(guesses, min(GUESSED, len(guesses))))
    files, desks = addresses.files(), addresses.desks()
    for viewer in VIEWERS:
        is_clerk = viewer in ("clerk", STRANGER)
        own = [*files, *desks] if is_clerk else draw.sample([*files, *desks], TRIED)
        around = [*addresses.private(draw, TRIED), "/workspace/", draw.choice(public)]
        for url in dict.fromkeys([*own, *around]):
            looking.ask(viewer, url)
    return looking


def _meetings(plan: WorldPlan) -> Iterator[MeetingPlan]:
    return (one for body in plan.bodies for one in body.meetings)


def _withholds(plan: WorldPlan) -> bool:
    out = [one for one in _meetings(plan) if one.is_out]
    return any(item.access == "exempt" for one in out for item in one.items if not item.late)


def _withholds_a_paper(plan: WorldPlan) -> bool:
    items = [item for one in _meetings(plan) if one.is_out for item in one.items]
    return any(one.access == "exempt" and not one.withdrawn for it in items for one in it.papers)


#: What is broken, what a world must have so that it shows, and the words of the fault.
BREAKS: dict[str, tuple[str, Any, Callable[[WorldPlan], bool], str]] = {
    "who may see a file": (
        "boards.viewing._by_access",
        lambda *_: Q(),
        bool,
        "stranger meets the body 0",
    ),
    "titles of withheld items": (
        "boards.packs.manifest.is_hidden",
        lambda *_: False,
        _withholds,
        "visitor meets the body",
    ),
    "papers of the public pack": (
        "boards.packs.manifest.treatment_of",
        lambda *_: "include",
        _withholds_a_paper,
        "text of a paper",
    ),
    "private meetings": (
        "boards.packs.public_meeting.is_told",
        lambda _meeting: True,
        lambda plan: any(one.state == "private" for one in _meetings(plan)),
        "title of a meeting (private)",
    ),
}


def test_a_world_sees_that_a_guard_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    for guard, (place, broken, shows, words) in BREAKS.items():
        seed = next(seed for seed in count(1) if shows(plan_of(seed)))
        with monkeypatch.context() as patch, transaction.atomic():
            patch.setattr(place, broken)
            faults = faults_of(seed)
            transaction.set_rollback(True)
        cache.clear()
        assert any(words in fault for fault in faults), (guard, seed, faults)
