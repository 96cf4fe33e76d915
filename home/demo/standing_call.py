"""A second review of the panel that calls for evidence, and what came in."""

from __future__ import annotations

from datetime import time
from typing import Final

from home.demo import standing_words as words
from home.demo.moves import move_review
from home.demo.story import Story
from scrutiny.models import Review
from scrutiny.operations import calls, submissions
from scrutiny.operations.reviews import start_review
from scrutiny.operations.timetable import plan_steps

__all__ = ["call_for_evidence"]

#: Weeks: proposed, scoped by the panel, called for, and the last day of the call.
PROPOSED, SCOPED, CALLED, LAST = -10, -8, -6, 4
TASK_GROUP: Final = ("Councillor Ruth Adeyemi", "Councillor Jean Fairweather", "Samuel Oyelaran")


def call_for_evidence(story: Story) -> Review:
    """Scoped, with a timetable; its call is open, and three people have written."""
    review = _scoped(story)
    clerk = story.clerk
    with story.on(CALLED):
        call = calls.write_call(
            review=review,
            by=clerk,
            values={
                "words": words.CALL,
                "opens_on": story.weeks(CALLED),
                "closes_on": story.weeks(LAST),
                "named_person": story.northmere.accounts["officer"],
            },
        )
        calls.switch_call(call=call, on=True, by=clerk, expected_version=None)
    key = str(review.key)
    with story.on(CALLED, days=5):
        taken = submissions.receive_submission(review_key=key, values=words.TAKEN)
        declined = submissions.receive_submission(review_key=key, values=words.DECLINED)
    with story.on(CALLED, days=7):
        submissions.take_submission(
            submission=taken, by=clerk, expected_version=None, title=words.TAKEN_TITLE
        )
        submissions.decline_submission(
            submission=declined, by=clerk, expected_version=None, reason=words.DECLINED_REASON
        )
    with story.on(CALLED + 2):
        submissions.receive_submission(review_key=key, values=words.SET_APART)
    return review


def _scoped(story: Story) -> Review:
    northmere, clerk = story.northmere, story.clerk
    with story.on(PROPOSED):
        review = start_review(
            body=northmere.panel,
            by=clerk,
            values={
                **words.CALLING,
                "office": northmere.office,
                "lead": northmere.people["Councillor Ruth Adeyemi"],
            },
            members=[northmere.people[name] for name in TASK_GROUP],
        )
    with story.on(SCOPED, at=time(16, 0)):
        minute = story.minute(
            SCOPED, "21/9", "RESOLVED: that the scope of the review of missing children be agreed."
        )
        review = move_review(review, "scope", clerk, minute=minute)
    with story.on(SCOPED + 1):
        review = move_review(review, "open_evidence", clerk)
        return plan_steps(
            review=review,
            by=clerk,
            days={step: story.weeks(weeks) for step, weeks in words.PLANNED},
            expected_version=review.version,
        )
