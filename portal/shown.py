"""Small pieces that public pages show: a status as a word, dates read back from a payload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Family = Literal["open", "waiting", "done", "problem"]


@dataclass(frozen=True)
class Status:
    """A state as the reader meets it: a word first, and one of four families for its colour."""

    word: StrOrPromise
    family: Family


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page; the last one, the page itself, has no address."""

    label: StrOrPromise
    address: str = ""


def read_day(value: str | None) -> date | None:
    """A date out of a payload; None stays None. Raises ValueError for what is no ISO date."""
    return date.fromisoformat(value) if value else None


def read_time(value: str | None) -> time | None:
    """A time of day out of a payload; None stays None."""
    return time.fromisoformat(value) if value else None


def runs_on(day: date, *, start: str | None, end: str | None) -> bool:
    """Whether a span out of a payload, first and last day included, holds a day."""
    iso = day.isoformat()
    return (not start or start <= iso) and (not end or iso <= end)
