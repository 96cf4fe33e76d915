"""One letter for one sender: taken, begun and noted by conditional updates with a lease.

The same on SQLite and PostgreSQL, from any number of machines. Who dies holding a letter loses it
when the lease ends.
"""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from portal import audit, clock
from portal.jobs.leases import latest_plausible, worker_name
from portal.models import LetterState, OutboxLetter
from portal.models.outbox import OutboxLetterQuerySet
from portal.rules.backing_off import GIVE_UP_AFTER

_log: Final = logging.getLogger("portal.mail")
_LOOKED_AT: Final = 20


def _lease() -> timedelta:
    return timedelta(seconds=int(settings.OUTBOX_LEASE_SECONDS))


def due_letters(as_of: datetime, now: datetime) -> Q:
    """Which letters may be taken: those whose time has come, and those whose sender has died.

    A time that lies further ahead than any can was set before the clock was put back.
    """
    come = Q(next_at__lte=as_of) | Q(next_at__gt=latest_plausible(now, GIVE_UP_AFTER))
    lapsed = Q(lease_until__lt=now) | Q(lease_until__gt=latest_plausible(now, _lease()))
    return Q(state=LetterState.WAITING) & come | Q(state=LetterState.SENDING) & lapsed


def claim_next(as_of: datetime) -> OutboxLetter | None:
    """Take the oldest letter that is due; None when there is none, or others are at all of them."""
    now = clock.now()
    free = due_letters(as_of, now)
    rows = OutboxLetter.objects.filter(free).order_by("next_at", "pk")
    for pk in list(rows.values_list("pk", flat=True)[:_LOOKED_AT]):
        mark = f"{worker_name()}:{uuid.uuid4().hex[:12]}"
        with transaction.atomic(durable=True):
            taken = OutboxLetter.objects.filter(free, pk=pk).update(
                state=LetterState.SENDING,
                lease_until=now + _lease(),
                claimed_by=mark,
                attempts=F("attempts") + 1,
            )
        if taken:
            return OutboxLetter.objects.select_related("user").get(pk=pk)
    return None


def begin(letter: OutboxLetter) -> bool:
    """Note that the letter is about to be handed over; False when another sender has it now.

    When an earlier attempt was begun and nobody noted its outcome, this one may be a repeat, and
    the log says so: the reader sees the same Message-ID.
    """
    now = clock.now()
    may_repeat = letter.begun_at is not None
    with transaction.atomic(durable=True):
        held = _held(letter).update(
            begun_at=now,
            lease_until=now + _lease(),
            repeats=F("repeats") + (1 if may_repeat else 0),
        )
        if held and may_repeat:
            audit.record(
                letter,
                act=audit.LETTER,
                by=None,
                sentence="An attempt to send the letter was begun and its outcome is not known. "
                "It is sent again and may be a repeat.",
                data={"move": "may_repeat"},
            )
    if held and may_repeat:
        _log.warning("Letter %s may be a repeat.", letter.pk)
    return bool(held)


def note(letter: OutboxLetter, **values: object) -> bool:
    """Note the outcome of the attempt and let the letter go.

    False when another sender has taken it meanwhile: this one was slower than its lease.
    """
    with transaction.atomic(durable=True):
        held = _held(letter).update(lease_until=None, claimed_by="", **values)
    if not held:
        _log.warning("Letter %s was taken over by another sender.", letter.pk)
    return bool(held)


def count_due(as_of: datetime) -> int:
    """How many letters would be tried by an instant."""
    return OutboxLetter.objects.filter(due_letters(as_of, clock.now())).count()


def _held(letter: OutboxLetter) -> OutboxLetterQuerySet:
    return OutboxLetter.objects.filter(
        pk=letter.pk, state=LetterState.SENDING, claimed_by=letter.claimed_by
    )
