"""The dates that released records bear: what was due when, by which rule, and when it was met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from boards import kinds as board_kinds
from boards.rules.notice import STATUTORY_REGIMES, publish_by
from home.opendata.building import Building
from portal.models import PublicRecord
from portal.rules.clocks import ClockError
from portal.shown import read_day
from scrutiny import kinds
from scrutiny.public_tables import NEVER
from scrutiny.tracking.values import tracked

Basis = Literal["statutory", "local", "agreed"]
_NOTICE: Final = "agenda_latest_publication"
_RESPONSE: Final = "response_due"
#: States in which what was promised is still to be done.
_PROMISED: Final = ("accepted", "partly_accepted", "in_progress", "implemented_claimed")


@dataclass(frozen=True)
class Due:
    """One date. `name` tells the dates of a record apart; `rule` is empty where none counted it."""

    name: str
    due_on: date
    basis: Basis = "agreed"
    rule: str = ""
    counted_from: date | None = None
    first_due_on: date | None = None
    times_redated: int = 0
    met_on: date | None = None
    is_awaited: bool = False
    person: Mapping[str, str] | None = None


def dues_of(record: PublicRecord, at: Building) -> Iterator[Due]:
    """Every date that a released record bears, in an order that stays."""
    yield from _READERS[record.kind](record, at)


def _of_response(record: PublicRecord, at: Building) -> Iterator[Due]:
    payload = record.payload
    found = tracked(record.kind, payload, record.happened_on)
    if found is None or found[1].due_on is None:
        return
    yield Due(
        name=_RESPONSE,
        due_on=found[1].due_on,
        basis="local",
        rule=str(payload.get("rule") or _RESPONSE),
        counted_from=found[1].asked_on,
        met_on=found[1].met_on,
        is_awaited=found[1].awaits_on != NEVER,
        person=payload.get("addressee"),
    )


def _of_recommendation(record: PublicRecord, at: Building) -> Iterator[Due]:
    payload = record.payload
    answer = payload.get("answer") or {}
    asked = read_day(payload.get("response_due"))
    if asked and not payload.get("response_key"):  # else the response itself bears the date
        yield Due(
            name=_RESPONSE,
            due_on=asked,
            basis="local",
            rule=_RESPONSE,
            counted_from=read_day(payload.get("issued_on")),
            met_on=read_day(answer.get("answered_on")),
            is_awaited=payload.get("state") == "issued",
            person=payload.get("addressee"),
        )
    promised = read_day(answer.get("due_on"))
    if promised:
        is_done = payload.get("state") == "closed_implemented"
        closed = (payload.get("closed_by") or {}).get("held_on")
        yield Due(
            name="promised",
            due_on=promised,
            counted_from=read_day(answer.get("answered_on")),
            met_on=read_day(closed) if is_done else None,
            is_awaited=payload.get("state") in _PROMISED,
            person={"name": answer.get("owner") or "", "post": ""},
        )
    for number, one in enumerate(payload.get("impact") or (), start=1):
        planned, held = read_day(one.get("planned_on")), read_day(one.get("held_on"))
        if planned:
            name = f"impact_review_{number}"
            yield Due(name=name, due_on=planned, met_on=held, is_awaited=held is None)


def _of_action(record: PublicRecord, at: Building) -> Iterator[Due]:
    payload = record.payload
    found = tracked(record.kind, payload, record.happened_on)
    if found is None or found[1].due_on is None:
        return
    redated = payload.get("redatings") or ()
    yield Due(
        name="agreed_day",
        due_on=found[1].due_on,
        counted_from=found[1].asked_on,
        first_due_on=read_day(redated[0].get("from_date")) if redated else None,
        times_redated=len(redated),
        met_on=found[1].met_on,
        is_awaited=found[1].awaits_on != NEVER,
        person=payload.get("owner"),
    )


def _of_meeting(record: PublicRecord, at: Building) -> Iterator[Due]:
    """The last day for the papers; once they are out, as the certificate of notice has it."""
    payload = record.payload
    waiting = read_day(payload.get("papers_due_on"))
    if waiting:
        yield Due(name="papers", due_on=waiting, rule=_NOTICE, basis="local", is_awaited=True)
        return
    certificates = payload.get("certificates") or ()
    first = next((one for one in certificates if one.get("kind") == "edition"), None)
    calendar = at.calendars.get(record.body)
    if first is None or calendar is None or not first.get("held_on"):
        return
    try:
        due_on = publish_by(
            held_on=date.fromisoformat(first["held_on"]),
            calendar=calendar,
            regime=str(first.get("regime") or ""),
            own=first.get("clear_days_needed"),
        )
    except ClockError:
        return
    yield Due(
        name="papers",
        due_on=due_on,
        rule=_NOTICE,
        basis="statutory" if first.get("regime") in STATUTORY_REGIMES else "local",
        met_on=read_day(first.get("published_on")),
    )


def _of_review(record: PublicRecord, at: Building) -> Iterator[Due]:
    payload = record.payload
    reached = {one.get("step"): read_day(one.get("reached_on")) for one in payload.get("steps", ())}
    for one in payload.get("timetable") or ():
        planned, met = read_day(one.get("planned_on")), reached.get(one.get("step"))
        if planned:
            name = f"step_{one.get('step')}"
            awaited = met is None and not payload.get("closed_on")
            lead = payload.get("lead")
            yield Due(name=name, due_on=planned, met_on=met, is_awaited=awaited, person=lead)


_READERS: Final[Mapping[str, Callable[[PublicRecord, Building], Iterator[Due]]]] = {
    kinds.RESPONSE: _of_response,
    kinds.RECOMMENDATION: _of_recommendation,
    kinds.ACTION: _of_action,
    board_kinds.MEETING: _of_meeting,
    kinds.REVIEW: _of_review,
}
