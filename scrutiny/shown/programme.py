"""The forward plan, assurances and a call for evidence out of their public copies, for pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from portal.shown import Status, read_day
from scrutiny.rules.calls import is_open

if TYPE_CHECKING:
    from portal.models import PublicRecord

ENTRY_STATUS: Final = {
    "adopted": Status(_("Adopted"), "open"),
    "scheduled": Status(_("Scheduled"), "waiting"),
    "completed": Status(_("Completed"), "done"),
}
LEVEL: Final = {
    "full": Status(_("Full assurance"), "done"),
    "reasonable": Status(_("Reasonable assurance"), "open"),
    "limited": Status(_("Limited assurance"), "waiting"),
    "none": Status(_("No assurance"), "problem"),
}


@dataclass(frozen=True)
class ShownEntry:
    """One item of the forward plan. `prompted_by` holds the addresses of public findings."""

    status: Status | None
    completed_on: date | None
    prompted_by: list[str]
    text: Mapping[str, Any]


@dataclass(frozen=True)
class ShownMeeting:
    """A meeting of the plan with its items."""

    title: str
    held_on: date | None
    is_past: bool
    entries: list[ShownEntry]


@dataclass(frozen=True)
class ShownPlan:
    """The forward plan: by meeting, then what has none yet, then what is done this year."""

    meetings: list[ShownMeeting]
    unscheduled: list[ShownEntry]
    completed: list[ShownEntry]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.meetings or self.unscheduled or self.completed)


@dataclass(frozen=True)
class ShownAssurance:
    """What a sub-committee told its parent body of a period."""

    status: Status | None
    from_day: date | None
    to_day: date | None
    given_on: date | None
    agreed_on: date | None
    received_on: date | None
    text: Mapping[str, Any]


@dataclass(frozen=True)
class AssuranceOf(ShownAssurance):
    """The same on the page of the body that it was given to: by whom, and where the review is."""

    sub_committee: str = ""
    body: str = ""
    path: str = ""


@dataclass(frozen=True)
class ShownCall:
    """A call for evidence that is switched on, as it stands on a day."""

    opens_on: date
    closes_on: date
    is_open: bool
    is_over: bool
    text: Mapping[str, Any]


def shown_plan(
    payload: Mapping[str, Any], *, today: date, public_findings: frozenset[str]
) -> ShownPlan:
    """A plan out of its payload; of what prompted an entry only what is public now is linked."""
    entries = [_entry(one, public_findings) for one in payload["entries"]]
    open_ones = [one for one in entries if one.text["state"] != "completed"]
    meetings: dict[tuple[str, str], list[ShownEntry]] = {}
    for one in open_ones:
        if one.text["meeting"]:
            place = (one.text["meeting"]["held_on"], one.text["meeting"]["title"])
            meetings.setdefault(place, []).append(one)
    return ShownPlan(
        meetings=[
            ShownMeeting(
                title=title,
                held_on=read_day(held_on),
                is_past=held_on < today.isoformat(),
                entries=held,
            )
            for (held_on, title), held in sorted(meetings.items())
        ],
        unscheduled=[one for one in open_ones if not one.text["meeting"]],
        completed=[one for one in entries if one.text["state"] == "completed"],
    )


def shown_assurances(payload: Mapping[str, Any]) -> list[ShownAssurance]:
    """The assurances of a review; none where its copy is older than they are."""
    found: Sequence[Mapping[str, Any]] = payload.get("assurances", [])
    return [
        ShownAssurance(
            status=LEVEL.get(one["level"]),
            from_day=read_day(one["from_day"]),
            to_day=read_day(one["to_day"]),
            given_on=read_day(one["given_on"]),
            agreed_on=read_day((one["agreed_by"] or {}).get("held_on")),
            received_on=read_day((one["received_by"] or {}).get("held_on")),
            text=one,
        )
        for one in found
    ]


def shown_assurances_of(record: PublicRecord, name: str) -> list[AssuranceOf]:
    """The assurances of a sub-committee's public review, for the body that they were given to."""
    return [
        AssuranceOf(
            **{each.name: getattr(one, each.name) for each in fields(ShownAssurance)},
            sub_committee=name,
            body=record.body,
            path=record.path,
        )
        for one in shown_assurances(record.payload)
    ]


def shown_call(payload: Mapping[str, Any], *, today: date) -> ShownCall | None:
    """The call of a review; None while it is off."""
    call: Mapping[str, Any] | None = payload.get("call")
    if not call:
        return None
    opens_on, closes_on = (
        date.fromisoformat(call["opens_on"]),
        date.fromisoformat(call["closes_on"]),
    )
    return ShownCall(
        opens_on=opens_on,
        closes_on=closes_on,
        is_open=is_open(opens_on=opens_on, closes_on=closes_on, today=today),
        is_over=closes_on < today,
        text=call,
    )


def _entry(text: Mapping[str, Any], public_findings: frozenset[str]) -> ShownEntry:
    return ShownEntry(
        status=ENTRY_STATUS.get(text["state"]),
        completed_on=read_day(text.get("completed_on")),
        prompted_by=[f"findings/{key}/" for key in text["prompted_by"] if key in public_findings],
        text=text,
    )
