"""What the filters of a tracker offer: the values that occur, with counts, from a small table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format

from boards import kinds as board_kinds
from portal.generations import EVERYTHING, Remembered
from portal.models import PublicRecord
from portal.shown import read_day
from scrutiny.public_tables import TrackedValue
from scrutiny.words import records as words
from scrutiny.words.trackers import FOUND_BY_BODIES, TrackerWords

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Value and words, in the order in which they are offered.
Choices = list[tuple[str, str]]
#: Facet, value, words and count.
Occurring = tuple[str, str, str, int]
#: Counts above this are not told exactly, and not counted.
COUNTED: int = 1000
_FIXED: Final = ("status", "decision")
#: What is offered with the newest first.
_NEWEST_FIRST: Final = ("year", "meeting")
_known: Final[Remembered[list[Occurring]]] = Remembered(EVERYTHING)


def choices(kind: TrackerWords, *, body: str = "") -> dict[str, Choices]:
    """For each filter the values that occur, of one body or of all.

    They change with releases alone: until the next one each process remembers them.
    """
    rows = _known.get(f"{kind.tracker}\n{body}", lambda: _rows(kind.tracker, body))
    counts: dict[str, dict[str, int]] = {}
    labels: dict[str, dict[str, str]] = {}
    for facet in _FIXED:
        counts[facet], labels[facet] = {}, {}
    for facet, value, label, count in rows:
        counted = counts.setdefault(facet, {})
        counted[value] = counted.get(value, 0) + count
        labels.setdefault(facet, {})[value] = label
    known: dict[str, Mapping[str, StrOrPromise]] = {
        "status": {code: one.word for code, one in kind.statuses.items()},
        "decision": {code: one.word for code, one in words.DECISION.items()},
        "year": {value: value.replace("-", "/") for value in counts.get("year", {})},
        "meeting": {value: _day(value) for value in counts.get("meeting", {})},
        "rating": {code: one.word for code, one in reversed(words.RATING.items())},
        "found_by": {**labels.get("found_by", {}), **FOUND_BY_BODIES},
    }
    return {
        facet: _ordered(facet, counted, known.get(facet, labels[facet]))
        for facet, counted in counts.items()
    }


def _ordered(facet: str, counted: dict[str, int], known: Mapping[str, StrOrPromise]) -> Choices:
    """By the words, years newest first, states in the order of their life.

    States and decisions are offered though nothing has them now: an address that was shared holds
    when the last recommendation in that state has moved on.
    """
    if facet in _FIXED:
        values = list(known)
    elif facet == "rating":
        values = [value for value in known if value in counted]
    elif facet in _NEWEST_FIRST:
        values = sorted(counted, reverse=True)
    else:
        values = sorted(counted, key=lambda value: str(known.get(value, value)).casefold())
    told = {value: _told(counted.get(value, 0)) for value in values}
    return [(value, f"{known.get(value, value)} ({told[value]})") for value in values]


def _day(value: str) -> str:
    day = read_day(value)
    return date_format(day, "j F Y") if day else value


def _told(count: int) -> str:
    return f"{count}" if count <= COUNTED else f"{COUNTED:,}+"


def _rows(tracker: str, body: str) -> list[Occurring]:
    """What occurs in a tracker, bodies under the names of their registers; two queries."""
    found = TrackedValue.objects.filter(tracker=tracker, body=body).order_by("pk")
    rows = list(found.values_list("facet", "value", "label", "count"))
    if body or not any(facet == "body" for facet, _value, _label, _count in rows):
        return rows
    bodies = PublicRecord.objects.current().of_kind(board_kinds.BODY)
    names = dict(bodies.values_list("body", "title"))
    return [
        (facet, value, names.get(value, value) if facet == "body" else label, count)
        for facet, value, label, count in rows
    ]
