"""Meetings and minutes: entering, announcing, holding, putting off, and what becomes public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
import time_machine

from boards.models import AccessRegime, Meeting, Minute
from boards.operations import (
    add_minute,
    conclude_meeting,
    confirm_minutes,
    draft_minutes,
    postpone_meeting,
    publish_agenda,
    record_held_meeting,
    remove_minute,
    reschedule_meeting,
    schedule_meeting,
    start_meeting,
    update_meeting,
    update_minute,
)
from boards.operations.closures import add_closure_day
from boards.rules.agenda import is_off
from portal.models import LogEntry, PublicRecord
from portal.operations import Conflict, Refused
from scrutiny.models import WorkProgrammeEntry
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Monday 1 September 2025."""
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def public_meeting(meeting: Meeting) -> PublicRecord | None:
    rows = PublicRecord.objects.current().of_kind("meeting")
    return rows.filter(key=str(meeting.key)).first()


def schedule(**values: Any) -> Meeting:
    """A meeting scheduled by the clerk of a new body."""
    body = values.pop("body", None) or builders.body()
    by = values.pop("by", None) or builders.clerk_of(body)
    given = {"title": "Autumn meeting", "held_on": date(2025, 9, 12), **values}
    return schedule_meeting(body=body, by=by, **given)


def test_a_scheduled_meeting_is_public_at_once() -> None:
    meeting = schedule(starts_at=time(10, 30), place="County Hall")
    assert (meeting.state, meeting.slug) == ("scheduled", "autumn-meeting")
    public = public_meeting(meeting)
    assert public is not None
    assert public.payload["held_on"] == "2025-09-12"
    assert public.path == "meetings/2025-09-12-autumn-meeting/"
    sentences = [entry.sentence for entry in LogEntry.objects.for_instance(meeting)]
    assert sentences == [
        "The meeting “Autumn meeting” on Friday 12 September 2025 was scheduled.",
        "The meeting “Autumn meeting” on Friday 12 September 2025 was entered.",
    ]


def test_a_private_briefing_is_never_public() -> None:
    meeting = schedule(kind=Meeting.Kind.PRIVATE_BRIEFING)
    assert public_meeting(meeting) is None
    assert not PublicRecord.objects.of_kind("meeting").exists()


def test_a_meeting_that_becomes_private_is_withdrawn() -> None:
    body = builders.body()
    clerk = builders.clerk_of(body)
    meeting = schedule(body=body, by=clerk)
    update_meeting(
        meeting, kind=Meeting.Kind.PRIVATE_BRIEFING, by=clerk, expected_version=meeting.version
    )
    assert public_meeting(meeting) is None
    gone = PublicRecord.objects.of_kind("meeting").get()
    assert (gone.payload, gone.title) == ({}, "")
    assert gone.withdrawn_reason


def test_a_refused_meeting_leaves_nothing() -> None:
    meeting = schedule()
    with pytest.raises(Refused, match="meeting of this title on this day"):
        schedule(body=meeting.body)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2025, 8, 31), "That day has passed"),
        (date(2012, 11, 21), "does not exist on that day"),
    ],
)
def test_days_on_which_nothing_can_be_scheduled(day: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        schedule(held_on=day)


def test_a_meeting_of_the_past_is_entered_as_held() -> None:
    body = builders.body()
    clerk = builders.clerk_of(body)
    held = record_held_meeting(body=body, title="June", held_on=date(2025, 6, 13), by=clerk)
    assert held.state == Meeting.State.CONCLUDED
    public = public_meeting(held)
    assert public is not None
    assert public.payload["state"] == "concluded"
    with pytest.raises(Refused, match="has not come yet"):
        record_held_meeting(body=body, title="October", held_on=date(2025, 10, 1), by=clerk)


def test_an_agenda_in_time_needs_no_reason() -> None:
    meeting = builders.meeting()
    with time_machine.travel("2025-09-04T23:30:00+01:00", tick=False):
        done = publish_agenda(meeting, by=None, short_notice_reason="not needed, so not kept")
    assert done.agenda_published_on == date(2025, 9, 4)
    assert done.short_notice_reason == ""


def test_short_notice_is_never_refused_but_asks_for_a_reason() -> None:
    meeting = builders.meeting()
    with time_machine.travel("2025-09-05T09:00:00Z", tick=False):
        with pytest.raises(Refused) as refused:
            publish_agenda(meeting, by=None)
        assert str(refused.value) == (
            "The notice is short: 4 clear working days, and 5 are needed (Local Government Act "
            "1972, section 100B(3) and (4)(a)). Give the reason why the meeting is to be held all "
            "the same."
        )
        done = publish_agenda(meeting, by=None, short_notice_reason="An urgent veto.")
    assert (done.state, done.short_notice_reason) == ("agenda_published", "An urgent veto.")
    assert LogEntry.objects.for_instance(meeting).get().reason == "An urgent veto."


def test_a_body_without_a_statutory_regime_hears_of_its_own_rule_only() -> None:
    board = builders.body(access_regime=AccessRegime.NON_STATUTORY)
    meeting = builders.meeting(board)
    the_day_before = time_machine.travel("2025-09-11T09:00:00Z", tick=False)
    with the_day_before, pytest.raises(Refused, match="by the body's own rule") as refused:
        publish_agenda(meeting, by=None)
    assert "Act" not in str(refused.value)


def test_three_clear_days_are_enough_in_wales() -> None:
    meeting = builders.meeting(builders.welsh_panel())
    with time_machine.travel("2025-09-08T09:00:00Z", tick=False):
        assert publish_agenda(meeting, by=None).state == "agenda_published"


def test_a_closure_day_of_the_body_counts() -> None:
    body = builders.body()
    add_closure_day(
        day=date(2025, 9, 9), name="Offices moved", body=body, by=builders.clerk_of(body)
    )
    with time_machine.travel("2025-09-04T09:00:00Z", tick=False):
        with pytest.raises(Refused, match="4 clear working days"):
            publish_agenda(builders.meeting(body), by=None)
        publish_agenda(builders.meeting(builders.body()), by=None)  # not of another body


@pytest.mark.parametrize(
    ("published", "sentence"),
    [(date(2025, 9, 2), "before its day"), (date(2025, 9, 12), "before the day of the meeting")],
)
def test_days_on_which_no_agenda_is_published(published: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        publish_agenda(builders.meeting(), by=None, published_on=published)


def test_a_meeting_is_not_concluded_before_its_day() -> None:
    meeting = builders.meeting_with_agenda()
    late_the_day_before = time_machine.travel("2025-09-11T23:30:00+01:00", tick=False)
    with late_the_day_before, pytest.raises(Refused, match="has not come yet"):
        conclude_meeting(meeting, by=None)
    with time_machine.travel("2025-09-12T00:30:00+01:00", tick=False):
        assert conclude_meeting(meeting, by=None).state == "concluded"


def test_a_new_day_makes_the_notice_run_anew() -> None:
    meeting = builders.meeting_with_agenda(short_notice_reason="Old reason.")
    postponed = postpone_meeting(meeting, reason="No quorum.", by=None)
    for day, sentence in (
        (None, "Give the new day"),
        (meeting.held_on, "Give the new day"),
        (date(2025, 8, 29), "has passed"),
    ):
        with pytest.raises(Refused, match=sentence):
            reschedule_meeting(postponed, held_on=day, by=None)
    again = reschedule_meeting(postponed, held_on=date(2025, 10, 10), by=None)
    assert (again.state, again.held_on) == ("scheduled", date(2025, 10, 10))
    assert (again.agenda_published_on, again.short_notice_reason) == (None, "")
    public = public_meeting(again)
    assert public is not None
    assert public.happened_on == date(2025, 10, 10)


def test_the_day_is_postponed_and_not_edited_once_the_agenda_is_out() -> None:
    meeting = builders.meeting_with_agenda()
    clerk = builders.clerk_of(meeting.body)
    with pytest.raises(Refused, match="Postpone the meeting"):
        update_meeting(meeting, held_on=date(2025, 9, 19), by=clerk, expected_version=1)
    changed = update_meeting(meeting, place="Town Hall", by=clerk, expected_version=1)
    assert (changed.place, changed.version) == ("Town Hall", 2)


def test_the_second_of_two_people_is_told() -> None:
    meeting = builders.meeting()
    clerk = builders.clerk_of(meeting.body)
    update_meeting(meeting, place="Town Hall", by=clerk, expected_version=1)
    with pytest.raises(Conflict) as conflict:
        update_meeting(meeting, place="Guildhall", by=clerk, expected_version=1)
    assert isinstance(conflict.value.saved, Meeting)
    assert conflict.value.saved.place == "Town Hall"
    with pytest.raises(Conflict):
        publish_agenda(meeting, by=clerk, expected_version=1)
    assert Meeting.objects.get(pk=meeting.pk).place == "Town Hall"


def test_minutes_are_of_meetings_that_have_begun() -> None:
    scheduled = builders.meeting()
    clerk = builders.clerk_of(scheduled.body)
    with pytest.raises(Refused, match="once the meeting has begun"):
        add_minute(meeting=scheduled, number="1", text="Agreed.", by=clerk)
    held = builders.concluded_meeting(scheduled.body)
    minute = add_minute(meeting=held, number="115", text="Agreed.", by=clerk)
    with pytest.raises(Refused, match="minute of that number"):
        add_minute(meeting=held, number="115", text="Again.", by=clerk)
    changed = update_minute(minute, text="Agreed by all.", by=clerk, expected_version=1)
    assert changed.text == "Agreed by all."
    with pytest.raises(Conflict):
        remove_minute(minute, by=clerk, expected_version=1)
    remove_minute(minute, by=clerk, expected_version=2)
    assert not Minute.objects.exists()


def test_minutes_may_be_entered_from_the_first_moment_on() -> None:
    body = builders.body()
    for state in ("in_progress", "concluded", "minutes_draft", "minutes_confirmed"):
        begun = builders.meeting(body, state=state)
        assert add_minute(meeting=begun, number="1", text="Agreed.", by=None).pk


def test_minutes_are_confirmed_by_a_minute_of_a_later_meeting() -> None:
    held = builders.concluded_meeting()
    with pytest.raises(Refused, match="has not come yet"):
        start_meeting(builders.meeting_with_agenda(), by=None)
    drafted = draft_minutes(held, by=None)
    later = builders.concluded_meeting(held.body, held_on=date(2025, 8, 1))
    for wrong in (None, builders.minute(held), builders.minute(builders.concluded_meeting())):
        with pytest.raises(Refused, match="minute of a later meeting of this body"):
            confirm_minutes(drafted, minute=wrong, by=None)
    minute = builders.minute(later)
    confirmed = confirm_minutes(drafted, minute=minute, by=None)
    assert (confirmed.state, confirmed.confirmed_by) == ("minutes_confirmed", minute)


def test_why_a_meeting_was_put_off_is_kept_until_it_has_a_new_day() -> None:
    meeting = builders.meeting_with_agenda(questions_due_on=date(2025, 9, 8))
    left = builders.agenda_item(meeting, state="withdrawn")
    put_off = postpone_meeting(meeting, reason="No quorum. ", by=None)
    assert put_off.state_reason == "No quorum."
    with pytest.raises(Refused, match="must lie before the meeting"):
        reschedule_meeting(
            put_off, held_on=date(2025, 10, 10), questions_due_on=date(2025, 10, 10), by=None
        )
    again = reschedule_meeting(put_off, held_on=date(2025, 10, 10), by=None)
    assert (again.state_reason, again.questions_due_on) == ("", None)
    left.refresh_from_db()
    assert is_off(left)


def test_the_last_day_for_questions_lies_before_the_meeting() -> None:
    body = builders.body()
    with pytest.raises(Refused, match="must lie before the meeting"):
        schedule(body=body, questions_due_on=date(2025, 9, 12))
    meeting = schedule(body=body, questions_due_on=date(2025, 9, 11), online_link="https://a.test/")
    with pytest.raises(Refused, match="must lie before the meeting"):
        update_meeting(
            meeting, held_on=date(2025, 9, 11), by=None, expected_version=meeting.version
        )
    with pytest.raises(Refused, match="beginning with https"):
        update_meeting(
            meeting, webcast_link="javascript:x", by=None, expected_version=meeting.version
        )
    with pytest.raises(TypeError, match="no such values: state"):
        schedule(body=body, state="concluded")


def test_a_minute_that_something_rests_on_stays_as_it_is() -> None:
    minute = builders.minute()
    body = minute.meeting.body
    clerk = builders.clerk_of(body)
    WorkProgrammeEntry.objects.create(
        body=body, title="Missing children", purpose="To ask.", adopted_minute=minute
    )
    with pytest.raises(Refused, match="A decision rests on this minute"):
        update_minute(minute, text="Otherwise.", by=clerk, expected_version=1)
    with pytest.raises(Refused, match="A decision rests on this minute"):
        remove_minute(minute, by=clerk, expected_version=1)
    assert Minute.objects.get(pk=minute.pk).text == minute.text


@pytest.mark.parametrize("role", ["member", "chair", "responder", "proper_officer", "admin"])
def test_only_the_clerk_enters_meetings_and_minutes(role: str) -> None:
    body = builders.body()
    by = builders.with_role(body, role)
    held = builders.concluded_meeting(body)
    with pytest.raises(Refused):
        schedule(body=body, by=by)
    with pytest.raises(Refused):
        record_held_meeting(body=body, title="Past", held_on=date(2025, 6, 1), by=by)
    with pytest.raises(Refused):
        add_minute(meeting=held, number="1", text="Agreed.", by=by)
    assert Meeting.objects.count() == 1
