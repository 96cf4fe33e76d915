"""Meetings for calendar programs (RFC 5545): what stands in an event, and how it is written."""

from __future__ import annotations

from boards.calendars.events import CalendarEvent, begins, meeting_begins
from boards.calendars.published import published_meetings
from boards.calendars.writing import CONTENT_TYPE, answer_with, written

__all__ = [
    "CONTENT_TYPE",
    "CalendarEvent",
    "answer_with",
    "begins",
    "meeting_begins",
    "published_meetings",
    "written",
]
