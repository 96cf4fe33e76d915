"""What several public copies say in the same way: a person, a minute, a theme, a review, a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from portal import clock

if TYPE_CHECKING:
    from datetime import datetime

    from boards.models import Minute, Person
    from scrutiny.models import ProgressUpdate, Review, Theme


def review_path(review: Review) -> str:
    """The address of a review below its body."""
    return f"reviews/{review.slug}/"


def as_review(review: Review) -> dict[str, str]:
    """A review as other records name it."""
    return {
        "title": review.title,
        "title_cy": review.title_cy,
        "path": review_path(review),
    }


def as_theme(theme: Theme | None) -> dict[str, str] | None:
    """A theme by its name in addresses and its names for people."""
    return {"slug": theme.slug, "name": theme.name, "name_cy": theme.name_cy} if theme else None


def as_person(person: Person | None) -> dict[str, str] | None:
    """A person acting in office: name and post."""
    return {"name": person.name, "post": person.post} if person else None


def as_minute(minute: Minute | None) -> dict[str, str | None] | None:
    """A minute by its number and the day of its meeting."""
    if minute is None:
        return None
    return {"number": minute.number, "held_on": as_day(minute.meeting.held_on)}


def as_day(day: date | None) -> str | None:
    """A civil date as ISO 8601."""
    return day.isoformat() if day else None


def civil_day(moment: datetime) -> str:
    """The civil date of an instant as ISO 8601."""
    return moment.astimezone(clock.CIVIL_ZONE).date().isoformat()


def as_update(update: ProgressUpdate) -> dict[str, Any]:
    """One piece of reported progress that a clerk has confirmed."""
    return {
        "made_on": civil_day(update.made_at),
        "text": update.text,
        "proof": update.proof,
        "rating": str(update.rating),
        "rated_by": as_minute(update.minute),
    }
