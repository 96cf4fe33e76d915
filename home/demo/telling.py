"""The story in its order. Every step calls the operation that the admin calls."""

from __future__ import annotations

from home.demo.answering import answer
from home.demo.bodies import Northmere
from home.demo.calendar import Weeks
from home.demo.enquiring import begin, enquire
from home.demo.meetings import hold_meetings
from home.demo.publishing import correct, publish
from home.demo.story import Say, Story
from scrutiny.models import Review


def tell(northmere: Northmere, weeks: Weeks, say: Say) -> Review:
    """The whole story; returns the review."""
    story = Story(northmere, weeks, say)
    say("Meetings of the last twelve months and the next three")
    hold_meetings(story)
    say("Work programme, scope and lines of enquiry")
    review = begin(story)
    say("Witnesses, evidence, findings and recommendations")
    enquire(story, review)
    say("First edition of the report, with its PDF")
    publish(story, review)
    say("Responses, actions and progress")
    answer(story, review)
    say("Second edition of the report, with its PDF")
    correct(story, review)
    return review
