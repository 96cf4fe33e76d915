"""The explanation of an answer in one plain sentence."""

from __future__ import annotations

import datetime

from portal.rules.clocks.measures import Case, Outcome, fixed_date
from portal.rules.clocks.rule import UNIT_WORDS
from portal.rules.dates import long_date

NOON = 12


def explain(case: Case, outcome: Outcome, last_working_day: datetime.date | None) -> str:
    """Say what the answer is and how it came about.

    Where the date lies on a day that is no working day, say which working day is the last
    before it: the law moves no date.
    """
    sentence = case.rule.sentence
    if case.unit == "fixed":
        sentence = fixed_date(case).sentence or sentence
    text = sentence.format_map(_facts(case, outcome))
    if last_working_day is None or last_working_day == outcome.result:
        return text
    return (
        f"{text.removesuffix('.')}; the date does not move, and the last working day before it "
        f"is {long_date(last_working_day)}."
    )


def clock_time(time: datetime.time) -> str:
    """A time of day for people: 8:30am, 5pm, midday."""
    if time == datetime.time(NOON):
        return "midday"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{time.hour % NOON or NOON}{minutes}{'am' if time.hour < NOON else 'pm'}"


def plural(number: int, word: str) -> str:
    """A number with its unit: 1 working day, 5 working days."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _facts(case: Case, outcome: Outcome) -> dict[str, object]:
    values = case.values
    number = outcome.result if isinstance(outcome.result, int) else case.amount
    paused = len(outcome.skipped) if case.rule.pauses else 0
    cut_off = values.times.get("cut_off")
    return {
        "result": _shown(outcome.result),
        "on": _shown(case.on) if case.on else "",
        "amount": plural(number, UNIT_WORDS.get(case.unit, "")),
        "paused": f", with {plural(paused, 'day')} ignored" if paused else "",
        "cut_off": f"{clock_time(cut_off)} on " if cut_off else "",
        **{name: _shown(day) for name, day in values.dates.items()},
        **{name: f"{year}/{(year + 1) % 100:02}" for name, year in values.years.items()},
        **values.numbers,
    }


def _shown(value: datetime.date | int) -> str:
    return long_date(value) if isinstance(value, datetime.date) else str(value)
