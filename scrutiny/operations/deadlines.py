"""Dates that are computed and never stored."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from portal.rules.clocks import compute

if TYPE_CHECKING:
    from portal.rules.calendars import Calendar
    from scrutiny.models import Response


def response_due(response: Response, calendar: Calendar) -> date:
    """The last day for a response, counted from the day after it was asked for.

    The period is the one that the body determined for the report (PRSRA s.29(3)); `calendar` is
    that of the body.
    """
    answer = compute(
        "response_due",
        on=response.requested_on,
        settings={"days": str(response.period_days)},
        calendar=calendar,
    )
    return cast("date", answer.result)
