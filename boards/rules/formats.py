"""Rules of asking for a paper in another format: what may be sent, by when it is answered.

The Equality Act 2010, sections 20 and 29, asks whoever serves the public for reasonable
adjustments, information in an accessible format among them (section 20(6)); it names no number of
days. The portal promises an answer within ten working days.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from portal.rules.calendars import Calendar
from portal.rules.clocks.counting import after
from portal.rules.states import StateTable, move

#: Working days within which somebody who asks gets an answer; the day of asking does not count.
WORKING_DAYS: Final = 10
#: Days after the answer for which name, address and words are kept, for questions that follow.
KEPT_DAYS: Final = 90
#: Characters of what somebody needs: about a page and a half.
NEEDS_AT_MOST: Final = 4_000
REACH_AT_MOST: Final = 500
#: Seconds that nobody needs less of to fill in the form.
SECONDS_AT_LEAST: Final = 3
#: Requests that may come in within an hour: from one address of the network, and to one body.
PER_ADDRESS: Final = 5
PER_BODY: Final = 60

FORMAT_REQUEST: Final = StateTable(
    "format_request",
    move("format_request", "waiting", "give", "given", "clerk proper_officer"),
    move("format_request", "waiting", "refuse", "refused", "clerk proper_officer"),
)


@dataclass(frozen=True)
class Asked:
    """What the figures know of one request: nothing of who asked."""

    asked_on: date
    answered_on: date | None
    state: str


def due_on(asked_on: date, calendar: Calendar) -> date:
    """The last day for an answer: ten working days after the day of asking.

    Raises CalendarError for a year whose bank holidays nobody can know.
    """
    return after(asked_on, WORKING_DAYS, calendar.why_not).last


def fingerprint(paper: str, kind: str, needs: str, contact: Sequence[str]) -> str:
    """The same for two requests that are the same, however the blanks stand."""
    parts = [paper, kind, *(" ".join(one.split()).casefold() for one in (needs, *contact))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def figures(asked: Iterable[Asked], calendar: Calendar) -> list[dict[str, int | float | None]]:
    """For each calendar year, newest first: asked, given, refused, waiting, and how fast.

    `median_working_days` is that of the requests of the year that were given; None without any.
    The day of asking does not count; an answer on the same day took none.
    """
    years: dict[int, list[Asked]] = {}
    for one in asked:
        years.setdefault(one.asked_on.year, []).append(one)
    return [
        {
            "year": year,
            "asked": len(years[year]),
            "given": sum(one.state == "given" for one in years[year]),
            "refused": sum(one.state == "refused" for one in years[year]),
            "waiting": sum(one.state == "waiting" for one in years[year]),
            "median_working_days": _median(years[year], calendar),
        }
        for year in sorted(years, reverse=True)
    ]


def _median(asked: Sequence[Asked], calendar: Calendar) -> float | None:
    taken = [
        calendar.count_working_days_after(one.asked_on, one.answered_on)
        for one in asked
        if one.state == "given" and one.answered_on is not None
    ]
    return float(median(taken)) if taken else None
