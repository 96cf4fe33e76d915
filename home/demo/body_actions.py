"""Three actions that the panel agreed at a meeting without any review, published by its clerk.

The first is for somebody outside who has no account, and two meetings leave it where it is; the
second is overdue; the third is a member's own.
"""

from __future__ import annotations

from datetime import time
from typing import Any

from boards.operations import people
from home.demo.story import Story
from scrutiny.models import Action
from scrutiny.operations import actions, progress
from scrutiny.operations.action_release import release_action

_ANNUAL = -20
_FLATS = "Report to the panel how many homes for young people leaving care await repair."
_SEATS = "Ask the councils which of their seats on the panel will change in May."
_VISIT = "Visit the control room at a weekend and report what members saw."


def agree_actions(story: Story) -> None:
    """Told after the actions of the review, so that those keep their numbers."""
    clerk = story.clerk
    with story.on(_ANNUAL, at=time(15, 0)):
        minute = story.minute(
            _ANNUAL,
            "9/8",
            "RESOLVED: that the actions listed under this minute be taken, each by its date.",
        )
        outside = people.add_person(
            body=story.northmere.panel,
            name="Director of Housing",
            post="Northmere Borough Council",
            email="housing@northmere.example",
            by=clerk,
        )
        made = [
            _add(story, text=text, owner=owner, due_on=story.weeks(due), origin_minute=minute)
            for text, owner, due in (
                (_FLATS, outside, 3),
                (_SEATS, story.northmere.people["clerk"], -3),
                (_VISIT, _member(story), 7),
            )
        ]
        for one in made:
            release_action(action=one, by=clerk, expected_version=None)
    with story.on(-17):
        actions.redate_action(
            action=made[0],
            by=clerk,
            to_date=story.weeks(5),
            reason="The borough counts its repairs only twice a year.",
            expected_version=made[0].version,
        )
    with story.on(-2, days=-1):
        for one, text in (
            (made[1], "Two councils have replied; the others were asked again."),
            (made[2], "The visit is agreed for a Saturday; three members go."),
        ):
            progress.report_progress(on=one, by=clerk, text=text)


def _member(story: Story) -> Any:
    """The member whose account the demonstration prints."""
    account = story.northmere.accounts["member"]
    return next(one for one in story.northmere.people.values() if one.user_id == account.pk)


def _add(story: Story, **values: Any) -> Action:
    return actions.add_action(body=story.northmere.panel, by=story.clerk, values=values)
