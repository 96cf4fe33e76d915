"""Public copies of sources and external findings as pages show them: words, not codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.models import PublicRecord
from portal.shown import Status, read_day
from scrutiny.words import records as words
from scrutiny.words import sources as source_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Beyond its decision an answer of a source reads as the answers to our recommendations do.
_DECISION = words.DECISION


@dataclass(frozen=True)
class ShownExternalFinding:
    """One thing that a source says, as its page and the lists show it."""

    body: str
    path: str
    key: str
    kind: Status | None
    dated_on: date | None
    when: str
    source_when: str
    outcome_when: str
    source_kind: StrOrPromise
    figure: str
    decision: Status | None
    text: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What it is called: its kind, by its number in the source."""
        kind = self.kind.word if self.kind else _("Finding")
        return _("%(kind)s %(number)s") % {"kind": kind, "number": self.text["number"]}

    @property
    def authors(self) -> str:
        """Who wrote the source, by name."""
        return ", ".join(one["name"] for one in self.text["source"]["authors"])

    @property
    def whom(self) -> str:
        """Whom it is about: organisations, else the area."""
        names = ", ".join(one["name"] for one in self.text["subjects"])
        return names or self.text["area"]

    @property
    def is_dated_apart(self) -> bool:
        """Whether it has a date of its own, other than its source's."""
        source = self.text["source"]
        return (self.text["dated_on"], self.text["date_words"]) != (
            source["dated_on"],
            source["date_words"],
        )


@dataclass(frozen=True)
class ShownSource:
    """A source as its page and the timeline show it."""

    body: str
    path: str
    key: str
    kind: StrOrPromise
    when: str
    parties: list[tuple[StrOrPromise, str]]
    judgements: list[Mapping[str, Any]]
    text: Mapping[str, Any]
    findings: list[ShownExternalFinding] = field(default_factory=list)

    @property
    def authors(self) -> str:
        """Who wrote it, by name."""
        return ", ".join(one["name"] for one in self.text["parties"] if one["role"] == "author")


def shown_external_finding(record: PublicRecord) -> ShownExternalFinding:
    """An external finding out of its public copy."""
    payload = record.payload
    return ShownExternalFinding(
        body=record.body,
        path=record.path,
        key=record.key,
        kind=source_words.FINDING_KIND.get(payload["kind"]),
        dated_on=read_day(payload["dated_on"]),
        when=when(payload["dated_on"], payload["date_words"]),
        source_when=when(payload["source"]["dated_on"], payload["source"]["date_words"]),
        outcome_when=when(payload["outcome_on"], payload["outcome_words"]),
        source_kind=source_words.SOURCE_KIND.get(payload["source"]["kind"], ""),
        figure=_figure(payload),
        decision=_DECISION.get(payload["decision"]),
        text=payload,
    )


def shown_source(
    record: PublicRecord, *, findings: list[ShownExternalFinding] | None = None
) -> ShownSource:
    """A source out of its public copy, with the findings that the page shows of it."""
    payload = record.payload
    named = [
        (word, ", ".join(one["name"] for one in payload["parties"] if one["role"] == role))
        for role, word in source_words.PARTY.items()
    ]
    return ShownSource(
        body=record.body,
        path=record.path,
        key=record.key,
        kind=source_words.SOURCE_KIND.get(payload["kind"], ""),
        when=when(payload["dated_on"], payload["date_words"]),
        parties=[(word, names) for word, names in named if names],
        judgements=[
            {**one, "when": when(one["dated_on"], one["date_words"])}
            for one in payload["judgements"]
        ],
        text=payload,
        findings=findings or [],
    )


def when(day: str | None, in_words: str) -> str:
    """A date in the words of the source where it has such, else the day in full."""
    found = read_day(day)
    return in_words or (date_format(found, "l j F Y") if found else "")


def _figure(payload: Mapping[str, Any]) -> str:
    """A figure as the source gave it: words, the number they refer to, the period."""
    figure = payload["figure_words"]
    if not figure:
        return ""
    if payload["denominator"] is not None:
        figure = _("%(words)s of %(number)s") % {
            "words": figure,
            "number": payload["denominator"],
        }
    return f"{figure}, {payload['period']}" if payload["period"] else str(figure)
