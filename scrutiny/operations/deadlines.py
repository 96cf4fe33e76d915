"""Dates that are computed and never stored."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.rules.clocks import compute
from scrutiny.models import DeadlineRule, Response

if TYPE_CHECKING:
    from portal.rules.calendars import Calendar
    from portal.rules.clocks import Answer

#: Where a response stands that has not met its last day yet, or no longer does.
_UNMET = (Response.State.REQUESTED, Response.State.INCOMPLETE)


def due_settings(rule: str, period_days: int) -> dict[str, str]:
    """What a rule is counted with: the days that the body set, or nothing where a law sets them."""
    return {"days": str(period_days)} if rule == DeadlineRule.PERIOD else {}


def due_answer(*, rule: str, asked_on: date, period_days: int, calendar: Calendar) -> Answer:
    """The last day for a response with its working, as people may read it.

    Raises:
        ClockError: the rule does not hold in the nation of the calendar.
    """
    return compute(rule, on=asked_on, settings=due_settings(rule, period_days), calendar=calendar)


def response_due(response: Response, calendar: Calendar) -> date:
    """The last day for a response, counted from the day after it was asked for.

    By the period that the body determined for the report (PRSRA s.29(3)), or by the two months
    that a law gives an executive (LGA 2000 s.9FE); `calendar` is that of the body.
    """
    return due_answer(
        rule=response.rule,
        asked_on=response.requested_on,
        period_days=response.period_days,
        calendar=calendar,
    ).due_on


def answered_on(response: Response) -> date | None:
    """The day on which the answer that stands was received; None while there is none.

    An answer that was sent back no longer counts: the clock runs again.
    """
    return None if response.state in _UNMET else response.received_on
