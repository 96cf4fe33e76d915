"""Answer a clock: find the rule, read the question, count, explain."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping
from typing import Final

from portal.rules.calendars import NATIONS, Calendar, CalendarError, Nation
from portal.rules.clocks.answer import Answer, ClockError
from portal.rules.clocks.form import within_reach
from portal.rules.clocks.given import SettingValues, Values, read_settings
from portal.rules.clocks.measures import Case, Outcome, fixed_date, measure
from portal.rules.clocks.rows import RULES
from portal.rules.clocks.rule import Rule, Unit
from portal.rules.clocks.wording import clock_time, explain

NO_SETTINGS: Final[Mapping[str, str]] = {}


def rule_named(name: str) -> Rule:
    """The rule of that name.

    Raises:
        ClockError: there is none; the nearest name is offered, or all of them.
    """
    if rule := RULES.get(name):
        return rule
    near = difflib.get_close_matches(name, RULES, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"the clocks are: {', '.join(RULES)}"
    raise ClockError(f'there is no clock "{name}"; {hint}')


def check_question(
    name: str,
    *,
    nation: str | None = None,
    on: datetime.date | None = None,
    settings: SettingValues = NO_SETTINGS,
) -> Values:
    """Check that a clock is asked for properly, without counting; give the settings as read.

    Raises:
        ClockError: the clock or nation is unknown, the trigger date is missing or out of place,
            or a setting is unknown, missing or malformed.
    """
    rule = rule_named(name)
    if nation is not None:
        _check_nation(rule, nation)
    if on is None and rule.trigger:
        raise ClockError(f"{name} needs a date: {rule.trigger}")
    if on is not None:
        if not rule.trigger:
            raise ClockError(f"{name} takes no date; {_carriers(rule)}")
        if isinstance(on, datetime.datetime):
            raise ClockError(f"{name} takes a civil date, not an instant")
        within_reach("the date", on)
    values = read_settings(name, rule.settings, settings)
    _chosen_unit(rule, values)
    return values


def compute(
    name: str,
    *,
    nation: str | None = None,
    on: datetime.date | None = None,
    settings: SettingValues = NO_SETTINGS,
    calendar: Calendar,
) -> Answer:
    """Answer one clock.

    Args:
        name: the clock, one of `RULES`.
        nation: "england" or "wales"; left out, the nation of the calendar.
        on: the trigger date, a civil date in Europe/London; None for a clock that takes none.
        settings: settings by name, as text; a repeatable one as a sequence of texts.
        calendar: the working days to count on, for the same nation.

    Raises:
        ClockError: the question is not put properly, or its answer lies outside 1900 to 2100.
    """
    nation = nation if nation is not None else calendar.nation
    values = check_question(name, nation=nation, on=on, settings=settings)
    if nation != calendar.nation:
        raise ClockError(f"{name} is asked for {nation}, but the calendar is of {calendar.nation}")
    rule = RULES[name]
    unit, amount = _length(rule, values, calendar.nation)
    case = Case(rule=rule, on=on, values=values, calendar=calendar, unit=unit, amount=amount)
    try:
        outcome = measure(case)
        deadline = outcome.deadline
        last = calendar.working_day_on_or_before(deadline) if deadline else None
    except (CalendarError, OverflowError) as error:
        raise ClockError(f"{name}: {error}") from None
    return _answer(case, outcome, last)


def _answer(case: Case, outcome: Outcome, last: datetime.date | None) -> Answer:
    rule, nation = case.rule, case.calendar.nation
    step = fixed_date(case) if case.unit == "fixed" else None
    cut_off = case.values.times.get("cut_off")
    return Answer(
        clock=rule.name,
        nation=nation,
        on=case.on,
        result=outcome.result,
        lawful_date=outcome.lawful_date,
        last_working_day=last,
        counted=outcome.counted,
        skipped=outcome.skipped,
        authority=(step.authority if step else "") or rule.authority_for(nation),
        severity=rule.severity,
        explanation=explain(case, outcome, last),
        cut_off=clock_time(cut_off) if cut_off else "",
    )


def _check_nation(rule: Rule, nation: str) -> None:
    if nation not in NATIONS:
        raise ClockError(f'there is no nation "{nation}"; choose from {", ".join(NATIONS)}')
    if nation not in rule.nations:
        raise ClockError(f"{rule.name} holds in {rule.default_nation} only, not in {nation}")


def _carriers(rule: Rule) -> str:
    needed = [setting.name for setting in rule.settings if setting.needed]
    return f"its settings say when: {', '.join(needed)}"


def _chosen_unit(rule: Rule, values: Values) -> str:
    """The setting by which the length was given, where the rule leaves the unit open."""
    if not rule.units_from:
        return rule.n_from
    given = sorted(values.named() & set(rule.units_from))
    if len(given) != 1:
        options = ", ".join(rule.units_from)
        found = f"not {' and '.join(given)} together" if given else "none is given"
        raise ClockError(f"{rule.name} needs exactly one of {options}; {found}")
    return given[0]


def _length(rule: Rule, values: Values, nation: Nation) -> tuple[Unit, int]:
    setting = _chosen_unit(rule, values)
    unit = rule.units_from.get(setting, rule.unit)
    return unit, values.numbers.get(setting, rule.amount(nation))
