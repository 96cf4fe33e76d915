"""Of which occasion somebody is told today, for something that is due on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: At most so many days before, and so far ahead: more is noise.
MOST_DAYS_BEFORE: Final = 5
FURTHEST: Final = 365
_NUMBER: Final = re.compile(r"[0-9]{1,3}", re.ASCII)


class WrongDaysError(ValueError):
    """What was typed are not days before something."""


def days_typed(text: str) -> tuple[int, ...]:
    """The days of “14, 3”, the furthest first, each once. Empty text: none.

    Raises WrongDaysError with one of the words `number`, `many` or `far`.
    """
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise WrongDaysError("number")
    days = sorted({int(part) for part in parts}, reverse=True)
    if len(days) > MOST_DAYS_BEFORE:
        raise WrongDaysError("many")
    if any(not 1 <= number <= FURTHEST for number in days):
        raise WrongDaysError("far")
    return tuple(days)


@dataclass(frozen=True)
class Schedule:
    """When a body reminds: all in days. None and 0 stand for never.

    `before` counts back from the day that something is due, `repeat_every` onward from it.
    `clerk_after` and `chair_after` are days late after which the clerk, then the chair, is told;
    they too hear of it again every `repeat_every` days.
    """

    before: tuple[int, ...] = (14, 3)
    on_the_day: bool = True
    repeat_every: int = 7
    clerk_after: int | None = 7
    chair_after: int | None = 28


def occasion_for_owner(due_on: date, today: date, schedule: Schedule) -> str:
    """The newest occasion that has come by today, such as `before-3`, `day` or `late-14`.

    Only the newest counts: who missed three is told once. Empty while none has come.
    """
    if today < due_on:
        come = [days for days in schedule.before if due_on - timedelta(days=days) <= today]
        return f"before-{min(come)}" if come else ""
    late = (today - due_on).days
    if schedule.repeat_every and late >= schedule.repeat_every:
        return f"late-{late - late % schedule.repeat_every}"
    return "day" if schedule.on_the_day else ""


def occasion_late(due_on: date, today: date, *, after: int | None, repeat_every: int) -> str:
    """The newest occasion for somebody who hears of it only when it is `after` days late."""
    if after is None:
        return ""
    beyond = (today - due_on).days - after
    if beyond < 0:
        return ""
    return f"told-{beyond - beyond % repeat_every if repeat_every else 0}"
