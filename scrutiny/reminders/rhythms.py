"""Who may be written to now, by the rhythm that they have chosen: a few queries for everybody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from portal.models import LetterChoice, OutboxLetter, Rhythm

if TYPE_CHECKING:
    from portal.models import User
    from scrutiny.reminders.telling import LinkDue


def who_may_be_written_to(users: Collection[User], today: date) -> list[User]:
    """Those of the accounts who want a letter and have not had that of the day or week."""
    choices = LetterChoice.objects.filter(user__in=users)
    rhythms = dict(choices.values_list("user_id", "rhythm"))
    periods = {
        user: letter_of_period(user, rhythms.get(user.pk, Rhythm.AT_ONCE), today) for user in users
    }
    named = {once for once in periods.values() if once}
    had = set(OutboxLetter.objects.filter(once__in=named).values_list("once", flat=True))
    return [
        user
        for user in users
        if user.email and rhythms.get(user.pk) != Rhythm.NONE and periods[user] not in had
    ]


def who_wants_links(links: Sequence[LinkDue]) -> list[LinkDue]:
    """Those without an account who have not stopped the letters to their address."""
    addresses = {one.person.email.lower() for one in links}
    stopped = LetterChoice.objects.filter(address__in=addresses, rhythm=Rhythm.NONE)
    silent = set(stopped.values_list("address", flat=True))
    return [one for one in links if one.person.email.lower() not in silent]


def letter_of_period(user: User, rhythm: str, today: date) -> str:
    """The name of the one letter of a day or week; empty for who hears at once."""
    if rhythm == Rhythm.DAILY:
        return f"reminders:u{user.pk}:{today.isoformat()}"
    if rhythm == Rhythm.WEEKLY:
        monday = today - timedelta(days=today.weekday())
        return f"reminders:u{user.pk}:week-{monday.isoformat()}"
    return ""
