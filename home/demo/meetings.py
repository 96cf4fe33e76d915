"""The meetings of the story: a year back, three months ahead."""

from __future__ import annotations

from datetime import date, time

from boards.operations import meeting_moves, meetings
from home.demo.story import Story

COUNTY_HALL = "Council Chamber, County Hall, Northmere"


def hold_meetings(story: Story) -> None:
    """Meetings by the week in which they lie; those to come are scheduled."""
    panel = story.northmere.panel
    held = {
        -50: ("ordinary", "Ordinary meeting"),
        -44: ("ordinary", "Ordinary meeting"),
        -36: ("themed", "Safeguarding children: themed meeting"),
        -29: ("ordinary", "Ordinary meeting"),
        -20: ("annual", "Annual meeting"),
        -8: ("ordinary", "Ordinary meeting"),
    }
    for weeks, (kind, title) in held.items():
        with story.on(weeks, days=-42) as _day:
            meeting = meetings.schedule_meeting(
                body=panel,
                title=title,
                held_on=story.weeks(weeks),
                by=story.clerk,
                kind=kind,
                starts_at=time(10, 30),
                place=COUNTY_HALL,
            )
        with story.on(weeks, days=-9):
            meeting = meeting_moves.publish_agenda(meeting, by=story.clerk)
        with story.on(weeks, at=time(13, 0)):
            story.meetings[weeks] = meeting_moves.conclude_meeting(meeting, by=story.clerk)
    for weeks in (4, 12):
        with story.on(-2):
            meetings.schedule_meeting(
                body=panel,
                title="Ordinary meeting",
                held_on=story.weeks(weeks),
                by=story.clerk,
                starts_at=time(10, 30),
                place=COUNTY_HALL,
            )
    with story.on(-58):
        meetings.record_held_meeting(
            body=story.northmere.board,
            title="Last meeting of the board",
            held_on=date(2019, 9, 19),
            by=story.northmere.accounts["clerk.board"],
            starts_at=time(14, 0),
            place="Committee Room 2, County Hall, Northmere",
        )
