"""The thread of one concern: what led to a record and what came of it, in order, with its gaps.

Stops and links are values; where they come from, and which of them may be seen, is decided before.
What is not given here does not exist: a chain that runs through something hidden ends there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

#: The stages of a concern, in the order in which people read them.
STAGES: Final = (
    "found",
    "asked",
    "heard",
    "concluded",
    "recommended",
    "answered",
    "acted",
    "closed",
    "impact",
)
#: Those before a recommendation divides the thread into branches, and those of each branch.
BEFORE: Final = STAGES[:4]
AFTER: Final = STAGES[4:]

#: Kind and permanent key of a record.
Ref = tuple[str, str]
Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Stop(Generic[Shown]):
    """Something that happened to a record at a stage. `shown` is what a page makes of it.

    `order` parts what happened on one day, or on a day that nobody knows.
    """

    stage: str
    record: Ref
    on: date | None
    order: int
    shown: Shown


@dataclass(frozen=True)
class Step(Generic[Shown]):
    """One stage with what stands at it; without stops it is a gap."""

    stage: str
    stops: tuple[Stop[Shown], ...]

    @property
    def is_gap(self) -> bool:
        """Whether nothing is there."""
        return not self.stops


@dataclass(frozen=True)
class Branch(Generic[Shown]):
    """One recommendation and what became of it."""

    record: Ref
    steps: tuple[Step[Shown], ...]


@dataclass(frozen=True)
class Thread(Generic[Shown]):
    """What leads to the recommendations, and each of them with what became of it.

    Without any recommendation the last step before is the gap “recommended”, unless something was
    done all the same.
    """

    steps: tuple[Step[Shown], ...]
    branches: tuple[Branch[Shown], ...]


def thread(
    start: Ref,
    stops: Sequence[Stop[Shown]],
    links: Collection[tuple[Ref, Ref]],
    *,
    branch_kind: str,
    ended: Collection[Ref] = (),
) -> Thread[Shown]:
    """The chain before and after `start`: each stop that can be reached, once, in order.

    `links` lead from what came first to what came of it; circles do no harm. Records of
    `branch_kind` divide the thread; what belongs to several of them stands with the first. Of the
    branches in `ended`, such as one that was replaced, later gaps are not told.
    """
    near = reached(start, {one.record for one in stops}, links)
    seen = [one for one in stops if one.record in near]
    heads = [one for one in _in_order(seen) if one.record[0] == branch_kind]
    branches = list(dict.fromkeys(one.record for one in heads))
    home = _homes(branches, near, links)
    trunk = [one for one in seen if one.record not in home or one.stage in BEFORE]
    return Thread(
        steps=_steps_before(trunk, is_parted=bool(branches)),
        branches=tuple(
            Branch(
                record=branch,
                steps=_steps(
                    [one for one in seen if home.get(one.record) == branch],
                    AFTER,
                    with_gaps=branch not in ended,
                ),
            )
            for branch in branches
        ),
    )


def reached(
    start: Ref, known: Collection[Ref], links: Collection[tuple[Ref, Ref]]
) -> frozenset[Ref]:
    """The known records that led to `start` or came of it, itself among them."""
    usable = [(first, then) for first, then in links if first in known and then in known]
    onward = _walk(start, usable)
    back = _walk(start, [(then, first) for first, then in usable])
    return frozenset(one for one in onward | back if one in known)


def _walk(start: Ref, links: Iterable[tuple[Ref, Ref]]) -> set[Ref]:
    following: dict[Ref, list[Ref]] = {}
    for first, then in links:
        following.setdefault(first, []).append(then)
    found, waiting = {start}, [start]
    while waiting:
        for one in following.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def _homes(
    branches: Sequence[Ref], near: Collection[Ref], links: Collection[tuple[Ref, Ref]]
) -> dict[Ref, Ref]:
    """In which branch a record stands: a branch in its own, what comes of it in the first."""
    home = {branch: branch for branch in branches}
    for branch in branches:
        for first, then in links:
            if first == branch and then in near:
                home.setdefault(then, branch)
    return home


def _steps_before(stops: Sequence[Stop[Shown]], *, is_parted: bool) -> tuple[Step[Shown], ...]:
    """The steps of the trunk; what was done without a recommendation stands at its end."""
    steps = _steps(stops, BEFORE, with_gaps=True)
    later = _steps(stops, AFTER, with_gaps=False)
    if is_parted or later:
        return (*steps, *later)
    return (*steps, Step("recommended", ()))


def _steps(
    stops: Sequence[Stop[Shown]], stages: Sequence[str], *, with_gaps: bool
) -> tuple[Step[Shown], ...]:
    found = [
        Step(stage, tuple(_in_order([one for one in stops if one.stage == stage])))
        for stage in stages
    ]
    return tuple(step for step in found if with_gaps or not step.is_gap)


def _in_order(stops: Iterable[Stop[Shown]]) -> list[Stop[Shown]]:
    """By day, what has no day last; then by number, then by key."""
    return sorted(stops, key=lambda one: (one.on or date.max, one.order, one.record))
