"""How long what a meeting leaves stays open to the public: shown, not acted on.

Source: Local Government Act 1972 s.100C(1) (agenda, minutes and reports: six years) and s.100D(2),
(2A) (background papers: four years in England, six in Wales), counted by the clocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
