"""Posting what is due: one letter for each person and run, and each version told once.

`seen_up_to` moves in the transaction that posts the letter. So a run that is killed has told
everything that it marked, and of two at once only one moves it.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from home.alerts.collecting import Letter, gather
from home.alerts.leaving import ALERT
from home.alerts.models import Subscriber, Subscription
from portal.clock import CIVIL_ZONE
from portal.outbox import post

__all__ = ["SHOWN", "count_alerts", "send_alerts"]

#: So many records stand in one letter; of the others it says how many there are.
SHOWN: Final = 40
_AT_A_TIME: Final = 500


class _OvertakenError(Exception):
    """Another sender was first, or the reader has just changed something."""


def send_alerts(as_of: datetime) -> int:
    """Post what is new by an instant; return how many letters. A second call finds nothing left."""
    gathered = gather(as_of)
    day = as_of.astimezone(CIVIL_ZONE).date()
    posted = sum(_post(one, gathered.newest, day) for one in gathered.letters.values())
    for start in range(0, len(gathered.quiet), _AT_A_TIME):
        rows = Subscription.objects.filter(pk__in=gathered.quiet[start : start + _AT_A_TIME])
        rows.filter(seen_up_to__lte=gathered.newest).update(
            seen_up_to=gathered.newest, looked_on=day
        )
    return posted


def count_alerts(as_of: datetime) -> int:
    """How many letters `send_alerts` would post."""
    return len(gather(as_of).letters)


def _post(letter: Letter, newest: int, day: date) -> bool:
    """Mark everything as told and post the letter, or neither."""
    try:
        with transaction.atomic():
            rows = Subscription.objects.filter(pk__in=letter.told, seen_up_to__lt=newest)
            moved = rows.update(seen_up_to=newest, looked_on=day)
            ended = Subscription.objects.filter(pk__in=letter.ended).delete()[0]
            if (moved, ended) != (len(letter.told), len(letter.ended)):
                raise _OvertakenError
            post(
                to=Subscriber.objects.values_list("address", flat=True).get(pk=letter.subscriber),
                subject=_("News on what you follow"),
                text=json.dumps(_named(letter)),
                kind=ALERT,
                once=f"alert:{letter.subscriber}:{newest}:{min([*letter.told, *letter.ended])}",
            )
    except (_OvertakenError, Subscriber.DoesNotExist):
        return False
    return True


def _named(letter: Letter) -> dict[str, object]:
    """What the letter is about, by number only: it is put into words when it goes.

    Of several versions of one record the newest stands for all; `first` is the oldest of them.
    """
    every = sorted({piece for new in letter.new.values() for piece in new}, reverse=True)
    first = {piece.thing: piece.record for piece in every}  # the oldest comes last
    newest = {piece.thing: piece.record for piece in reversed(every)}
    shown = dict(list(dict.fromkeys((one.thing, newest[one.thing]) for one in every))[:SHOWN])
    return {
        "new": {
            feed: [
                shown[thing] for thing in dict.fromkeys(one.thing for one in new) if thing in shown
            ]
            for feed, new in letter.new.items()
        },
        "first": {str(record): first[thing] for thing, record in shown.items()},
        "more": max(0, len(newest) - SHOWN),
        "ended": list(letter.ended.values()),
    }
