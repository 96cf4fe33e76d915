"""What follows an answer: the window of an impact review, and what is missing on the way to it.

The functions take values and the day to count to, so that a desk, a page and a test ask alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from portal.rules.dates import MONTHS_A_YEAR, add_months
from portal.rules.states import StateTable, move

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

#: An update is reported and then confirmed, once; nothing leads back.
PROGRESS_UPDATE: Final = StateTable(
    "progress_update", move("progress_update", "reported", "confirm", "confirmed", "clerk")
)
#: An impact review looks back six to twelve months after a recommendation was closed.
EARLIEST_MONTHS: Final = 6
LATEST_MONTHS: Final = 12
#: So long may nothing be heard of a recommendation that somebody works on.
QUIET_MONTHS: Final = 3

Window = Literal["before", "inside", "after"]
Missing = Literal[
    "impact_not_planned", "impact_not_held", "claim_not_settled", "no_news", "not_confirmed"
]
_ANSWERED: Final = frozenset({"accepted", "partly_accepted", "in_progress"})
_CLOSED: Final = frozenset({"closed_implemented", "closed_not_implemented", "closed_overtaken"})


@dataclass(frozen=True)
class ImpactItem:
    """An impact review as the rules need it."""

    planned_on: date
    held_on: date | None


@dataclass(frozen=True)
class Progress:
    """A recommendation and what became of it, as the rules need it.

    `closed_on` is the day of the meeting that closed it; `heard_on` the day of the last update, or
    of the answer where there is none.
    """

    state: str
    closed_on: date | None = None
    heard_on: date | None = None
    unconfirmed: int = 0
    impact: Sequence[ImpactItem] = ()


@dataclass(frozen=True)
class ProgressGap:
    """Something missing: `count` is months, or updates to be confirmed; 0 where neither counts."""

    code: Missing
    count: int = 0


def impact_window(closed_on: date) -> tuple[date, date]:
    """The first and the last day of the window in which an impact review is expected."""
    return add_months(closed_on, EARLIEST_MONTHS), add_months(closed_on, LATEST_MONTHS)


def place_in_window(planned_on: date, closed_on: date) -> Window:
    """Where the planned day lies; both ends of the window are inside."""
    first, last = impact_window(closed_on)
    if planned_on < first:
        return "before"
    return "after" if planned_on > last else "inside"


def months_since(day: date, today: date) -> int:
    """Whole calendar months from a day to today; 0 for a day in the future."""
    months = (today.year - day.year) * MONTHS_A_YEAR + today.month - day.month
    if months > 0 and add_months(day, months) > today:
        months -= 1
    return max(months, 0)


def progress_gaps(one: Progress, today: date) -> list[ProgressGap]:
    """What is missing of a recommendation between its answer and its impact, on a day."""
    gaps: list[ProgressGap] = []
    if one.unconfirmed:
        gaps.append(ProgressGap("not_confirmed", one.unconfirmed))
    if one.state == "implemented_claimed":
        gaps.append(ProgressGap("claim_not_settled"))
    if one.state in _ANSWERED and one.heard_on is not None:
        quiet = months_since(one.heard_on, today)
        if quiet >= QUIET_MONTHS:
            gaps.append(ProgressGap("no_news", quiet))
    if one.state in _CLOSED and one.closed_on is not None:
        gaps += _impact_gaps(one, one.closed_on, today)
    return gaps


def _impact_gaps(one: Progress, closed_on: date, today: date) -> list[ProgressGap]:
    since = [item for item in one.impact if item.held_on is None or item.held_on >= closed_on]
    if not since:
        months = months_since(closed_on, today)
        return [ProgressGap("impact_not_planned", months)] if months else []
    if any(item.held_on is not None for item in since):
        return []
    planned = max(item.planned_on for item in since)
    return [ProgressGap("impact_not_held")] if planned < today else []
