"""The close of a meeting: what was not dealt with, and carrying it forward."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from boards.models import Meeting
from boards.operations.meeting_moves import conclude_meeting
from portal.operations import Refused
from scrutiny.models import Action, ActionCarried
from scrutiny.operations import actions, progress
from scrutiny.operations.carrying import carry_forward, not_dealt_with
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.actions.acting import Acting, public_of

pytestmark = pytest.mark.django_db


def texts(meeting: Meeting) -> list[str]:
    return [one.text for one in not_dealt_with(meeting)]


def test_what_happened_since_the_agenda_counts_and_nothing_else(
    acting: Acting, today: time_machine.Traveller
) -> None:
    names = (
        "untouched",
        "updated",
        "unconfirmed",
        "re-dated",
        "confirmed",
        "rated",
        "closed",
        "cancelled",
        "carried",
    )
    today.move_to("2025-08-01T09:00:00Z")
    made = {name: acting.add(text=name) for name in names}
    early = acting.report(made["confirmed"])
    acting.report(made["untouched"], by=acting.clerk, text="Before the agenda.")
    builders_review = make.review(acting.body)
    of_review = make.action(builders_review, owner=acting.owner, text="of a review", number=90)
    Action.objects.filter(pk=of_review.pk).update(created_at=made["untouched"].created_at)
    today.move_to("2025-09-12T09:00:00Z")
    acting.report(made["updated"], by=acting.clerk)
    acting.report(made["unconfirmed"])
    actions.redate_action(
        action=made["re-dated"],
        by=acting.clerk,
        to_date=date(2025, 12, 1),
        reason="Late.",
        expected_version=1,
    )
    progress.confirm_update(update=early, by=acting.clerk)
    acting.report(made["rated"], by=acting.clerk, rating="red", minute=acting.minute)
    acting.move(made["closed"], "close")
    acting.move(made["cancelled"], "cancel", reason="Overtaken.")
    carry_forward(meeting=acting.meeting, by=acting.clerk, keys={str(made["carried"].key)})
    acting.add(text="of this very meeting", origin_minute=acting.minute)
    acting.add(text="without a minute", origin_minute=None)
    acting.add(text="agreed in June, entered late")
    assert sorted(texts(acting.meeting)) == [
        "agreed in June, entered late",
        "of a review",
        "unconfirmed",
        "untouched",
    ]
    briefing = builders.meeting_with_agenda(acting.body, kind="private_briefing")
    assert texts(briefing) == [], "it has no list of actions"


def test_a_meeting_is_over_only_once_nothing_is_left(
    acting: Acting, today: time_machine.Traveller
) -> None:
    today.shift(timedelta(days=-30))
    released, kept = acting.released(), acting.add(text="Kept private.")
    today.shift(timedelta(days=30))
    with pytest.raises(Refused, match="2 open actions were not dealt with"):
        conclude_meeting(acting.meeting, by=acting.clerk)
    with pytest.raises(Refused, match="Only a clerk"):
        carry_forward(meeting=acting.meeting, by=acting.member)
    later = builders.meeting(acting.body, held_on=date(2025, 12, 5))
    builders.meeting(acting.body, held_on=date(2025, 10, 5), kind="evidence_session")
    builders.meeting(acting.body, held_on=date(2025, 10, 9), state="cancelled")
    made = carry_forward(meeting=acting.meeting, by=acting.clerk)
    assert {one.to_meeting for one in made} == {later}
    assert carry_forward(meeting=acting.meeting, by=acting.clerk) == [], "nothing twice"
    assert (public_of(released) or {})["times_carried"] == 1
    assert public_of(kept) is None
    conclude_meeting(acting.meeting, by=acting.clerk)
    with pytest.raises(Refused, match="is over"):
        carry_forward(meeting=acting.meeting, by=acting.clerk)
    assert ActionCarried.objects.count() == 2

    today.move_to("2025-12-05T12:00:00Z")
    Meeting.objects.filter(pk=later.pk).update(
        state="agenda_published", agenda_published_on=date(2025, 11, 27)
    )
    later.refresh_from_db()
    assert [one.times_carried for one in not_dealt_with(later)] == [1, 1]  # type: ignore[attr-defined]
    carry_forward(meeting=later, by=acting.clerk)
    assert (public_of(released) or {})["times_carried"] == 2
    assert {one.to_meeting for one in ActionCarried.objects.filter(from_meeting=later)} == {None}
