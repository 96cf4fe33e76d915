"""A clock's answer as lines of text for the command line."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from portal.rules.clocks import RULES, Answer
from portal.rules.dates import long_date

DAYS_LISTED = 31
SEVERITIES = {
    "statutory": "required by law",
    "guidance": "required by guidance",
    "local": "set locally",
}


def report_lines(answer: Answer) -> Iterator[str]:
    """The answer and its working, for a clerk to check line by line."""
    title = RULES[answer.clock].title
    yield f"{title} ({answer.nation.capitalize()}): {_shown(answer.result)}"
    yield ""
    yield answer.explanation
    yield ""
    if answer.lawful_date:
        which = "Last" if answer.last_working_day else "First"
        yield f"{which} lawful date: {_shown(answer.lawful_date)}"
    if answer.last_working_day:
        yield f"Last working day: {_shown(answer.last_working_day)}"
    if answer.cut_off:
        yield f"Cut-off: {answer.cut_off}"
    yield from _counted_lines(answer.counted)
    yield from _skipped_lines(answer)
    yield f"Authority: {answer.authority}"
    yield f"Force: {SEVERITIES[answer.severity]}"


def _counted_lines(days: Sequence[datetime.date]) -> Iterator[str]:
    if not days:
        yield "Days counted: none"
    elif len(days) > DAYS_LISTED:
        yield f"Days counted: {len(days)}, from {_shown(days[0])} to {_shown(days[-1])}"
    else:
        yield f"Days counted: {len(days)}"
        yield from (f"  {_shown(day)}" for day in days)


def _skipped_lines(answer: Answer) -> Iterator[str]:
    if not answer.skipped:
        yield "Days skipped: none"
        return
    yield f"Days skipped: {len(answer.skipped)}"
    yield from (f"  {_shown(day)}: {why}" for day, why in answer.skipped)


def _shown(value: datetime.date | int) -> str:
    if isinstance(value, datetime.date):
        return f"{value.isoformat()}, {long_date(value)}"
    return str(value)
