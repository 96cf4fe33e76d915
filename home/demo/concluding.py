"""The last meeting before today: what the panel closed, and what it found to have changed."""

from __future__ import annotations

from datetime import time

from boards.models import Minute
from boards.operations import meeting_moves
from home.demo import answering_words as told
from home.demo.meetings import hold, schedule
from home.demo.progressing import close, confirm, rate, recommendation_of
from home.demo.story import Story
from scrutiny.models import Action, ImpactReview
from scrutiny.operations import actions, impact, recommendations

LAST_MEETING = -2


def conclude(story: Story) -> None:
    """The last meeting before today: what the panel closed, and what it found to have changed."""
    clerk, responder = story.clerk, story.northmere.accounts["responder"]
    with story.on(-4):
        recommendations.move_recommendation(
            recommendation=recommendation_of(story, 1),
            move="claim_implemented",
            by=responder,
            expected_version=None,
            text=told.CLAIMED,
            evidence=told.CLAIMED_PROOF,
        )
    with story.on(-3):
        confirm(recommendation_of(story, 1), clerk)
    meeting = schedule(story, LAST_MEETING, kind="ordinary", title="Progress on recommendations")
    with story.on(LAST_MEETING, days=-9):
        meeting = meeting_moves.publish_agenda(meeting, by=clerk)
    hold(story, LAST_MEETING, meeting)
    with story.on(LAST_MEETING, at=time(14, 0)):
        minute = story.minute(LAST_MEETING, "30/1", told.CLOSED_MINUTE)
        rate(story, 1, "green", told.RATED_GREEN, minute)
        closed = close(story, 1, minute)
        actions.move_action(
            action=Action.objects.get(recommendation=closed),
            move="close",
            by=clerk,
            expected_version=None,
            minute=minute,
            evidence=told.CLOSED_ACTION,
        )
        impact.plan_impact_review(recommendation=closed, by=clerk, planned_on=story.weeks(32))
        recommendations.move_recommendation(
            recommendation=recommendation_of(story, 3),
            move="close_not_implemented",
            by=clerk,
            expected_version=None,
            reason=told.NOT_DONE,
            minute=story.minute(LAST_MEETING, "30/2", told.NOT_DONE_MINUTE),
        )
        _look_back(story, story.minute(LAST_MEETING, "30/3", told.IMPACT_MINUTE))


def _look_back(story: Story, minute: Minute) -> None:
    """Sooner than the window, as the panel has resolved."""
    planned = ImpactReview.objects.get(recommendation=story.recommendations[3].pk)
    planned = impact.replan_impact_review(
        impact=planned,
        by=story.clerk,
        planned_on=minute.meeting.held_on,
        expected_version=planned.version,
        accepts_outside=True,
    )
    impact.hold_impact_review(
        impact=planned,
        by=story.clerk,
        values={
            "result": ImpactReview.Result.PARTLY,
            "what_changed": told.IMPACT_FOUND,
            "proof": told.IMPACT_PROOF,
        },
        minute=minute,
        expected_version=planned.version,
    )
