"""What became of a recommendation or an action, out of its public copy: words, not codes.

Copies of earlier versions lack what was added later, so everything is asked for with care.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.shown import Status, read_day
from portal.templatetags.portal_text import day as in_full
from scrutiny.words import records as words

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class ShownUpdate:
    """Progress as it was reported on a day, and what the panel says of it."""

    made_on: date | None
    text: str
    proof: str
    rating: Status | None
    rated_by: str


@dataclass(frozen=True)
class ShownImpact:
    """A look, months later, at what has changed."""

    planned_on: date | None
    held_on: date | None
    result: Status | None
    what_changed: str
    what_changed_cy: str
    proof: str
    by: str


@dataclass(frozen=True)
class ShownVerdict:
    """What the panel thinks of an answer."""

    verdict: Status
    reason: str
    by: str


def shown_updates(rows: Iterable[Payload]) -> list[ShownUpdate]:
    """Reported progress, the oldest first."""
    found = [
        ShownUpdate(
            made_on=read_day(one.get("made_on")),
            text=one.get("text", ""),
            proof=one.get("proof", ""),
            rating=words.RATING.get(one.get("rating", "")),
            rated_by=minute_words(one.get("rated_by")),
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: one.made_on or date.min)


def shown_impact(rows: Iterable[Payload]) -> list[ShownImpact]:
    """Reviews of the impact, held or planned, the oldest first."""
    found = [
        ShownImpact(
            planned_on=read_day(one.get("planned_on")),
            held_on=read_day(one.get("held_on")),
            result=words.IMPACT.get(one.get("result", "")),
            what_changed=one.get("what_changed", ""),
            what_changed_cy=one.get("what_changed_cy", ""),
            proof=one.get("proof", ""),
            by=minute_words(one.get("by")),
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: one.held_on or one.planned_on or date.max)


def shown_verdict(answer: Payload | None) -> ShownVerdict | None:
    """What the panel thinks of an answer; None before it has said so."""
    verdict = words.VERDICT.get((answer or {}).get("verdict", ""))
    if answer is None or verdict is None:
        return None
    return ShownVerdict(
        verdict=verdict,
        reason=answer.get("verdict_reason", ""),
        by=minute_words(answer.get("verdict_by")),
    )


def minute_words(minute: Payload | None) -> str:
    """Which minute says so: “minute 21 of the meeting on Friday 24 April 2026”."""
    if not minute:
        return ""
    held_on = in_full(read_day(minute.get("held_on")))
    return _("minute %(number)s of the meeting on %(day)s") % {
        "number": minute.get("number", ""),
        "day": held_on,
    }


def person_words(person: Payload | None) -> str:
    """A person acting in office: name and post."""
    return ", ".join(filter(None, ((person or {}).get("name"), (person or {}).get("post"))))
