"""How long what a meeting leaves stays open to the public, and what may be disposed of when.

Source: Local Government Act 1972 s.100C(1) (agenda, minutes and reports: six years) and s.100D(2),
(2A) (background papers: four years in England, six in Wales), counted by the clocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from portal.rules.calendars import Calendar
from portal.rules.clocks import compute


@dataclass(frozen=True)
class Retention:
    """The last days on which papers and background papers are open, each with its source."""

    papers_until: date
    papers_authority: str
    background_until: date
    background_authority: str


def retention_of(*, held_on: date, calendar: Calendar) -> Retention:
    """How long the papers of a meeting on a day stay open.

    Raises ClockError when the calendar does not reach one of the days.
    """
    papers = compute("retain_minutes_agenda_reports", on=held_on, settings={}, calendar=calendar)
    background = compute("retain_background_papers", on=held_on, settings={}, calendar=calendar)
    return Retention(
        papers_until=papers.due_on,
        papers_authority=papers.authority,
        background_until=background.due_on,
        background_authority=background.authority,
    )


class EarlyGround(Enum):
    """Why the law lets something go before its date. There is no other reason."""

    COURT_ORDER = "court_order"
    """The order of a court or tribunal."""
    UNLAWFUL_PROCESSING = "unlawful_processing"
    """UK GDPR article 17(1)(d): the personal data were processed unlawfully."""
    LEGAL_OBLIGATION = "legal_obligation"
    """UK GDPR article 17(1)(e): a legal obligation to erase."""


class Obstacle(Enum):
    """What stands in the way of disposal."""

    ON_HOLD = "on_hold"
    NOT_YET = "not_yet"
    NO_DATE = "no_date"
    NOT_FINISHED = "not_finished"


def kept_until(retention: Retention) -> date:
    """The last day on which anything of a meeting is open: the later of the two."""
    return max(retention.papers_until, retention.background_until)


def obstacles(
    *,
    today: date,
    until: date | None,
    is_on_hold: bool,
    is_finished: bool,
    ground: EarlyGround | None,
) -> list[Obstacle]:
    """Everything that stands in the way of disposing of a case; empty means it may go.

    `until` is the last day on which it is open to inspection, None where nothing says so yet. A
    hold stops everything, whatever the ground.
    """
    found = [Obstacle.ON_HOLD] if is_on_hold else []
    if ground is not None:
        return found
    if not is_finished:
        found.append(Obstacle.NOT_FINISHED)
    if until is None:
        found.append(Obstacle.NO_DATE)
    elif today <= until:
        found.append(Obstacle.NOT_YET)
    return found
