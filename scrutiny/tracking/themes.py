"""What is public on a theme, from the typed tables of the trackers; no private row is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from portal.models import PublicRecord
from portal.public import records
from scrutiny import kinds
from scrutiny.public_tables import PublicLink, TrackedTag, TrackedValue, Tracker

__all__ = [
    "MOST",
    "ThemeCount",
    "acted_on",
    "answers_on",
    "asked_on",
    "found_on",
    "in_order",
    "questions_on",
    "theme_counts",
]

#: A response, a request or context is no finding that somebody had.
NO_FINDING: Final = ("response", "context", "request")
#: More than this of each kind is not shown beside the table of findings.
MOST: Final = 50


@dataclass
class ThemeCount:
    """A theme and how much is public on it."""

    slug: str
    name: str
    findings: int = 0
    recommendations: int = 0


def theme_counts(body: str) -> list[ThemeCount]:
    """Every theme that something public is about, of one body or of all, by name."""
    found: dict[str, ThemeCount] = {}
    rows = TrackedValue.objects.filter(facet="theme", body=body, count__gt=0).order_by("pk")
    for row in rows:
        one = found.setdefault(row.value, ThemeCount(row.value, row.label))
        one.name = row.label or one.name
        if row.tracker == Tracker.FINDINGS:
            one.findings += row.count
        elif row.tracker == Tracker.RECOMMENDATIONS:
            one.recommendations += row.count
    return sorted(found.values(), key=lambda one: one.name.casefold())


def found_on(slug: str, body: str) -> QuerySet[TrackedTag]:
    """What others found on a theme, newest first."""
    rows = _tagged(Tracker.FINDINGS, slug, body).filter(record__kind=kinds.EXTERNAL_FINDING)
    return rows.exclude(record__status__in=NO_FINDING)


def answers_on(slug: str, body: str, *, to: Iterable[str]) -> list[PublicRecord]:
    """Responses on a theme, and those to the findings of these keys."""
    given = _tagged(Tracker.FINDINGS, slug, body).filter(record__status="response")
    keys = {one.record.key for one in given.select_related("record")[:MOST]}
    links = PublicLink.objects.filter(from_key__in=list(to), to_kind=kinds.EXTERNAL_FINDING)
    keys.update(links.filter(relation="replied").values_list("to_key", flat=True)[:MOST])
    return list(records(kinds.EXTERNAL_FINDING, body=body).filter(key__in=keys)[:MOST])


def questions_on(slug: str, body: str) -> list[PublicRecord]:
    """Lines of enquiry on a theme."""
    return list(records(kinds.LINE, body=body).filter(payload__theme__slug=slug)[:MOST])


def asked_on(slug: str, body: str) -> list[PublicRecord]:
    """Recommendations on a theme."""
    rows = _tagged(Tracker.RECOMMENDATIONS, slug, body).select_related("record")[:MOST]
    return in_order(kinds.RECOMMENDATION, [one.record.key for one in rows])


def acted_on(lines: Iterable[PublicRecord], asked: Iterable[PublicRecord]) -> list[PublicRecord]:
    """The actions that came of lines of enquiry and recommendations."""
    of_lines = Q(from_kind=kinds.LINE, from_key__in=[one.key for one in lines])
    of_asked = Q(from_kind=kinds.RECOMMENDATION, from_key__in=[one.key for one in asked])
    rows = PublicLink.objects.filter(of_lines | of_asked, to_kind=kinds.ACTION)
    return list(records(kinds.ACTION).filter(key__in=rows.values("to_key"))[:MOST])


def in_order(kind: str, keys: list[str]) -> list[PublicRecord]:
    """The current records of these keys, in their order; those not public are left out."""
    held = {one.key: one for one in records(kind).filter(key__in=keys)}
    return [held[key] for key in dict.fromkeys(keys) if key in held]


def _tagged(tracker: Tracker, slug: str, body: str) -> QuerySet[TrackedTag]:
    rows = TrackedTag.objects.filter(tracker=tracker, facet="theme", value=slug)
    if body:
        rows = rows.filter(record__body=body)
    return rows.order_by("-sort_on", "place")
