"""The work programme of the coming months, and the forward plan that the public reads."""

from __future__ import annotations

from datetime import time

from boards.models import Meeting
from home.demo.moves import move_entry
from home.demo.story import Story
from scrutiny.models import WorkProgrammeEntry
from scrutiny.operations.forward_plan import publish_forward_plan

__all__ = ["plan_ahead"]

#: Weeks: the meeting for which there was no time, and the next two.
PUT_OFF, NEXT, LATER = -8, 4, 12


def plan_ahead(story: Story) -> None:
    """One entry was put off once; it and others have their meetings; the plan is published."""
    panel, clerk = story.northmere.panel, story.clerk
    waiting = list(
        WorkProgrammeEntry.objects.filter(body=panel, state="adopted").order_by("title")[:3]
    )
    with story.on(PUT_OFF, days=-9):
        first = move_entry(waiting[0], "schedule", clerk, meeting=story.meetings[PUT_OFF])
    with story.on(PUT_OFF, at=time(16, 30)):
        first = move_entry(first, "carry_over", clerk, reason="There was no time for it.")
    with story.on(-1, at=time(14, 0)):
        for entry, weeks in zip([first, *waiting[1:]], (NEXT, NEXT, LATER), strict=False):
            meeting = Meeting.objects.get(body=panel, held_on=story.weeks(weeks))
            move_entry(entry, "schedule", clerk, meeting=meeting)
        publish_forward_plan(body=panel, by=clerk)
