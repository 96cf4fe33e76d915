"""A calendar as a program reads it."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar


def events(text: bytes) -> dict[str, Any]:
    """The events by their UID; fails on two of one UID."""
    found = Calendar.from_ical(text).walk("VEVENT")
    by_uid = {str(one["UID"]): one for one in found}
    assert len(by_uid) == len(found)
    return by_uid


def only(text: bytes) -> Any:
    """The one event of a calendar."""
    [one] = events(text).values()
    return one
