"""Responses, actions and progress."""

from __future__ import annotations

from datetime import time
from typing import Any

from home.demo import review as words
from home.demo.bodies import Northmere
from home.demo.moves import move_review
from home.demo.story import Story
from portal import clock
from portal.models import User
from scrutiny.models import (
    Recommendation,
    Response,
    Review,
)
from scrutiny.operations import (
    actions,
    recommendations,
    responses,
)


def answer(story: Story, review: Review) -> None:
    """The responses come in, are published, and actions follow."""
    northmere, clerk = story.northmere, story.clerk
    review = Review.objects.get(pk=review.pk)
    responder = northmere.accounts["responder"]
    commissioner = _response(review, northmere, "commissioner")
    with story.on(-24):
        commissioner = _record(
            commissioner,
            clerk,
            introduction=words.COMMISSIONER_INTRODUCTION,
            cited_document="Letter of the commissioner to the chair of the panel",
        )
        _decide(story, commissioner, words.COMMISSIONER_DECISIONS, first=1)
        commissioner = _move_response(commissioner, "receive", clerk)
    with story.on(-26):
        director = _record(
            _response(review, northmere, "director"),
            clerk,
            introduction=words.DIRECTOR_INTRODUCTION,
            cited_document="Letter of the director to the clerk of the panel",
        )
        _decide(story, director, words.DIRECTOR_DECISIONS, first=4)
        director = _move_response(director, "receive", clerk)
    with story.on(-20, at=time(14, 0)):
        minute = story.minute(
            -20,
            "9/1",
            "RESOLVED: that the responses of the commissioner and the director be noted and "
            "published, and that actions 1 to 3 be taken.",
        )
        for response in (commissioner, director):
            complete = _move_response(response, "accept_complete", clerk)
            _move_response(complete, "publish", clerk)
        review = move_review(review, "record_response", clerk)
        move_review(review, "track", clerk)
        made = [
            actions.add_action(
                body=northmere.panel,
                review=review,
                by=clerk,
                values={
                    "text": text,
                    "owner": northmere.people[owner],
                    "due_on": story.weeks(due),
                    "origin_minute": minute,
                    "recommendation": story.recommendations[number - 1],
                },
            )
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
    _progress(story, made, responder)


def _progress(story: Story, made: list[Any], responder: User) -> None:
    clerk = story.clerk
    first, second, third = made
    with story.on(-17):
        second = actions.redate_action(
            action=second,
            by=clerk,
            to_date=story.weeks(-12),
            reason="The partnership meets only once a quarter.",
            expected_version=second.version,
        )
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
            rating="amber",
        )
    with story.on(-12):
        one = Recommendation.objects.get(pk=story.recommendations[0].pk)
        one = recommendations.move_recommendation(
            recommendation=one, move="start", by=responder, expected_version=None
        )
        recommendations.move_recommendation(
            recommendation=Recommendation.objects.get(pk=story.recommendations[3].pk),
            move="start",
            by=clerk,
            expected_version=None,
        )
    with story.on(-8, at=time(14, 0)):
        minute = story.minute(
            -8, "21/3", "RESOLVED: that action 3 be closed, since the number was circulated."
        )
        actions.move_action(
            action=third,
            move="close",
            by=clerk,
            expected_version=None,
            minute=minute,
            evidence="The message to all members with the number, and its test at a weekend.",
        )


def _response(review: Review, northmere: Northmere, short: str) -> Response:
    return Response.objects.get(review=review, addressee=northmere.people[short])


def _record(response: Response, by: User, **values: Any) -> Response:
    return responses.record_response(
        response=response,
        by=by,
        values={"received_on": clock.today(), **values},
        expected_version=response.version,
    )


def _move_response(response: Response, move: str, by: User) -> Response:
    return responses.move_response(response=response, move=move, by=by, expected_version=None)


def _decide(
    story: Story, response: Response, decisions: tuple[dict[str, Any], ...], *, first: int
) -> None:
    for number, one in enumerate(decisions, start=first):
        values = {name: value for name, value in one.items() if name != "due_weeks"}
        if "due_weeks" in one:
            values["due_on"] = story.weeks(one["due_weeks"])
        responses.decide(
            response=response,
            recommendation=Recommendation.objects.get(pk=story.recommendations[number - 1].pk),
            by=story.clerk,
            values=values,
        )
