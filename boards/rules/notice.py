"""How much notice of a meeting was given, and whether that is enough.

Days are clear working days: neither the day of publication nor the day of the meeting counts
(R v Herefordshire Justices (1820); R v Swansea City Council ex parte Elitestone [1993]). Five are
needed in England (Local Government Act 1972, section 100B(3) and (4)(a)), three in Wales (section
100BA(3)). A defect can be cured by a later valid decision, so short notice is a warning that needs
a reason and never a bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.rules.calendars import Calendar
from portal.rules.clocks import compute, rule_named

#: Regimes under which notice is a matter of statute; elsewhere it is a body's own rule.
STATUTORY_REGIMES: Final = frozenset({"lga72_england", "lga72_wales", "pcp_wales_modified"})


@dataclass(frozen=True)
class Notice:
    """The notice of one meeting: clear days given and needed, and the source of the need."""

    given: int
    needed: int
    is_statutory: bool
    authority: str

    @property
    def is_short(self) -> bool:
        """Whether fewer clear days were given than are needed."""
        return self.given < self.needed

    @property
    def missing(self) -> int:
        """How many clear days are missing; 0 when the notice is long enough."""
        return max(0, self.needed - self.given)


def clear_days_needed(*, calendar: Calendar, regime: str, own: int | None) -> int:
    """How many clear days a body must give.

    `own` is the body's own number, None or 0 for none. Where statute binds the body it may ask
    more of itself, never less.
    """
    rule = rule_named("agenda_latest_publication")
    default = rule.n_in_wales if calendar.nation == "wales" and rule.n_in_wales else rule.n
    statutory = int(default or 0)
    if regime in STATUTORY_REGIMES:
        return max(own or 0, statutory)
    return own or statutory


def notice_given(
    *, published_on: date, held_on: date, calendar: Calendar, regime: str, own: int | None
) -> Notice:
    """Count the notice that an agenda published on one day gives of a meeting on another.

    Raises ClockError when the calendar does not reach one of the days.
    """
    answer = compute(
        "clear_days_count",
        on=published_on,
        settings={"meeting": held_on.isoformat()},
        calendar=calendar,
    )
    is_statutory = regime in STATUTORY_REGIMES
    return Notice(
        given=answer.result if isinstance(answer.result, int) else 0,
        needed=clear_days_needed(calendar=calendar, regime=regime, own=own),
        is_statutory=is_statutory,
        authority=answer.authority if is_statutory else "",
    )


def publish_by(*, held_on: date, calendar: Calendar, regime: str, own: int | None) -> date:
    """The last working day on which publishing the agenda leaves enough clear days.

    Raises ClockError when the calendar does not reach the day.
    """
    days = clear_days_needed(calendar=calendar, regime=regime, own=own)
    answer = compute(
        "agenda_latest_publication",
        on=held_on,
        settings={"clear_days": days},
        calendar=calendar,
    )
    return answer.due_on
