"""Trying a letter again that had been given up or that waits for its next attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from portal import clock
from portal.models import LetterState, OutboxLetter
from portal.models.outbox import UNDELIVERED
from portal.outbox.telling import note_again

if TYPE_CHECKING:
    from portal.models import User


def try_again(letter: OutboxLetter, *, by: User) -> bool:
    """Let a letter go with the next tick, as if its troubles began now; log who said so.

    False when it is being sent at this moment, has been sent, or its text is gone. Of two people
    who press the button one is first, and the letter goes once.
    """
    now = clock.now()
    with transaction.atomic():
        rows = OutboxLetter.objects.filter(
            pk=letter.pk, state__in=(*UNDELIVERED, LetterState.WAITING)
        )
        done = (
            rows.exclude(text="")
            .exclude(said="")
            .update(
                state=LetterState.WAITING,
                next_at=now,
                attempts=0,
                trouble_since=None,
                said="",
            )
        )
        if done:
            note_again(letter, by=by)
    return bool(done)
