"""The living parts of a body's front page that this app knows. Released records only."""

from __future__ import annotations

from typing import Any

from django import template

from boards import kinds
from boards.shown import (
    ShownBody,
    ShownMeeting,
    ShownSeat,
    shown_body,
    shown_meeting,
    shown_seats,
)
from portal import clock
from portal.public import bodies_by_slug, records

register = template.Library()


@register.simple_tag
def body_shown(text: dict[str, Any]) -> ShownBody:
    """A body, given by its public copy, as it stands today."""
    return shown_body(text, today=clock.today())


@register.simple_tag
def related_bodies(text: dict[str, Any]) -> dict[str, bool]:
    """Which of the bodies that a body names are public themselves, and so can be linked to."""
    named = [text["parent"], text["predecessor"], text["successor"], *text["sub_committees"]]
    return dict.fromkeys(bodies_by_slug(one["slug"] for one in named if one), True)


@register.simple_tag
def next_meeting(body: str) -> ShownMeeting | None:
    """The next meeting that is neither cancelled nor postponed."""
    today = clock.today()
    coming = records(kinds.MEETING, body=body).filter(
        happened_on__gte=today, payload__state__in=["scheduled", "agenda_published"]
    )
    found = coming.order_by("happened_on", "pk").first()
    return shown_meeting(found, today=today) if found else None


@register.simple_tag
def seats_of(body: str) -> list[ShownSeat]:
    """The register of members as it stands today; empty when it is not public."""
    record = records(kinds.MEMBERS, body=body).first()
    return shown_seats(record, today=clock.today()) if record else []


@register.simple_tag
def chairs_of(seats: list[ShownSeat]) -> list[str]:
    """The names of those who sit as chair."""
    return [seat.name for seat in seats if seat.code == "chair"]
