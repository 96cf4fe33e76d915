"""Responses: one in one go, one sent back and answered again; the verdict of the panel on each."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from home.demo import answering_words as told
from home.demo import review as words
from home.demo.bodies import Northmere
from home.demo.moves import move_review
from home.demo.progressing import enter_actions, first_news
from home.demo.story import Story
from portal import clock
from portal.models import User
from scrutiny.models import (
    Recommendation,
    RecommendationResponse,
    Response,
    Review,
)
from scrutiny.operations import responses, verdicts

if TYPE_CHECKING:
    from boards.models import Minute


def answer(story: Story, review: Review) -> None:
    """The responses come in, are judged and published, and actions follow."""
    northmere, clerk = story.northmere, story.clerk
    review = Review.objects.get(pk=review.pk)
    _director(story, review)
    with story.on(-24):
        commissioner = _record(
            _response(review, northmere, "commissioner"),
            clerk,
            introduction=words.COMMISSIONER_INTRODUCTION,
            cited_document="Letter of the commissioner to the chair of the panel",
        )
        _decide(story, commissioner, words.COMMISSIONER_DECISIONS, first=1)
        _move_response(commissioner, "receive", clerk)
    first_news(story)
    with story.on(-20, at=time(14, 0)):
        minute = story.minute(
            -20,
            "9/1",
            "RESOLVED: that the responses of the commissioner and the director be noted and "
            "published, and that actions 1 to 3 be taken.",
        )
        for short in ("commissioner", "director"):
            complete = _move_response(_response(review, northmere, short), "accept_complete", clerk)
            _move_response(complete, "publish", clerk)
        _judge(story, story.minute(-20, "9/3", told.VERDICTS_MINUTE))
        review = move_review(review, "record_response", clerk)
        move_review(review, "track", clerk)
    enter_actions(story, review, minute)


def _director(story: Story, review: Review) -> None:
    """The first answer of the director names nobody; the clerk sends it back."""
    northmere, clerk = story.northmere, story.clerk
    with story.on(-27):
        director = _record(
            _response(review, northmere, "director"),
            clerk,
            introduction=words.DIRECTOR_INTRODUCTION,
            cited_document="Letter of the director to the clerk of the panel",
        )
        decisions = words.DIRECTOR_DECISIONS
        bare = {"decision": decisions[1]["decision"], "action": told.DIRECTOR_FIRST_ACTION}
        _decide(story, director, (decisions[0], bare), first=4)
        _move_response(director, "receive", clerk)
    with story.on(-26, days=-1):
        _move_response(director, "return", clerk, reason=told.DIRECTOR_RETURNED)
    with story.on(-26):
        director = _record(
            _response(review, northmere, "director"),
            clerk,
            cited_document="Second letter of the director to the clerk of the panel",
        )
        made = RecommendationResponse.objects.get(
            recommendation=story.recommendations[4].pk, response=director
        )
        responses.change_decision(
            decision=made,
            by=clerk,
            values={
                "action": words.DIRECTOR_DECISIONS[1]["action"],
                "owner": words.DIRECTOR_DECISIONS[1]["owner"],
                "due_on": story.weeks(words.DIRECTOR_DECISIONS[1]["due_weeks"]),
            },
            reason="Second letter of the director to the clerk of the panel.",
            expected_version=made.version,
        )
        _move_response(director, "receive", clerk)


def _judge(story: Story, minute: Minute) -> None:
    """What the panel thinks of each answer."""
    for number, (verdict, reason) in told.VERDICTS.items():
        made = RecommendationResponse.objects.get(
            recommendation=story.recommendations[number - 1].pk
        )
        verdicts.record_verdict(
            decision=made,
            by=story.clerk,
            verdict=verdict,
            reason=reason,
            minute=minute,
            expected_version=made.version,
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


def _move_response(response: Response, move: str, by: User, *, reason: str = "") -> Response:
    return responses.move_response(
        response=response, move=move, by=by, expected_version=None, reason=reason
    )


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
