"""What the filters of a tracker offer: the values that occur, with counts, from a small table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format

from boards import kinds as board_kinds
from portal.models import PublicRecord
from portal.shown import read_day
from scrutiny.public_tables import TrackedValue
from scrutiny.words import records as words
from scrutiny.words.trackers import FOUND_BY_BODIES, TrackerWords

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Value and words, in the order in which they are offered.
Choices = list[tuple[str, str]]
#: Counts above this are not told exactly, and not counted.
COUNTED: int = 1000
_FIXED: Final = ("status", "decision")
#: What is offered with the newest first.
_NEWEST_FIRST: Final = ("year", "meeting")


def choices(kind: TrackerWords, *, body: str = "") -> dict[str, Choices]:
    """For each filter the values that occur, of one body or of all; two queries at most."""
    counts: dict[str, dict[str, int]] = {}
    labels: dict[str, dict[str, str]] = {}
    for facet in _FIXED:
        counts[facet], labels[facet] = {}, {}
    rows = TrackedValue.objects.filter(tracker=kind.tracker, body=body).order_by("pk")
    for facet, value, label, count in rows.values_list("facet", "value", "label", "count"):
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
    if not body and counts.get("body"):
        known["body"] = _names()
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


def _names() -> dict[str, str]:
    rows = PublicRecord.objects.current().of_kind(board_kinds.BODY)
    return dict(rows.values_list("body", "title"))
