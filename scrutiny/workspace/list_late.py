"""How late the rows of a list are, each on the calendar of its body."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from portal.calendar import calendars_for
from portal.rules.calendars import CalendarError
from scrutiny.rules.lateness import lateness
from scrutiny.shown.lateness import open_lateness

if TYPE_CHECKING:
    from datetime import date

    from portal.rules.calendars import Calendar, Nation


def calendars_of_rows(rows: Sequence[Any]) -> dict[str, Calendar]:
    """The calendars of the bodies of these rows, in one query."""
    nations = {one.body.slug: cast("Nation", one.body.nation) for one in rows}
    return calendars_for(nations) if nations else {}


def late_words(
    one: Any, open_states: Collection[str], calendar: Calendar | None, today: date
) -> str:
    """How late a row is that waits for somebody; nothing for what is in time or was done."""
    if one.state not in open_states or calendar is None:
        return ""
    try:
        return open_lateness(lateness(one.due_on, None, today, calendar))
    except CalendarError:
        return _("overdue") if one.due_on < today else ""
