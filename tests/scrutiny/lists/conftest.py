"""Two bodies with actions of every sort, and the people who look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from boards.models import Meeting, Minute, Person, ScrutinyBody
from portal.models import User
from scrutiny.models import Action, ActionRedating, ProgressUpdate, Theme
from tests import builders
from tests import builders_scrutiny as make

TODAY = date(2025, 9, 12)


@dataclass
class Listed:
    """What the tests look for in the lists."""

    body: ScrutinyBody
    other: ScrutinyBody
    clerk: User
    member: User
    owner: User
    stranger: User
    owning: Person
    second: Person
    meeting: Meeting
    minute: Minute
    late: Action
    soon: Action
    claimed: Action
    closed: Action
    foreign: Action

    @staticmethod
    def as_user(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client


@pytest.fixture
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 9, 12, 10, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def listed(db: None, today: None) -> Listed:
    body = builders.body(short_name="Northmere PFCP")
    other = builders.body(short_name="Eastvale Board")
    owner = builders.user(email="pat@example.org")
    owning = builders.person(body, name="Pat Reed", post="Head of Policy", user=owner)
    second = builders.person(body, name="Sam Hill")
    meeting = builders.concluded_meeting(body)
    minute = builders.minute(meeting)
    theme = Theme.objects.create(slug="missing", name="Missing children")
    review = make.review(body, title="Missing from care")
    line = make.line(review, theme=theme)
    late = make.action(
        review,
        owner=owning,
        due_on=date(2025, 9, 1),
        text="Send the figures on the 2025 notices.",
        origin_minute=minute,
        priority="high",
    )
    soon = make.action(review, owner=second, due_on=date(2025, 10, 12), origin_line=line)
    claimed = make.action(review, owner=owning, due_on=date(2025, 9, 1), state="complete_claimed")
    closed = make.action(review, owner=second, due_on=date(2025, 6, 1), state="closed")
    foreign = make.action(make.review(other), due_on=date(2025, 9, 1), text="Theirs alone.")
    for number, rating in enumerate(("green", "red")):
        ProgressUpdate.objects.create(
            action=late,
            text="So it stands.",
            rating=rating,
            minute=minute,
            made_at=datetime(2025, 9, number + 1, tzinfo=UTC),
        )
    ActionRedating.objects.create(
        action=late,
        from_date=date(2025, 8, 1),
        to_date=date(2025, 9, 1),
        reason="Holidays.",
        made_at=datetime(2025, 8, 1, tzinfo=UTC),
    )
    return Listed(
        body=body,
        other=other,
        clerk=builders.clerk_of(body),
        member=builders.with_role(body, "member"),
        owner=owner,
        stranger=builders.user(),
        owning=owning,
        second=second,
        meeting=meeting,
        minute=minute,
        late=late,
        soon=soon,
        claimed=claimed,
        closed=closed,
        foreign=foreign,
    )
