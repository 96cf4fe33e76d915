"""The calendar on which everything of one nation and body is counted: one query."""

from __future__ import annotations

from portal.models.closures import ClosureDay
from portal.rules.calendars import Calendar, Nation


def calendar_for(nation: Nation, body: str = "") -> Calendar:
    """The working days of a nation, under the closure days entered by administrators.

    Args:
        nation: "england" or "wales".
        body: the permanent slug of a body whose own closure days also hold; empty for none.

    Raises:
        DatabaseError: the closure days cannot be read.
    """
    days = ClosureDay.objects.holding_for(nation, body)
    return Calendar(nation=nation, closures=tuple(day.as_rule_value() for day in days))
