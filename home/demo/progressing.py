"""Progress on recommendations and actions: updates, ratings, new dates, the first closures."""

from __future__ import annotations

from datetime import time
from typing import Any

from boards.models import Minute
from home.demo import answering_words as told
from home.demo.story import Story
from portal.models import User
from scrutiny.models import Action, Recommendation, Review
from scrutiny.operations import actions, impact, progress, recommendations


def first_news(story: Story) -> None:
    """The duty number is in use before the panel has even met; its office says so."""
    director = story.northmere.accounts["director"]
    with story.on(-22):
        recommendations.move_recommendation(
            recommendation=recommendation_of(story, 4),
            move="claim_implemented",
            by=director,
            expected_version=None,
            text=told.NUMBER_IN_USE,
            evidence=told.NUMBER_PROOF,
        )
        confirm(recommendation_of(story, 4), story.clerk)


def enter_actions(story: Story, review: Review, minute: Minute) -> None:
    """The annual meeting closes the one and asks for three actions; then months go by."""
    with story.on(-20, at=time(14, 15)):
        closed = close(story, 4, story.minute(-20, "9/4", told.NUMBER_CLOSED_MINUTE))
        impact.plan_impact_review(recommendation=closed, by=story.clerk, planned_on=story.weeks(7))
        made = [
            _action(story, review, minute, text=text, owner=owner, due=due, number=number)
            for text, owner, due, number in (
                (
                    "Report to the panel how many notices were sent within one working day.",
                    "policy",
                    -10,
                    1,
                ),
                (
                    "Agree with the partnership who publishes attendance at review conferences.",
                    "policy",
                    -16,
                    2,
                ),
                (
                    "Circulate the new duty number for missing children to all members.",
                    "clerk",
                    -14,
                    4,
                ),
            )
        ]
    _spring(story, made)
    _ordinary_meeting(story, review, made)


def _spring(story: Story, made: list[Action]) -> None:
    clerk, responder = story.clerk, story.northmere.accounts["responder"]
    first, second, _third = made
    with story.on(-17):
        second = actions.redate_action(
            action=second,
            by=clerk,
            to_date=story.weeks(-12),
            reason="The partnership meets only once a quarter.",
            expected_version=second.version,
        )
    with story.on(-16):
        recommendations.move_recommendation(
            recommendation=recommendation_of(story, 1),
            move="start",
            by=responder,
            expected_version=None,
        )
        progress.report_progress(
            on=recommendation_of(story, 1),
            by=responder,
            text=told.BATCHES_ENDED,
            proof=told.BATCHES_PROOF,
        )
    with story.on(-15):
        confirm(recommendation_of(story, 1), clerk)
    with story.on(-13):
        actions.redate_action(
            action=second,
            by=clerk,
            to_date=story.weeks(5),
            reason="The partnership put the item off to its next meeting.",
            expected_version=second.version,
        )
        actions.report_progress(
            action=first,
            by=clerk,
            text="Figures for the first month came in; the second month is still missing.",
        )


def _ordinary_meeting(story: Story, review: Review, made: list[Action]) -> None:
    clerk, responder = story.clerk, story.northmere.accounts["responder"]
    with story.on(-8, days=-5):
        progress.report_progress(
            on=recommendation_of(story, 1),
            by=responder,
            text=told.SECOND_QUARTER,
            proof=told.SECOND_QUARTER_PROOF,
        )
        confirm(recommendation_of(story, 1), clerk)
    with story.on(-8, at=time(14, 0)):
        minute = story.minute(
            -8, "21/3", "RESOLVED: that action 3 be closed, since the number was circulated."
        )
        actions.move_action(
            action=made[2],
            move="close",
            by=clerk,
            expected_version=None,
            minute=minute,
            evidence="The message to all members with the number, and its test at a weekend.",
        )
        rated = story.minute(-8, "21/5", told.RATED_AMBER_MINUTE)
        rate(story, 1, "amber", told.RATED_AMBER, rated)
        rate(story, 2, "red", told.RATED_RED, rated)
        _action(
            story,
            review,
            rated,
            text="Ask the independent chair again for the answer to recommendation 6.",
            owner="clerk",
            due=-5,
            number=6,
        )


def recommendation_of(story: Story, number: int) -> Recommendation:
    """A recommendation of the review as it stands now, by its number."""
    return Recommendation.objects.get(pk=story.recommendations[number - 1].pk)


def confirm(on: Recommendation, by: User) -> None:
    """The clerk confirms what was reported."""
    for update in on.updates.filter(confirmed_at__isnull=True):
        progress.confirm_update(update=update, by=by)


def rate(story: Story, number: int, rating: str, text: str, minute: Minute) -> None:
    """The panel rates the progress."""
    progress.rate_progress(
        on=recommendation_of(story, number),
        by=story.clerk,
        rating=rating,
        text=text,
        minute=minute,
    )


def close(story: Story, number: int, minute: Minute) -> Recommendation:
    """The panel closes a recommendation as done."""
    return recommendations.move_recommendation(
        recommendation=recommendation_of(story, number),
        move="close_implemented",
        by=story.clerk,
        expected_version=None,
        minute=minute,
        evidence=told.NUMBER_CLOSED if number == 4 else told.CLOSED_NOTICES,
    )


def _action(
    story: Story, review: Review, minute: Minute, *, text: str, owner: str, due: int, number: int
) -> Any:
    return actions.add_action(
        body=story.northmere.panel,
        review=review,
        by=story.clerk,
        values={
            "text": text,
            "owner": story.northmere.people[owner],
            "due_on": story.weeks(due),
            "origin_minute": minute,
            "recommendation": story.recommendations[number - 1],
        },
    )
