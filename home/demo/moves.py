"""Moves of the records of the story, without the arguments that are the same each time."""

from __future__ import annotations

from typing import Any

from portal.models import User
from scrutiny.models import (
    Report,
    Review,
    WorkProgrammeEntry,
)
from scrutiny.operations import programme, reports, reviews


def move_entry(
    entry: WorkProgrammeEntry,
    move: str,
    by: User,
    **needs: Any,
) -> WorkProgrammeEntry:
    """A move of the work programme entry."""
    return programme.move_entry(entry=entry, move=move, by=by, expected_version=None, **needs)


def move_review(review: Review, move: str, by: User, **needs: Any) -> Review:
    """A move of the review."""
    return reviews.move_review(review=review, move=move, by=by, expected_version=None, **needs)


def move_report(report: Report, move: str, by: User, **needs: Any) -> Report:
    """A move of an edition."""
    return reports.move_report(report=report, move=move, by=by, expected_version=None, **needs)
