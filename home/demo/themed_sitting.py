"""The themed meeting itself: what is asked and answered, minute by minute."""

from __future__ import annotations

from datetime import time
from typing import Any, Final
from uuid import uuid4

from boards.models import Meeting
from boards.operations import agenda, meeting_moves
from home.demo import themed_words as words
from home.demo.meetings import hold, schedule
from home.demo.story import Story
from portal.operations import fresh
from scrutiny.models import Hearing, KeyLineOfEnquiry, PlannedQuestion, Review, Witness
from scrutiny.operations import enquiry
from scrutiny.operations.hearing import close_item, open_hearing
from scrutiny.operations.hearing_entries import enter_answer

#: Weeks: lines agreed at the annual meeting, heard at the themed one, confirmed at the next.
AGREED, HEARD, CONFIRMED = -20, -14, -8
BEGINS: Final = time(10, 30)


def move_line(line: KeyLineOfEnquiry, move: str, story: Story, **needs: Any) -> KeyLineOfEnquiry:
    """A move of a line of enquiry by the clerk."""
    return enquiry.move_line(line=line, move=move, by=story.clerk, expected_version=None, **needs)


def sit(
    story: Story, review: Review, lines: list[KeyLineOfEnquiry], witnesses: dict[str, Witness]
) -> Hearing:
    """The meeting itself: what is asked and answered, minute by minute."""
    meeting = schedule(story, HEARD, kind=Meeting.Kind.THEMED, title=words.MEETING)
    with story.on(HEARD, days=-9):
        item = agenda.add_item(
            meeting=meeting, title=words.ITEM, by=story.clerk, purpose="scrutiny", minutes=90
        )
        meeting = meeting_moves.publish_agenda(meeting, by=story.clerk)
        hearing = open_hearing(review=review, item=item, by=story.clerk)
    with story.on(HEARD, at=BEGINS):
        meeting = meeting_moves.start_meeting(meeting, by=story.clerk)
    for one in words.ENTRIES:
        minutes = BEGINS.hour * 60 + BEGINS.minute + one["after"]
        with story.on(HEARD, at=time(*divmod(minutes, 60))):
            _enter(story, fresh(hearing), fresh(lines[one["line"] - 1]), witnesses, one)
    with story.on(HEARD, at=time(12, 5)):
        close_item(
            hearing=fresh(hearing), by=story.clerk, expected_version=None, has_seen_untouched=True
        )
    hold(story, HEARD, fresh(meeting))
    with story.on(HEARD, at=time(14, 0)):
        story.minute(HEARD, "15/1", words.HEARD)
    with story.on(HEARD + 1):
        meeting_moves.draft_minutes(fresh(meeting), by=story.clerk)
    return hearing


def _enter(
    story: Story,
    hearing: Hearing,
    line: KeyLineOfEnquiry,
    witnesses: dict[str, Witness],
    one: dict[str, Any],
) -> None:
    planned = PlannedQuestion.objects.get(line=line, number=one["planned"])
    assert planned.asker is not None
    values: dict[str, Any] = {
        "planned": planned,
        "question": planned.text,
        "asked_by": planned.asker.name,
        "answer": one["answer"],
        "take_away": one.get("take_away", "nothing"),
    }
    if "witness" in one:
        values["witness"] = witnesses[one["witness"]]
    else:
        values["answered_by"] = words.COMMISSIONER
    if "take_away" in one:
        values |= {
            "take_away_text": one["text"],
            "take_away_owner": story.northmere.people[one["owner"]],
            "take_away_due_on": story.weeks(one["due"]),
        }
    enter_answer(hearing=hearing, line=line, by=story.clerk, key=uuid4(), values=values)
