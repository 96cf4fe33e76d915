"""The rule of the thread: order, gaps, branches, and every linked record once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.rules.thread import AFTER, BEFORE, STAGES, Ref, Stop, Thread, thread

KIND_STAGE = {
    "external_finding": "found",
    "line": "asked",
    "finding": "concluded",
    "recommendation": "recommended",
    "response": "answered",
    "action": "acted",
}
DAY = date(2026, 1, 1)


def stop(kind: str, name: str, *, on: date | None = DAY, stage: str = "") -> Stop[str]:
    return Stop(stage or KIND_STAGE[kind], (kind, name), on, 0, f"{kind} {name}")


def follow(start: Ref, stops: list[Stop[str]], links: set[tuple[Ref, Ref]]) -> Thread[str]:
    return thread(start, stops, links, branch_kind="recommendation")


def shown(made: Thread[str]) -> list[Stop[str]]:
    steps = [*made.steps, *(step for branch in made.branches for step in branch.steps)]
    return [one for step in steps for one in step.stops]


WHOLE = [stop(kind, "1") for kind in KIND_STAGE]
CHAIN: set[tuple[Ref, Ref]] = {
    (("external_finding", "1"), ("line", "1")),
    (("line", "1"), ("finding", "1")),
    (("finding", "1"), ("recommendation", "1")),
    (("recommendation", "1"), ("response", "1")),
    (("recommendation", "1"), ("action", "1")),
}


def test_from_anywhere_on_it_the_chain_is_the_same() -> None:
    for kind in ("external_finding", "line", "finding", "recommendation"):
        made = follow((kind, "1"), WHOLE, CHAIN)
        assert [step.stage for step in made.steps] == list(BEFORE)
        (branch,) = made.branches
        assert [step.stage for step in branch.steps] == list(AFTER)
        assert len(shown(made)) == 6


def test_what_is_missing_is_a_gap() -> None:
    made = follow(("recommendation", "1"), [stop("recommendation", "1")], CHAIN)
    assert [step.stage for step in made.steps if step.is_gap] == list(BEFORE)
    assert [step.stage for step in made.branches[0].steps if step.is_gap] == list(AFTER[1:])
    alone = follow(("line", "1"), [stop("line", "1")], CHAIN)
    assert [step.stage for step in alone.steps if step.is_gap] == [
        "found",
        "heard",
        "concluded",
        "recommended",
    ]


def test_a_chain_ends_at_what_may_not_be_seen() -> None:
    hidden = [one for one in WHOLE if one.record[0] != "finding"]
    made = follow(("recommendation", "1"), hidden, CHAIN)
    assert {one.record[0] for one in shown(made)} == {"recommendation", "response", "action"}


def test_siblings_are_not_on_the_thread() -> None:
    sister: Ref = ("recommendation", "2")
    links = CHAIN | {(("finding", "1"), sister)}
    stops = [*WHOLE, stop(*sister)]
    assert sister not in {one.record for one in shown(follow(("action", "1"), stops, links))}
    made = follow(("finding", "1"), stops, links)
    assert [branch.record[1] for branch in made.branches] == ["1", "2"]


def test_a_response_to_two_stands_with_the_first() -> None:
    links = CHAIN | {
        (("finding", "1"), ("recommendation", "2")),
        (("recommendation", "2"), ("response", "1")),
    }
    made = follow(("finding", "1"), [*WHOLE, stop("recommendation", "2")], links)
    answered = [
        [one.record for step in branch.steps if step.stage == "answered" for one in step.stops]
        for branch in made.branches
    ]
    assert answered == [[("response", "1")], []]


def test_a_replaced_recommendation_lacks_nothing() -> None:
    made = thread(
        ("recommendation", "1"),
        [stop("recommendation", "1")],
        set(),
        branch_kind="recommendation",
        ended=[("recommendation", "1")],
    )
    assert [step.stage for step in made.branches[0].steps] == ["recommended"]


def test_an_action_on_a_line_is_no_gap_of_a_recommendation() -> None:
    links = {(("line", "1"), ("action", "1"))}
    made = follow(("line", "1"), [stop("line", "1"), stop("action", "1")], links)
    assert made.steps[-1].stage == "acted"
    assert not made.branches


REFS = st.tuples(st.sampled_from(sorted(KIND_STAGE)), st.sampled_from("1234"))
STOPS = st.builds(
    lambda ref, days, stage: Stop(
        stage or KIND_STAGE[ref[0]],
        ref,
        None if days is None else DAY + timedelta(days=days),
        0,
        "",
    ),
    REFS,
    st.one_of(st.none(), st.integers(-500, 500)),
    st.sampled_from(["", "heard", "closed", "impact"]),
)


def closure(start: Ref, known: set[Ref], links: set[tuple[Ref, Ref]]) -> set[Ref]:
    """What `reached` must find, the slow way."""
    usable = {(first, then) for first, then in links if {first, then} <= known}
    near: set[Ref] = set()
    for pairs in (usable, {(then, first) for first, then in usable}):
        found = {start}
        for _round in range(len(known) + 1):
            found |= {then for first, then in pairs if first in found}
        near |= found
    return near & known


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REFS, st.lists(STOPS, max_size=20), st.sets(st.tuples(REFS, REFS), max_size=30))
def test_everything_that_is_linked_stands_on_it_once_and_in_order(
    start: Ref, stops: list[Stop[str]], links: set[tuple[Ref, Ref]]
) -> None:
    made = follow(start, stops, links)
    near = closure(start, {one.record for one in stops}, links)
    key = [(one.record, one.stage, one.on or date.max) for one in stops if one.record in near]
    assert sorted(key) == sorted((one.record, one.stage, one.on or date.max) for one in shown(made))
    for steps in (made.steps, *(branch.steps for branch in made.branches)):
        places = [STAGES.index(step.stage) for step in steps]
        assert places == sorted(set(places))
        for step in steps:
            days = [one.on or date.max for one in step.stops]
            assert days == sorted(days)
            assert all(one.stage == step.stage for one in step.stops)
    for branch in made.branches:
        assert branch.record[0] == "recommendation"
