"""The story in its order. Every step calls the operation that the admin calls."""

from __future__ import annotations

from home.demo.answering import answer
from home.demo.bodies import Northmere
from home.demo.body_actions import agree_actions
from home.demo.calendar import Weeks
from home.demo.concluding import conclude
from home.demo.enquiring import begin, enquire
from home.demo.meetings import hold_early_meetings
from home.demo.packs import hold_meetings_with_packs, prepare_next_meetings
from home.demo.publishing import correct, publish
from home.demo.sources_telling import enter_sources
from home.demo.standing import assure
from home.demo.standing_call import call_for_evidence
from home.demo.standing_plan import plan_ahead
from home.demo.story import Say, Story
from home.demo.themed import hear_themed
from scrutiny.models import Review


def tell(northmere: Northmere, weeks: Weeks, say: Say) -> Review:
    """The whole story; returns the review."""
    story = Story(northmere, weeks, say)
    say("Meetings of the last twelve months")
    hold_early_meetings(story)
    say("What inspectors and others found")
    enter_sources(story)
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
    agree_actions(story)
    say("What the panel closed, and what changed")
    conclude(story)
    say("A themed meeting with its witnesses and actions")
    hear_themed(story)
    say("A standing sub-committee that assures the panel, and a call for evidence")
    assure(story)
    call_for_evidence(story)
    say("Meetings of the next three months")
    prepare_next_meetings(story)
    plan_ahead(story)
    return review
