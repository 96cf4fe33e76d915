"""A response and an action out of their public copies, as their pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.models import PublicRecord
from portal.public import bodies_by_slug
from portal.shown import Status, read_day
from scrutiny import kinds
from scrutiny.shown.followup import ShownUpdate, minute_words, person_words, shown_updates
from scrutiny.shown.stops import ShownStop, stops_of
from scrutiny.shown.trackers import calendars_of, label_of
from scrutiny.words import records as words


@dataclass(frozen=True)
class ShownDecision:
    """What was decided on one recommendation, and what the panel thinks of it."""

    label: str
    path: str
    decision: Status | None
    verdict: Status | None


@dataclass(frozen=True)
class ShownResponse:
    """A response as its page shows it. `text` is the public copy itself."""

    body: str
    addressee: str
    status: Status | None
    requested_on: date | None
    due_on: date | None
    received_on: date | None
    late: str
    decisions: list[ShownDecision]
    text: Mapping[str, Any]


@dataclass(frozen=True)
class ShownRedating:
    """One change of a last day, with its reason."""

    from_date: date | None
    to_date: date | None
    reason: str


@dataclass(frozen=True)
class ShownAction:
    """An action as its page shows it. `text` is the public copy itself."""

    body: str
    owner: str
    status: Status | None
    agreed_by: str
    due_on: date | None
    late: str
    redatings: list[ShownRedating]
    updates: list[ShownUpdate]
    closed_by: str
    text: Mapping[str, Any]


def shown_response(record: PublicRecord, *, today: date) -> ShownResponse:
    """A response out of its public copy, as it stands on a day."""
    payload = record.payload
    return ShownResponse(
        body=record.body,
        addressee=person_words(payload.get("addressee")),
        status=words.RESPONSE_STATUS.get(payload.get("state", "")),
        requested_on=read_day(payload.get("requested_on")),
        due_on=read_day(payload.get("due_on")),
        received_on=read_day(payload.get("received_on")),
        late=_stop(record, today).late,
        decisions=[_decision(one) for one in payload.get("decisions") or []],
        text=payload,
    )


def shown_action(record: PublicRecord, *, today: date) -> ShownAction:
    """An action out of its public copy, as it stands on a day."""
    payload = record.payload
    return ShownAction(
        body=record.body,
        owner=person_words(payload.get("owner")),
        status=words.ACTION_STATUS.get(payload.get("state", "")),
        agreed_by=minute_words(payload.get("from_minute")),
        due_on=read_day(payload.get("due_on")),
        late=_stop(record, today).late,
        redatings=[
            ShownRedating(
                from_date=read_day(one.get("from_date")),
                to_date=read_day(one.get("to_date")),
                reason=one.get("reason", ""),
            )
            for one in payload.get("redatings") or []
        ],
        updates=shown_updates(payload.get("updates") or []),
        closed_by=minute_words(payload.get("closed_by")),
        text=payload,
    )


def _decision(one: Mapping[str, Any]) -> ShownDecision:
    return ShownDecision(
        label=label_of(
            kinds.RECOMMENDATION, number=one.get("number"), reference=one.get("reference") or ""
        ),
        path=f"recommendations/{one['key']}/",
        decision=words.DECISION.get(one.get("decision", "")),
        verdict=words.VERDICT.get(one.get("verdict", "")),
    )


def _stop(record: PublicRecord, today: date) -> ShownStop:
    """The record as the thread has it, which knows how late it is."""
    bodies = {slug: one.payload for slug, one in bodies_by_slug([record.body]).items()}
    calendar = calendars_of(bodies).get(record.body)
    (stop,) = stops_of(record, body=bodies.get(record.body), calendar=calendar, today=today)
    return stop.shown
