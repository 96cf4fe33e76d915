"""Columns that several data sets have alike, and how they are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from home.opendata.building import Building
from home.opendata.columns import Column, Row, joined
from home.opendata.data_set import LATE, Filter
from portal.models import PublicRecord
from portal.shown import Status

Payload = Mapping[str, Any]

STATUS: Final = (
    Column("status", _("State, as a code")),
    Column("status_words", _("State, in words")),
)
THEMES: Final = (
    Column("theme_slugs", _("Themes, by their names in addresses; several are parted by “; ”")),
    Column("theme_names", _("Themes")),
    Column("theme_names_cy", _("Themes in Welsh")),
)
REVIEW: Final = (
    Column("review_title", _("Review that it belongs to")),
    Column("review_title_cy", _("Title of the review in Welsh")),
    Column("review_address", _("Permanent address of the review"), "address"),
)
LATENESS: Final = (
    Column(
        "late",
        _(
            "“now”: its last day has passed and nothing came; “met”: it came after its last day; "
            "empty: in time. Counted on the day of reading"
        ),
    ),
    Column(
        "working_days_late",
        _("Working days after the last day, on the calendar of the panel or board"),
        "integer",
    ),
)
THEME_FILTER: Final = Filter("theme", "theme", _("Slug of a theme"))
LATE_FILTER: Final = Filter("late", "late", _("Late now, or met late"), LATE)


def status_filter(statuses: Iterable[str]) -> Filter:
    """The filter by state."""
    return Filter("status", "state", _("State, as a code"), tuple(statuses))


def kind_filter(kinds: Iterable[str]) -> Filter:
    """The filter by kind of record."""
    return Filter("kind", "kind", _("Kind of record"), tuple(kinds))


def status_columns(code: object, statuses: Mapping[str, Status]) -> Row:
    """A state as a code and in words."""
    found = statuses.get(str(code or ""))
    return {"status": code or None, "status_words": str(found.word) if found else None}


def theme_columns(themes: Iterable[Payload | None]) -> Row:
    """Themes of a record."""
    found = [one for one in themes if one]
    return {
        "theme_slugs": joined(one.get("slug") for one in found),
        "theme_names": joined(one.get("name") for one in found),
        "theme_names_cy": joined(one.get("name_cy") for one in found),
    }


def review_columns(record: PublicRecord, at: Building) -> Row:
    """The review that a record belongs to."""
    review = record.payload.get("review") or {}
    path = review.get("path")
    return {
        "review_title": review.get("title"),
        "review_title_cy": review.get("title_cy"),
        "review_address": at.address(record.body, path) if path else None,
    }


def said(payload: Payload, *names: str) -> Row:
    """Columns that are called as in the published copy."""
    return {name: payload.get(name) for name in names}


def of_person(person: Payload | None, name: str) -> Row:
    """A person in office: `<name>_name` and `<name>_post`."""
    found = person or {}
    return {f"{name}_name": found.get("name"), f"{name}_post": found.get("post")}


def word(words: Mapping[str, Any], code: object) -> str | None:
    """The word for a code; None where there is none."""
    found = words.get(str(code or ""))
    return str(getattr(found, "word", found)) if found is not None else None
