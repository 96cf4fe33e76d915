"""From a rule and the facts of a case to an outcome: one function for each kind of unit."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from portal.rules.calendars import ONE_DAY, Calendar
from portal.rules.clocks import counting
from portal.rules.clocks.answer import ClockError, Skipped
from portal.rules.clocks.given import Values
from portal.rules.clocks.rule import FixedDate, Inclusive, Rule, Unit

DAYS_A_WEEK: Final = 7
MONTHS_A_YEAR: Final = 12
VETO_SHARE: Final = (2, 3)


@dataclass(frozen=True, kw_only=True)
class Case:
    """The facts of one question, read and checked."""

    rule: Rule
    on: datetime.date | None
    values: Values
    calendar: Calendar
    unit: Unit
    amount: int

    @property
    def trigger(self) -> datetime.date:
        """The trigger date.

        Raises:
            ClockError: the clock needs one and none was given.
        """
        if self.on is None:
            raise ClockError(f"{self.rule.name} needs a date: {self.rule.trigger}")
        return self.on

    def why_paused(self, day: datetime.date) -> str | None:
        """Why a day is taken out of the period by a pause, or None."""
        covering = (pause for pause in self.values.pauses if pause.covers(day))
        return next((f"paused: {pause}" for pause in covering), None)


@dataclass(frozen=True)
class Outcome:
    """A result with its working; `deadline` is None where the answer is no deadline."""

    result: datetime.date | int
    lawful_date: datetime.date | None = None
    deadline: datetime.date | None = None
    counted: tuple[datetime.date, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def measure(case: Case) -> Outcome:
    """Count the case in the unit of its rule."""
    return MEASURES[case.unit](case)


def fixed_date(case: Case) -> FixedDate:
    """The fixed date of the rule that the case asks for: the step's, or the only one."""
    return case.rule.fixed[case.values.choices.get("step", "")]


def _days(case: Case) -> Outcome:
    return _reached(_count_days(case, case.amount, case.why_paused))


def _weeks(case: Case) -> Outcome:
    return _reached(_count_days(case, case.amount * DAYS_A_WEEK, case.why_paused))


def _working_days(case: Case) -> Outcome:
    return _reached(_count_days(case, case.amount, case.calendar.why_not))


def _count_days(case: Case, days: int, why_not: counting.WhyNot) -> counting.Count:
    ways: dict[Inclusive, Callable[..., counting.Count]] = {
        "beginning_with": counting.beginning_with,
        "after": counting.after,
        "before": counting.before,
    }
    return ways[case.rule.inclusive](case.trigger, days, why_not)


def _months(case: Case) -> Outcome:
    return _reached(_count_months(case, case.amount))


def _years(case: Case) -> Outcome:
    return _reached(_count_months(case, case.amount * MONTHS_A_YEAR))


def _count_months(case: Case, months: int) -> counting.Count:
    if case.rule.inclusive == "beginning_with":
        return counting.months_beginning_with(case.trigger, months)
    return counting.months_after(case.trigger, months)


def _reached(count: counting.Count) -> Outcome:
    return Outcome(count.last, count.last, count.last, count.counted, count.skipped)


def _clear_days(case: Case) -> Outcome:
    """Neither of the two days counts: the answer lies on the far side of the counted days.

    The lawful date is the day next to the last day counted, which may be a Sunday on which
    papers can go on the web; the result is the working day.
    """
    backwards = case.rule.inclusive == "before"
    count = _count_days(case, case.amount, case.calendar.why_not)
    lawful = count.last - ONE_DAY if backwards else count.last + ONE_DAY
    if backwards:
        result = case.calendar.working_day_on_or_before(lawful)
    else:
        result = case.calendar.working_day_on_or_after(lawful)
    skipped = tuple(sorted((*count.skipped, *_between(case.calendar, lawful, result))))
    return Outcome(result, lawful, lawful if backwards else None, count.counted, skipped)


def _between(
    calendar: Calendar, lawful: datetime.date, result: datetime.date
) -> tuple[Skipped, ...]:
    """The days from the lawful date to the result, none of them a working day."""
    first, last = min(lawful, result), max(lawful, result)
    days = (first + ONE_DAY * count for count in range((last - first).days + 1))
    return tuple((day, why) for day in days if (why := calendar.why_not(day)))


def _clear_days_given(case: Case) -> Outcome:
    """How many working days lie strictly between publication and meeting; never below none."""
    first, last = case.trigger + ONE_DAY, case.values.dates["meeting"] - ONE_DAY
    days = [first + ONE_DAY * count for count in range((last - first).days + 1)]
    reasons = [(day, case.calendar.why_not(day)) for day in days]
    counted = tuple(day for day, why in reasons if why is None)
    return Outcome(
        len(counted), counted=counted, skipped=tuple((day, why) for day, why in reasons if why)
    )


def _fixed(case: Case) -> Outcome:
    fixed = fixed_date(case)
    if fixed.anchor == "next":
        day = datetime.date(case.trigger.year, fixed.month, fixed.day)
        if day <= case.trigger:
            day = day.replace(year=day.year + 1)
    else:
        year = case.values.years["financial_year"] + (1 if fixed.anchor == "year_end" else 0)
        day = datetime.date(year, fixed.month, fixed.day)
    return Outcome(day, day, day)


def _share(case: Case) -> Outcome:
    """Two thirds of the members, rounded up to whole votes."""
    part, whole = VETO_SHARE
    return Outcome(-(-case.values.numbers["members"] * part // whole))


MEASURES: Final[Mapping[Unit, Callable[[Case], Outcome]]] = {
    "calendar_day": _days,
    "working_day": _working_days,
    "clear_day": _clear_days,
    "week": _weeks,
    "month": _months,
    "year": _years,
    "fixed": _fixed,
    "count": _clear_days_given,
    "share": _share,
}
