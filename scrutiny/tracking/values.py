"""What the trackers keep of a released payload: pure functions from payload to columns.

Payloads of earlier versions lack what was added later, so everything is asked for with care.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any, Final

from django.utils.text import slugify

from portal.rules.references import municipal_year
from portal.shown import read_day
from scrutiny import kinds
from scrutiny.public_tables import NEVER, Tracker
from scrutiny.rules.actions import WITH_OWNER
from scrutiny.rules.search_words import search_words

#: The value of the filter “found by” for what the bodies themselves have found.
OWN: Final = "own"
_UNMET: Final = ("requested", "incomplete")
_MOST_WORDS: Final = 5_000
Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Tag:
    """One of several values under one heading, with the name that people read."""

    facet: str
    value: str
    label: str


@dataclass(frozen=True)
class Tracked:
    """The columns of one record that differ from kind to kind; the rest is counted from them."""

    text: str = ""
    about: str = ""
    about_path: str = ""
    number: int | None = None
    reference: str = ""
    addressee_name: str = ""
    status: str = ""
    decision: str = ""
    asked_on: date | None = None
    due_on: date | None = None
    met_on: date | None = None
    is_awaited: bool = False
    date_words: str = ""
    tags: tuple[Tag, ...] = ()
    more_words: tuple[str, ...] = field(default=())

    @property
    def addressee(self) -> str:
        """The addressee as an address names it; the same for the same name and post."""
        return named_value(self.addressee_name)

    @property
    def was_late(self) -> bool:
        """Whether it was met after its last day."""
        return bool(self.due_on and self.met_on and self.met_on > self.due_on)

    @property
    def awaits_on(self) -> date:
        """The last day of what has not been met."""
        return self.due_on if self.is_awaited and self.due_on else NEVER

    @property
    def year(self) -> str:
        """The municipal year as an address names it: `2025-26`."""
        return municipal_year(self.asked_on).replace("/", "-") if self.asked_on else ""

    @property
    def words(self) -> str:
        """What a search looks through."""
        texts = (self.text, self.about, self.reference, self.addressee_name, *self.more_words)
        labels = (tag.label for tag in self.tags)
        found = (word for text in (*texts, *labels) for word in search_words(text))
        return " ".join(islice(dict.fromkeys(found), _MOST_WORDS))


def named_value(name: str) -> str:
    """A name as an address holds it: readable, and different for different names."""
    if not name:
        return ""
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{slugify(name, allow_unicode=True)[:70]}-{digest}"


def tracked(kind: str, payload: Payload, on: date | None) -> tuple[Tracker, Tracked] | None:
    """In which tracker a released payload is listed, and its columns; None if in none.

    `on` is the date by which the released record is sorted, where the payload has none.
    """
    found = _READERS.get(kind)
    if found is None or not payload:
        return None
    tracker, read = found
    values = read(payload)
    return tracker, values if values.asked_on else replace(values, asked_on=on)


def _recommendation(payload: Payload) -> Tracked:
    answer = payload.get("answer") or {}
    return Tracked(
        text=payload.get("text", ""),
        number=payload.get("number"),
        reference=payload.get("reference", ""),
        addressee_name=_person(payload.get("addressee")),
        status=payload.get("state", ""),
        decision=answer.get("decision", ""),
        asked_on=read_day(payload.get("issued_on")),
        due_on=read_day(payload.get("response_due")),
        met_on=read_day(answer.get("answered_on")),
        is_awaited=payload.get("state") == "issued",
        tags=tuple(_themes(payload.get("themes") or [])),
        more_words=(payload.get("text_cy", ""), payload.get("measure", "")),
        **_review(payload),
    )


def _response(payload: Payload) -> Tracked:
    state = payload.get("state", "")
    decided = [one.get("decision", "") for one in payload.get("decisions") or []]
    return Tracked(
        addressee_name=_person(payload.get("addressee")),
        status=state,
        asked_on=read_day(payload.get("requested_on")),
        due_on=read_day(payload.get("due_on")),
        met_on=None if state in _UNMET else read_day(payload.get("received_on")),
        is_awaited=state in _UNMET,
        tags=tuple(Tag("decision", one, "") for one in dict.fromkeys(decided) if one),
        more_words=(payload.get("introduction", ""),),
        **_review(payload),
    )


def _finding(payload: Payload) -> Tracked:
    line = payload.get("line") or {}
    return Tracked(
        text=payload.get("text", ""),
        number=payload.get("number"),
        status="good_practice" if payload.get("is_positive") else "finding",
        tags=(Tag("found_by", OWN, ""), *_themes([payload.get("theme")])),
        more_words=(payload.get("text_cy", ""), line.get("question", "")),
        **_review(payload),
    )


def _external_finding(payload: Payload) -> Tracked:
    source = payload.get("source") or {}
    authors = source.get("authors") or []
    good = payload.get("is_positive") or payload.get("kind") == "good_practice"
    return Tracked(
        text=payload.get("text", ""),
        about=source.get("title", ""),
        about_path=source.get("path", ""),
        number=payload.get("number"),
        status="good_practice" if good else payload.get("kind", ""),
        decision=payload.get("decision") or "",
        asked_on=read_day(payload.get("dated_on")),
        date_words=payload.get("date_words") or "",
        tags=(
            *(Tag("found_by", _code(one), one.get("name", "")[:300]) for one in authors),
            *_themes([payload.get("theme")]),
        ),
        more_words=(
            payload.get("text_cy", ""),
            payload.get("area", ""),
            *(one.get("name", "") for one in payload.get("subjects") or []),
        ),
    )


def _action(payload: Payload) -> Tracked:
    minute = payload.get("from_minute") or {}
    return Tracked(
        text=payload.get("text", ""),
        number=payload.get("number"),
        reference=payload.get("reference", ""),
        addressee_name=_person(payload.get("owner")),
        status=payload.get("state", ""),
        asked_on=read_day(minute.get("held_on") or payload.get("entered_on")),
        due_on=read_day(payload.get("due_on")),
        met_on=read_day(payload.get("done_on")),
        is_awaited=payload.get("state") in WITH_OWNER,
        tags=(*_themes(payload.get("themes") or []), *_rating(payload), *_meeting(minute)),
        **_review(payload),
    )


_READERS: Final[dict[str, tuple[Tracker, Callable[[Payload], Tracked]]]] = {
    kinds.RECOMMENDATION: (Tracker.RECOMMENDATIONS, _recommendation),
    kinds.RESPONSE: (Tracker.RESPONSES, _response),
    kinds.FINDING: (Tracker.FINDINGS, _finding),
    kinds.EXTERNAL_FINDING: (Tracker.FINDINGS, _external_finding),
    kinds.ACTION: (Tracker.ACTIONS, _action),
}


def _review(payload: Payload) -> dict[str, Any]:
    review = payload.get("review") or {}
    return {"about": review.get("title", ""), "about_path": review.get("path", "")}


def _rating(payload: Payload) -> Iterator[Tag]:
    """The latest rating; earlier ones do not count, and an action without one has no tag."""
    ratings = [one.get("rating") for one in payload.get("updates") or [] if one.get("rating")]
    if ratings:
        yield Tag("rating", ratings[-1], "")


def _meeting(minute: Payload) -> Iterator[Tag]:
    """The day of the meeting at which it was agreed."""
    if read_day(minute.get("held_on")):
        yield Tag("meeting", minute["held_on"], "")


def _person(person: Mapping[str, str] | None) -> str:
    if not person:
        return ""
    return ", ".join(filter(None, (person.get("name"), person.get("post"))))[:500]


def _themes(themes: list[Mapping[str, str] | None]) -> Iterator[Tag]:
    seen: set[str] = set()
    for one in themes:
        if one and one.get("slug") and one["slug"] not in seen:
            seen.add(one["slug"])
            yield Tag("theme", one["slug"][:90], one.get("name", "")[:300])


def _code(author: Mapping[str, str]) -> str:
    return (author.get("code") or named_value(author.get("name", "")))[:90]
