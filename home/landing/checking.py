"""Packs that wait for a second pair of eyes."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.reading_list import packs_to_check
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader


def packs(reader: Reader) -> Part | None:
    """Built packs that the person may check, those of the soonest meetings first."""
    rows = reader.here_only(packs_to_check(reader.user), "meeting__body__slug")
    return Part(
        name="to-check",
        heading=_("Packs to be checked"),
        lines=[
            Line(
                text=pack.meeting.title,
                address=reverse("workspace_check_pack", args=[pack.key]),
                on=pack.meeting.held_on,
                facts=[pack.meeting.body.name],
            )
            for pack in rows[:MOST]
        ],
    )
