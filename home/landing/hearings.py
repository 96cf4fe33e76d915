"""Hearings that are to come or under way, for the clerk who enters the answers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from scrutiny.workspace.hearing_list import coming_hearings


def hearings(reader: Reader) -> Part | None:
    """The next ones, soonest first."""
    rows = reader.here_only(coming_hearings(reader.user), "review__body__slug")
    return Part(
        name="hearings",
        heading=_("Lines of enquiry put to witnesses"),
        lines=[
            Line(
                text=one.review.title,
                address=reverse("workspace_hearing", args=[one.key]),
                on=one.item.meeting.held_on,
                facts=[one.item.meeting.title],
            )
            for one in rows[:MOST]
        ],
    )
