"""The meetings of the story: a year back, three months ahead."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from boards.models import Meeting
from boards.operations import meeting_moves, meetings
from home.demo.story import Story
from scrutiny.operations.carrying import carry_forward

COUNTY_HALL: Final = "Council Chamber, County Hall, Northmere"
#: Weeks of the meetings that were held before the portal kept papers.
WITHOUT_PAPERS: Final = {
    -50: ("ordinary", "Ordinary meeting"),
    -44: ("ordinary", "Ordinary meeting"),
    -36: ("themed", "Safeguarding children: themed meeting"),
    -29: ("ordinary", "Ordinary meeting"),
}


def schedule(story: Story, weeks: int, *, kind: str, title: str) -> Meeting:
    """Enter a meeting of the panel six weeks before its day, and never later than today."""
    with story.on(min(weeks, 6), days=-42):
        return meetings.schedule_meeting(
            body=story.northmere.panel,
            title=title,
            held_on=story.weeks(weeks),
            by=story.clerk,
            kind=kind,
            starts_at=time(10, 30),
            place=COUNTY_HALL,
        )


def hold(story: Story, weeks: int, meeting: Meeting) -> None:
    """Conclude a meeting on its day, so that its minutes can be entered.

    What it did not deal with is carried forward first.
    """
    with story.on(weeks, at=time(13, 0)):
        carry_forward(meeting=meeting, by=story.clerk)
        story.meetings[weeks] = meeting_moves.conclude_meeting(meeting, by=story.clerk)


def hold_early_meetings(story: Story) -> None:
    """Those whose agenda was published elsewhere, and the last one of the old board."""
    for weeks, (kind, title) in WITHOUT_PAPERS.items():
        meeting = schedule(story, weeks, kind=kind, title=title)
        with story.on(weeks, days=-9):
            meeting = meeting_moves.publish_agenda(meeting, by=story.clerk)
        hold(story, weeks, meeting)
    with story.on(-58):
        meetings.record_held_meeting(
            body=story.northmere.board,
            title="Last meeting of the board",
            held_on=date(2019, 9, 19),
            by=story.northmere.accounts["clerk.board"],
            starts_at=time(14, 0),
            place="Committee Room 2, County Hall, Northmere",
        )
