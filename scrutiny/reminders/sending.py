"""Telling each person what they have not been told of yet: one letter, each occasion once."""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import ReminderTold, Role
from portal import clock
from portal.addresses import main_url
from portal.clock import CIVIL_ZONE
from portal.operations import Refused
from portal.outbox import post
from portal.outbox.choices import rhythm_of
from scrutiny.operations.answer_links import send_link
from scrutiny.reminders.answers import answers_waiting, responses_due, updates_waiting
from scrutiny.reminders.clocks import statutory_dates
from scrutiny.reminders.readers import Readers
from scrutiny.reminders.rhythms import (
    letter_of_period,
    who_may_be_written_to,
    who_wants_links,
)
from scrutiny.reminders.tasks import actions_due, requests_due
from scrutiny.reminders.telling import LinkDue, Telling

if TYPE_CHECKING:
    from datetime import date

    from portal.models import User

_log: Final = logging.getLogger("portal.mail")
#: Nobody is written to before this hour of civil time.
EARLIEST: Final = time(7, 0)
_AT_A_TIME: Final = 500
_DAY_SECONDS: Final = 24 * 60 * 60


def remind(as_of: datetime) -> int:
    """Post what is due by an instant; return how many letters. A second call finds nothing left.

    What was missed while nothing ran is told once: the newest occasion of each thing counts.
    """
    if not _is_time(as_of):
        return 0
    readers = Readers(_day(as_of))
    links, letters, looked = _gather(readers)
    sent = sum(_send_link(one) for one in links)
    sent += sum(_write(user, tellings, readers.today) for user, tellings in letters)
    for key in looked:  # only now: a run that died is done again
        cache.set(key, 1, _DAY_SECONDS)
    return sent


def count(as_of: datetime) -> int:
    """How many letters `remind` would post."""
    if not _is_time(as_of):
        return 0
    links, letters, _looked = _gather(Readers(_day(as_of)))
    return len(links) + len(letters)


def _is_time(as_of: datetime) -> bool:
    return as_of.astimezone(CIVIL_ZONE).time() >= EARLIEST


def _day(as_of: datetime) -> date:
    return as_of.astimezone(CIVIL_ZONE).date()


def _gather(
    readers: Readers,
) -> tuple[list[LinkDue], list[tuple[User, Sequence[Telling]]], list[str]]:
    """The links and the letters that are to be posted, and whose dates were looked through.

    Statutory dates move by days, and each clerk's are many: they are looked through once a day.
    """
    found: list[Telling | LinkDue] = [
        *actions_due(readers),
        *requests_due(readers),
        *responses_due(readers),
        *updates_waiting(readers),
        *answers_waiting(readers),
    ]
    looked = []
    for clerk in readers.bodies_of(Role.CLERK):
        key = f"reminders:{clerk.pk}:{readers.today}"
        if cache.get(key) is None:
            found += statutory_dates(readers, clerk)
            looked.append(key)
    told = _told({one.once for one in found})
    new = [one for one in found if one.once not in told]
    gathered: dict[User, dict[str, Telling]] = defaultdict(dict)
    for one in new:
        if isinstance(one, Telling):
            gathered[one.user].setdefault(one.once, one)
    letters: list[tuple[User, Sequence[Telling]]] = [
        (user, sorted(gathered[user].values(), key=lambda one: (one.on, one.item)))
        for user in who_may_be_written_to(gathered, readers.today)
    ]
    links = who_wants_links([one for one in new if isinstance(one, LinkDue)])
    return links, letters, looked


def _told(onces: Collection[str]) -> set[str]:
    found: set[str] = set()
    wanted = sorted(onces)
    for start in range(0, len(wanted), _AT_A_TIME):
        part = wanted[start : start + _AT_A_TIME]
        rows = ReminderTold.objects.filter(once__in=part)
        found.update(rows.values_list("once", flat=True))
    return found


def _write(user: User, tellings: Sequence[Telling], today: date) -> int:
    """Post one letter with everything, and note each occasion, in one transaction.

    Of two machines that have gathered the same, the second is stopped by the ledger.
    """
    marks = "".join(sorted(one.once for one in tellings))
    digest = hashlib.sha256(marks.encode()).hexdigest()[:40]
    once = letter_of_period(user, rhythm_of(user), today) or f"reminders:u{user.pk}:{digest}"
    bodies = {one.body for one in tellings}
    try:
        with transaction.atomic():
            _note([(one.once, one.body, one.item) for one in tellings], letter=once)
            post(
                to=user.email,
                name=str(user),
                user=user,
                subject=ngettext(
                    "Reminder: %(n)s thing to look at",
                    "Reminder: %(n)s things to look at",
                    len(tellings),
                )
                % {"n": len(tellings)},
                text=_text(tellings),
                kind="reminder",
                once=once,
                body=bodies.pop() if len(bodies) == 1 else "",
            )
    except IntegrityError:
        _log.info("The reminders of account %s are being sent by another process.", user.pk)
        return 0
    return 1


def _text(tellings: Iterable[Telling]) -> str:
    first = _("The scrutiny portal reminds you of the following.")
    last = _("What it is about is in the portal only: sign in to read it.")
    things = [f"{one.words()}\n{main_url(one.address().lstrip('/'))}" for one in tellings]
    return "\n\n".join([first, *things, last])


def _send_link(one: LinkDue) -> int:
    """Send somebody without an account a fresh link, unless that cannot be."""
    try:
        with transaction.atomic():
            slug = one.subject.body.slug
            _note([(one.once, slug, one.item)], letter=f"link:{one.item}")
            send_link(one.person, one.subject)
    except (IntegrityError, Refused):
        return 0
    return 1


def _note(occasions: Iterable[tuple[str, str, str]], *, letter: str) -> None:
    now = clock.now()
    ReminderTold.objects.bulk_create(
        ReminderTold(once=once, body=body, item=item, letter=letter, told_at=now)
        for once, body, item in occasions
    )
