"""The shape of one rule: a row of data from which a clock is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from portal.rules.calendars import NATIONS, Nation
from portal.rules.clocks.answer import Severity
from portal.rules.clocks.form import Setting

Unit = Literal[
    "calendar_day", "working_day", "clear_day", "week", "month", "year", "fixed", "count", "share"
]
Inclusive = Literal["beginning_with", "after", "before"]
Anchor = Literal["year_start", "year_end", "next"]

UNIT_WORDS: Final[Mapping[Unit, str]] = {
    "calendar_day": "day",
    "working_day": "working day",
    "clear_day": "clear working day",
    "week": "week",
    "month": "month",
    "year": "year",
    "count": "clear working day",
}


@dataclass(frozen=True, kw_only=True)
class FixedDate:
    """A day of the year fixed by law.

    `anchor` says in which year: the calendar year in which the financial year begins or ends,
    or `next`: the first such day after the trigger.
    """

    month: int
    day: int
    anchor: Anchor
    sentence: str = ""
    authority: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of law, guidance or local practice.

    `trigger` says what the trigger date is; empty means that the clock takes none. How long the
    period is stands in `n` (`n_in_wales` where Wales differs) or in the setting `n_from`; where
    the clerk chooses the unit, `units_from` maps each setting to its unit and exactly one of them
    must be given. A `fixed` rule has `fixed`, by step where there are several. A date never
    rolls off a weekend or a bank holiday by itself: no such rule is in the law. Only where
    `on_working_day` is set must the act itself be done on a working day.
    """

    name: str
    title: str
    sentence: str
    unit: Unit
    authority: str
    severity: Severity
    trigger: str = ""
    inclusive: Inclusive = "after"
    n: int = 0
    n_in_wales: int = 0
    n_from: str = ""
    units_from: Mapping[str, Unit] = field(default_factory=dict)
    fixed: Mapping[str, FixedDate] = field(default_factory=dict)
    on_working_day: bool = False
    settings: tuple[Setting, ...] = ()
    nations: tuple[Nation, ...] = NATIONS
    authority_in_wales: str = ""

    @property
    def pauses(self) -> bool:
        """Whether days can be taken out of the period."""
        return any(setting.form == "pause" for setting in self.settings)

    @property
    def default_nation(self) -> Nation:
        """The nation meant when none is named: England, or the only one that has the rule."""
        return self.nations[0]

    def amount(self, nation: Nation) -> int:
        """The length of the period in units, where no setting says otherwise."""
        return self.n_in_wales if nation == "wales" and self.n_in_wales else self.n

    def authority_for(self, nation: Nation) -> str:
        """The text of the Act, regulation or guidance that the rule rests on."""
        return (
            self.authority_in_wales
            if nation == "wales" and self.authority_in_wales
            else (self.authority)
        )
