"""Who is told of what, once, whenever the scheduler runs; never a word of what is restricted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from boards.letters import erase_reminders_of
from boards.models import Person, ReminderRules, ReminderTold, ScrutinyBody
from boards.rules.reminding import Schedule, WrongDaysError, days_typed, occasion_for_owner
from portal import clock
from portal.due import run_due_notices
from portal.models import (
    LetterState,
    OutboxLetter,
    ReceivedAnswer,
    Rhythm,
    SignedLink,
    User,
)
from portal.outbox.choices import choose
from portal.outbox.sending import send_due
from scrutiny.models import Action, ProgressUpdate, Response
from scrutiny.operations.link_answers import decline_answer, receive_answer
from scrutiny.reminders.sending import count, remind
from tests import builders, builders_scrutiny

CANARY = "Quorvane"
#: A Monday, at eight in the morning.
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def moving() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as clockwork:
        yield clockwork


class Body:
    """A body with a clerk, a chair, an owner of actions and something that must not get out."""

    def __init__(self, name: str = "Northmere Panel") -> None:
        self.body: ScrutinyBody = builders.body(name)
        self.clerk: User = builders.clerk_of(self.body)
        self.chair: User = builders.with_role(self.body, "chair")
        self.owner: User = builders.with_role(self.body, "member")
        self.person: Person = builders.person(self.body, user=self.owner)

    def action(self, due_on: date, **fields: Any) -> Action:
        values = {"text": f"See {CANARY} about it.", "owner": self.person, "due_on": due_on}
        review = builders_scrutiny.review(self.body, title=f"{CANARY} {builders_scrutiny._numbers}")
        return builders_scrutiny.action(review, **{**values, **fields})


def letters() -> list[tuple[str, int]]:
    """To whom and how many things, in order."""
    rows = OutboxLetter.objects.filter(kind="reminder").order_by("pk")
    return [(row.to, row.text.count("http://")) for row in rows]


def run(clockwork: time_machine.Traveller, **later: int) -> list[tuple[str, int]]:
    """Let time go on, run, and return the letters that are new."""
    before = len(letters())
    clockwork.shift(timedelta(**later))
    remind(clock.now())
    return letters()[before:]


def test_the_newest_occasion_counts() -> None:
    due = date(2026, 3, 20)
    plan = Schedule(before=(14, 3), on_the_day=True, repeat_every=7)
    told = [
        occasion_for_owner(due, due + timedelta(days=days), plan)
        for days in (-15, -14, -4, -3, 0, 6, 7, 20, 21)
    ]
    assert told == [
        "", "before-14", "before-14", "before-3", "day", "day", "late-7", "late-14", "late-21",
    ]  # fmt: skip
    silent = Schedule(before=(), on_the_day=False, repeat_every=0)
    assert not any(occasion_for_owner(due, due + timedelta(days=d), silent) for d in (-1, 0, 99))
    assert days_typed(" 3; 14,3 ") == (14, 3)
    for wrong, word in (("x", "number"), ("1,2,3,4,5,6", "many"), ("0", "far"), ("366", "far")):
        with pytest.raises(WrongDaysError, match=word):
            days_typed(wrong)


@pytest.mark.django_db
def test_one_letter_gathers_everything_and_nobody_is_told_twice(
    moving: time_machine.Traveller,
) -> None:
    at = Body()
    today = MONDAY.date()
    near = at.action(today + timedelta(days=3))
    at.action(today + timedelta(days=20))
    at.action(today)
    at.action(today - timedelta(days=30), state=Action.State.CANCELLED)
    assert count(clock.now()) == 1
    assert remind(clock.now()) == 1
    assert letters() == [(at.owner.email, 2)]
    assert run(moving, hours=1) == []
    # The scheduler is away for three weeks: one letter with the newest of each, not five.
    back = run(moving, days=21)
    assert (at.owner.email, 3) in back
    assert sorted(to for to, _n in back) == sorted([at.owner.email, at.clerk.email])
    assert ReminderTold.objects.latest("pk").told_at == clock.now()  # the true time
    assert run(moving, minutes=5) == []
    # A new date is a new occasion, a thing that is done is none.
    Action.objects.filter(pk=near.pk).update(due_on=clock.today() + timedelta(days=14))
    assert run(moving, minutes=5) == [(at.owner.email, 1)]
    Action.objects.update(state=Action.State.COMPLETE_CLAIMED)
    assert run(moving, days=28) == []


@pytest.mark.django_db
def test_clerk_then_chair_then_the_office_and_what_waits(moving: time_machine.Traveller) -> None:
    at = Body()
    ReminderRules.objects.create(
        body=at.body, days_before="", on_the_day=False, repeat_every=0, clerk_after=2, chair_after=5
    )
    other = Body("Elsewhere Board")
    other.action(MONDAY.date() - timedelta(days=300), owner=builders.person(other.body))
    ReminderRules.objects.create(body=other.body, is_on=False)
    action = at.action(MONDAY.date() - timedelta(days=1))
    assert run(moving) == []
    assert run(moving, days=1) == [(at.clerk.email, 1)]
    assert run(moving, days=3) == [(at.chair.email, 1)]
    assert run(moving, days=90) == []
    ProgressUpdate.objects.create(action=action, text=CANARY, made_at=clock.now(), made_by=at.owner)
    assert run(moving) == [(at.clerk.email, 1)]
    reminded = ReminderTold.objects.latest("pk")
    assert reminded.item.startswith("update:")
    with transaction.atomic():  # an update goes with its action, which has the permanent key
        erase_reminders_of(at.body, frozenset({str(action.key)}))
        assert not ReminderTold.objects.filter(pk=reminded.pk).exists()
        assert not OutboxLetter.objects.filter(once=reminded.letter).exists()
        transaction.set_rollback(True)
    office = builders.with_role(at.body, "responder")
    asked = builders.person(at.body, user=office)
    builders_scrutiny.response(
        builders_scrutiny.review(at.body, title=CANARY),
        asked,
        requested_on=clock.today() - timedelta(days=28),
        period_days=28,
        state=Response.State.REQUESTED,
    )
    ReminderRules.objects.update(on_the_day=True)
    assert (office.email, 1) in run(moving)
    everything = " ".join(f"{one.subject} {one.text}" for one in OutboxLetter.objects.all())
    assert CANARY not in everything
    assert f"Action {action.reference}, owed by somebody else: was due on Sunday 1" in everything
    # A chair works in no admin: a late response leads them to its public page.
    run(moving, days=9)
    told = [row.text for row in OutboxLetter.objects.filter(to=at.chair.email)]
    assert "/responses/" in told[-1]
    assert "/admin/" not in "".join(told)


@pytest.mark.django_db
def test_rhythms_and_people_without_accounts(moving: time_machine.Traveller) -> None:
    at = Body()
    for rhythm, expected in (
        (Rhythm.NONE, [0, 0, 0, 0]),
        (Rhythm.WEEKLY, [1, 0, 0, 1]),
        (Rhythm.DAILY, [1, 0, 1, 1]),
        (Rhythm.AT_ONCE, [1, 1, 1, 1]),
    ):
        choose(rhythm, user=at.owner, by=at.owner)
        moving.move_to(MONDAY)
        Action.objects.all().delete()
        ReminderTold.objects.all().delete()
        OutboxLetter.objects.all().delete()
        told: list[int] = []
        for hours in (0, 1, 23, 6 * 24):  # Monday, an hour later, Tuesday, the next Monday
            moving.shift(timedelta(hours=hours))
            at.action(clock.today())
            remind(clock.now())
            told.append(OutboxLetter.objects.filter(to=at.owner.email).count() - sum(told))
        assert told == expected, rhythm
    moving.move_to(MONDAY.replace(hour=5))
    at.action(clock.today(), owner=builders.person(at.body, email="outside@firm.example"))
    assert remind(clock.now()) == 0  # nobody is written to before seven
    moving.shift(timedelta(hours=3))
    remind(clock.now())
    remind(clock.now())
    assert SignedLink.objects.count() == 1
    assert OutboxLetter.objects.filter(to="outside@firm.example", kind="link").count() == 1


@pytest.mark.django_db
def test_who_answered_by_link_is_left_alone_and_the_clerk_is_told(
    moving: time_machine.Traveller,
) -> None:
    at = Body()
    outside = builders.person(at.body, email="outside@firm.example")
    action = at.action(clock.today(), owner=outside)
    request = builders_scrutiny.information_request(
        action.review, text=CANARY, addressee=outside, due_on=clock.today()
    )
    assert run(moving) == []
    (first, second) = SignedLink.objects.order_by("pk")
    for link in (first, second):
        receive_answer(link, text=CANARY, name="", is_done=True)
    assert run(moving, minutes=5) == [(at.clerk.email, 2)]
    # A month on: neither a fresh link nor a word that it is late; the clerk is told again.
    assert run(moving, days=30) == [(at.clerk.email, 2)]
    assert SignedLink.objects.count() == 2
    told = OutboxLetter.objects.filter(kind="reminder").latest("pk").text
    for answer in ReceivedAnswer.objects.all():
        assert f"/workspace/links/{answer.key}/" in told
    for reference in (action.reference, request.reference):
        assert f"{reference}: an answer came in by link and waits" in told
    assert CANARY not in told
    decline_answer(
        answer=ReceivedAnswer.objects.get(link=first), by=at.clerk, reason="Something else."
    )
    back = run(moving, days=1)
    assert sorted(back) == sorted([(at.clerk.email, 1), (at.chair.email, 1)])
    assert SignedLink.objects.count() == 3, "whoever still owes it is asked again"


@pytest.mark.django_db
def test_the_command_counts_then_sends_in_order_and_sends_once(
    moving: time_machine.Traveller, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fault cases 24 and 25, by the door that cron uses."""
    at = Body()
    at.action(clock.today())
    call_command("send_due_notices", "--dry-run")
    assert "reminders of what is due: 1 would be sent" in capsys.readouterr().out
    assert not OutboxLetter.objects.exists()
    moving.shift(timedelta(hours=6))
    call_command("send_due_notices")
    call_command("send_due_notices")
    (letter,) = mail.outbox
    assert at.owner.email in letter.to[0]
    row = OutboxLetter.objects.get()
    assert (row.state, row.sent_at) == (LetterState.SENT, clock.now())
    run_due_notices(clock.now())
    assert send_due(clock.now()) == 0
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_what_a_run_posts_it_also_sends() -> None:
    """Where cron runs it once a day, no letter waits for the next day."""
    with time_machine.travel(MONDAY, tick=True):
        at = Body()
        at.action(clock.today())
        call_command("send_due_notices")
    (letter,) = mail.outbox
    assert at.owner.email in letter.to[0]
