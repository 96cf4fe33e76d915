"""What a clock answers, with its working, and how it refuses."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from portal.rules.calendars import Nation

Severity = Literal["statutory", "guidance", "local"]
Skipped = tuple[datetime.date, str]


class ClockError(ValueError):
    """The question cannot be answered; the message is one line that names what is wrong."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer of one clock, with everything a clerk needs to check it.

    `result` is what to act on. `lawful_date` is the last lawful day (for `earliest_meeting` the
    first), which may be a Sunday; `last_working_day` is the last working day on or before it, and
    None where the answer is a number or an earliest day. Days in `counted` and `skipped` are in
    the order of the calendar; each skipped day has its reason.
    """

    clock: str
    nation: Nation
    on: datetime.date | None
    result: datetime.date | int
    lawful_date: datetime.date | None
    last_working_day: datetime.date | None
    counted: tuple[datetime.date, ...]
    skipped: tuple[Skipped, ...]
    authority: str
    severity: Severity
    explanation: str
    cut_off: str = ""

    @property
    def due_on(self) -> datetime.date:
        """The result as a date.

        Raises:
            ClockError: this clock answers with a number.
        """
        if isinstance(self.result, datetime.date):
            return self.result
        raise ClockError(f"{self.clock} answers with a number, not with a date")

    def as_json(self) -> dict[str, object]:
        """The answer in plain values, dates as ISO text."""
        return {
            "clock": self.clock,
            "nation": self.nation,
            "on": _iso(self.on),
            "result": _iso(self.result) if isinstance(self.result, datetime.date) else self.result,
            "lawful_date": _iso(self.lawful_date),
            "last_working_day": _iso(self.last_working_day),
            "cut_off": self.cut_off or None,
            "counted": [_iso(day) for day in self.counted],
            "skipped": [{"date": _iso(day), "why": why} for day, why in self.skipped],
            "authority": self.authority,
            "severity": self.severity,
            "explanation": self.explanation,
        }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
