"""The calendar on which everything of one nation and body is counted: one query."""

from __future__ import annotations

from collections.abc import Mapping

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


def calendars_for(nations: Mapping[str, Nation]) -> dict[str, Calendar]:
    """The calendars of several bodies, by permanent slug, in one query.

    Args:
        nations: the nation of each body, by its permanent slug.

    Raises:
        DatabaseError: the closure days cannot be read.
    """
    days = list(ClosureDay.objects.filter(body__in={"", *nations}).order_by("date", "pk"))
    return {
        body: Calendar(
            nation=nation,
            closures=tuple(
                day.as_rule_value()
                for day in days
                if day.body in ("", body) and day.nation in (nation, "both")
            ),
        )
        for body, nation in nations.items()
    }
