"""Who is to be told of what: each thing is looked up once, however many follow it."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Q
from django.http import Http404

from home.alerts.following import followed, plain_words
from home.alerts.models import AlertRhythm, Subscription
from home.alerts.names import Section, parts_of
from home.alerts.pieces import Piece
from home.alerts.signing_up import newest_release
from portal import clock
from portal.clock import CIVIL_ZONE
from portal.public import Gone
from portal.released_texts import is_unread

__all__ = ["EARLIEST", "Gathered", "Letter", "gather"]

_log: Final = logging.getLogger("portal.mail")
#: Daily and weekly letters are not posted before this hour of civil time.
EARLIEST: Final = time(7, 0)
#: So long a letter on a search waits for the words of a file.
_READ_WITHIN: Final = timedelta(hours=1)


@dataclass
class Letter:
    """What one subscriber is to be told: new versions by what they follow, and what ended."""

    subscriber: int
    new: dict[str, list[Piece]] = field(default_factory=dict)
    told: list[int] = field(default_factory=list)
    ended: dict[int, str] = field(default_factory=dict)


@dataclass
class Gathered:
    """All letters of one run, the subscriptions without news, and the newest release seen."""

    newest: int
    letters: dict[int, Letter]
    quiet: list[int]


class _Due(NamedTuple):
    pk: int
    subscriber: int
    seen: int


def gather(as_of: datetime) -> Gathered:
    """Look up everything that is due by an instant; writes nothing."""
    newest = newest_release()  # first: what is released meanwhile is for the next run
    gathered = Gathered(newest, {}, [])
    for feed, due in _due_by_feed(as_of, newest).items():
        if _must_wait(feed, due, newest):
            continue  # nothing is marked as seen
        try:
            found = followed(feed).news(min(one.seen for one in due), newest)
        except Gone as gone:
            words = plain_words(feed, gone.body)
            for one in due:
                _letter(gathered, one).ended[one.pk] = words
            continue
        except Http404:
            found = []  # nothing of it is public any more; it may be again
        except Exception as fault:  # one thing must not silence all others
            if isinstance(fault, DatabaseError | InterfaceError) and not connection.is_usable():
                raise  # no fault of this one
            _log.exception("What is followed could not be looked up: %s", feed.partition("?")[0])
            continue  # the others are told; this one is tried again
        found.sort(reverse=True)
        for one in due:
            new = [piece for piece in found if piece.number > one.seen]
            if not new:
                gathered.quiet.append(one.pk)
                continue
            letter = _letter(gathered, one)
            letter.new[feed] = new
            letter.told.append(one.pk)
    return gathered


def _must_wait(feed: str, due: list[_Due], newest: int) -> bool:
    """Whether a search may find a file that has just been published and is still being read."""
    since = clock.now() - _READ_WITHIN
    return parts_of(feed)[0] == Section.SEARCH and is_unread(
        after=min(one.seen for one in due), up_to=newest, since=since
    )


def _letter(gathered: Gathered, one: _Due) -> Letter:
    return gathered.letters.setdefault(one.subscriber, Letter(one.subscriber))


def _due_by_feed(as_of: datetime, newest: int) -> dict[str, list[_Due]]:
    local = as_of.astimezone(CIVIL_ZONE)
    is_due = Q(rhythm=AlertRhythm.AT_ONCE, seen_up_to__lt=newest)
    if local.time() >= EARLIEST:
        today = local.date()
        monday = today - timedelta(days=today.weekday())
        is_due |= Q(rhythm=AlertRhythm.DAILY, looked_on__lt=today)
        is_due |= Q(rhythm=AlertRhythm.WEEKLY, looked_on__lt=monday)
    rows = Subscription.objects.filter(is_due).order_by("pk")
    found: dict[str, list[_Due]] = defaultdict(list)
    for feed, *values in rows.values_list("feed", "pk", "subscriber_id", "seen_up_to"):
        found[feed].append(_Due(*values))
    return found
