"""Dates that are computed and never stored."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from portal.calendar import calendar_for
from portal.rules.calendars import Nation
from portal.rules.clocks import compute

if TYPE_CHECKING:
    from scrutiny.models import Response


def response_due(response: Response) -> date:
    """The last day for a response, counted from the day after it was asked for.

    The period is the one that the body determined for the report (PRSRA s.29(3)).
    """
    body = response.review.body
    nation = cast("Nation", body.nation)
    answer = compute(
        "response_due",
        nation=nation,
        on=response.requested_on,
        settings={"days": str(response.period_days)},
        calendar=calendar_for(nation, body.slug),
    )
    return cast("date", answer.result)
