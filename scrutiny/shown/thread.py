"""The thread of a public record as its page shows it: one look at everything linked with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.models import PublicRecord
from portal.public import bodies_by_slug
from portal.shown import read_day
from scrutiny import kinds
from scrutiny.rules.thread import Ref, Step, thread
from scrutiny.shown.stops import Seen, ShownStop, answer_lateness_of, stops_of
from scrutiny.shown.trackers import calendars_of, label_of
from scrutiny.tracking.linked import linked
from scrutiny.words import thread as thread_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: What a replaced recommendation did not reach is not missing.
_ENDED = frozenset({"superseded"})
#: Where the answers to a rejected recommendation end.
_REJECTED = "rejected"


@dataclass(frozen=True)
class ShownStage:
    """One stage with its stops, or with the words of what is missing.

    Stops that are all still awaited, such as a response that was asked for, leave the gap.
    """

    word: StrOrPromise
    stops: list[ShownStop]
    gap: StrOrPromise


@dataclass(frozen=True)
class ShownBranch:
    """One recommendation and what became of it."""

    label: str
    stages: list[ShownStage]


@dataclass(frozen=True)
class ShownThread:
    """What led to a record and what came of it. One branch alone goes on in the same list."""

    stages: list[ShownStage]
    branches: list[ShownBranch]
    is_more: bool

    @property
    def is_parted(self) -> bool:
        """Whether there are several recommendations, each with a list of its own."""
        return bool(self.branches)


def shown_thread(record: PublicRecord, *, today: date) -> ShownThread:
    """The thread of a public record as it stands on a day, in four queries."""
    around = linked(record)
    bodies = {
        slug: one.payload
        for slug, one in bodies_by_slug(one.body for one in around.records.values()).items()
    }
    calendars = calendars_of(bodies)
    stops = [
        stop
        for one in around.records.values()
        for stop in stops_of(
            one, body=bodies.get(one.body), calendar=calendars.get(one.body), today=today
        )
    ]
    here: Ref = (record.kind, record.key)
    payloads = {ref: one.payload for ref, one in around.records.items()}
    made = thread(
        here,
        stops,
        around.links,
        branch_kind=kinds.RECOMMENDATION,
        ended=[ref for ref, one in payloads.items() if one.get("state") in _ENDED],
    )
    branches = [
        ShownBranch(
            label=_label(payloads[branch.record]),
            stages=[_stage(step, here, payloads[branch.record]) for step in branch.steps],
        )
        for branch in made.branches
    ]
    stages = [_stage(step, here, {}) for step in made.steps]
    if len(branches) == 1:
        stages, branches = [*stages, *branches[0].stages], []
    return ShownThread(stages=stages, branches=branches, is_more=around.is_more)


def answer_late(record: PublicRecord, *, today: date) -> str:
    """How late the answer to a recommendation is or was, in words, by its body's calendar."""
    bodies = {slug: one.payload for slug, one in bodies_by_slug([record.body]).items()}
    seen = Seen(record, "", calendars_of(bodies).get(record.body), today)
    answer = record.payload.get("answer")
    if not answer and record.payload.get("state") != "issued":
        return ""
    met = read_day((answer or {}).get("answered_on"))
    return answer_lateness_of(seen.day("response_due"), met, seen)


def _stage(step: Step[ShownStop], here: Ref, recommendation: Mapping[str, Any]) -> ShownStage:
    is_gap = step.is_gap or all(one.shown.is_open for one in step.stops)
    gap: StrOrPromise = thread_words.GAP[step.stage] if is_gap else ""
    decision = (recommendation.get("answer") or {}).get("decision")
    if step.is_gap and step.stage == "acted" and decision == _REJECTED:
        gap = thread_words.REJECTED
    return ShownStage(
        word=thread_words.STAGE[step.stage],
        stops=[one.shown.marked(is_here=one.record == here) for one in step.stops],
        gap=gap,
    )


def _label(payload: Mapping[str, Any]) -> str:
    return label_of(
        kinds.RECOMMENDATION,
        number=payload.get("number"),
        reference=payload.get("reference", ""),
    )
