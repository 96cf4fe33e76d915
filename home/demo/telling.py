"""The story in its order. Every step calls the operation that the admin calls."""

from __future__ import annotations

from home.demo.answering import answer
from home.demo.bodies import Northmere
from home.demo.calendar import Weeks
from home.demo.enquiring import begin, enquire
from home.demo.meetings import hold_early_meetings
from home.demo.packs import hold_meetings_with_packs, prepare_next_meetings
from home.demo.publishing import correct, publish
from home.demo.story import Say, Story
from scrutiny.models import Review


def tell(northmere: Northmere, weeks: Weeks, say: Say) -> Review:
    """The whole story; returns the review."""
    story = Story(northmere, weeks, say)
    say("Meetings of the last twelve months")
    hold_early_meetings(story)
    say("Work programme, scope and lines of enquiry")
    review = begin(story)
    say("Witnesses, evidence, findings and recommendations")
    enquire(story, review)
    say("First edition of the report, with its PDF")
    publish(story, review)
    say("Two meetings with their packs, a supplement and a corrected edition")
    hold_meetings_with_packs(story)
    say("Responses, actions and progress")
    answer(story, review)
    say("Second edition of the report, with its PDF")
    correct(story, review)
    say("Meetings of the next three months")
    prepare_next_meetings(story)
    return review
