"""Public copies of bodies, members and meetings as pages show them: words instead of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from boards import words
from boards.rules.functions import FUNCTION_TITLES
from portal.models import PublicRecord
from portal.shown import Status, read_day, read_time, runs_on

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_FUNCTIONS: Final = {code: _(title) for code, title in FUNCTION_TITLES}
_MEETING_STATUS: Final = {
    "scheduled": Status(_("Scheduled"), "open"),
    "agenda_published": Status(_("Agenda published"), "open"),
    "concluded": Status(_("Concluded"), "done"),
    "postponed": Status(_("Postponed"), "waiting"),
    "cancelled": Status(_("Cancelled"), "problem"),
}
_TO_BE_RECORDED: Final = Status(_("Waiting to be recorded"), "waiting")


@dataclass(frozen=True)
class ShownMeeting:
    """One meeting as a page or a list shows it."""

    body: str
    path: str
    title: str
    title_cy: str
    kind: StrOrPromise
    held_on: date
    starts_at: time | None
    place: str
    status: Status
    agenda_published_on: date | None
    papers_due_on: date | None
    is_to_come: bool


@dataclass(frozen=True)
class ShownOffice:
    """A scrutinised office and who holds it today."""

    label: str
    holders: list[str]


@dataclass(frozen=True)
class ShownBody:
    """A body as its front page shows it."""

    slug: str
    name: str
    kind: StrOrPromise
    nation: StrOrPromise
    text: Mapping[str, Any]
    valid_to: date | None
    has_ended: bool
    offices: list[ShownOffice] = field(default_factory=list)
    functions: list[StrOrPromise] = field(default_factory=list)
    sub_committees: list[ShownBody] = field(default_factory=list)


@dataclass(frozen=True)
class ShownSeat:
    """One row of the register of members: a person in a seat, or an empty seat."""

    name: str
    code: str
    role: StrOrPromise
    seat: StrOrPromise
    filled_by: str
    party: str
    can_vote: bool
    since: date | None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody sits in it."""
        return not self.name


def shown_meeting(record: PublicRecord, *, today: date) -> ShownMeeting:
    """A meeting out of its public copy, as it stands on a day."""
    payload = record.payload
    held_on = date.fromisoformat(payload["held_on"])
    state = payload["state"]
    status = _MEETING_STATUS.get(state, _TO_BE_RECORDED)
    if held_on < today and state in ("scheduled", "agenda_published"):
        status = _TO_BE_RECORDED
    return ShownMeeting(
        body=record.body,
        path=record.path,
        title=payload["title"],
        title_cy=payload["title_cy"],
        kind=words.MEETING_KIND.get(payload["kind"], ""),
        held_on=held_on,
        starts_at=read_time(payload["starts_at"]),
        place=payload["place"],
        status=status,
        agenda_published_on=read_day(payload["agenda_published_on"]),
        papers_due_on=_still_to_come(read_day(payload.get("papers_due_on")), today),
        is_to_come=held_on >= today and state in ("scheduled", "agenda_published"),
    )


def shown_body(payload: Mapping[str, Any], *, today: date) -> ShownBody:
    """A body out of its public copy, with the offices and holders of a day."""
    return ShownBody(
        slug=payload["slug"],
        name=payload["name"],
        kind=words.LEGAL_FORM.get(payload["legal_form"], ""),
        nation=words.NATION.get(payload["nation"], ""),
        text=payload,
        valid_to=read_day(payload["valid_to"]),
        has_ended=not runs_on(today, start=None, end=payload["valid_to"]),
        offices=[
            ShownOffice(
                label=office["label"],
                holders=[one["name"] for one in office["holders"] if _runs(one, today)],
            )
            for office in payload["offices"]
            if _runs(office, today)
        ],
        functions=[_FUNCTIONS[code] for code in payload["functions"] if code in _FUNCTIONS],
    )


def shown_seats(record: PublicRecord, *, today: date) -> list[ShownSeat]:
    """The register of members on a day: chair first, then by name, empty seats last."""
    rows: list[ShownSeat] = []
    for seat in record.payload["seats"]:
        if not _runs(seat, today):
            continue
        sitting = [one for one in seat["members"] if _runs(one, today)]
        rows += [_sitting(seat, one) for one in sitting]
        if all(one["role"] == "substitute" for one in sitting):
            rows.append(_sitting(seat, {}))
    order = list(words.MEMBER_ROLE)
    return sorted(
        rows,
        key=lambda row: (
            row.is_vacant,
            order.index(row.code) if row.code in order else len(order),
            row.name,
            row.filled_by,
        ),
    )


def _still_to_come(day: date | None, today: date) -> date | None:
    """A day that has not passed; of one that has, a page says nothing."""
    return day if day and day >= today else None


def _sitting(seat: Mapping[str, Any], one: Mapping[str, Any]) -> ShownSeat:
    return ShownSeat(
        name=one.get("name", ""),
        code=one.get("role", ""),
        role=words.MEMBER_ROLE.get(one.get("role", ""), ""),
        seat=words.SEAT_KIND.get(seat["kind"], ""),
        filled_by=seat["filled_by"],
        party=one.get("party", ""),
        can_vote=one.get("can_vote", False),
        since=read_day(one.get("from")),
    )


def _runs(span: Mapping[str, Any], day: date) -> bool:
    return runs_on(day, start=span["from"], end=span["until"])
