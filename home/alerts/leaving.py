"""Stopping, and what is deleted: nothing of somebody stays once they follow nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from home.alerts.models import AlertRhythm, AlertSignUp, Subscriber, Subscription
from home.alerts.signing_up import CONFIRM_WITHIN
from portal.models import BouncingAddress, LetterState, OutboxLetter
from portal.models.outbox import UNSENT
from portal.outbox.bouncing import forget_strangers

__all__ = ["ALERT", "CONFIRMATION", "change_rhythm", "clean", "forget", "stop_one"]

#: The kinds of letter that this package posts.
ALERT: Final = "alert"
CONFIRMATION: Final = "alert_confirmation"
#: So many letters in a row that were refused for good, and nothing more is sent.
BOUNCES: Final = 3


def change_rhythm(subscription: Subscription, rhythm: AlertRhythm) -> None:
    """Let the letters on one thing come at another rhythm."""
    Subscription.objects.filter(pk=subscription.pk).update(rhythm=rhythm)


def stop_one(subscription: Subscription) -> bool:
    """Stop following one thing; whether that was the last, so that the subscriber is gone."""
    with transaction.atomic():
        subscriber = Subscriber.objects.select_for_update().get(pk=subscription.subscriber_id)
        Subscription.objects.filter(pk=subscription.pk).delete()
        if subscriber.subscriptions.exists():
            return False
        forget(subscriber)
    return True


def forget(subscriber: Subscriber) -> None:
    """Delete somebody: what they follow or asked for, their letters, and what was noted of both.

    A letter that is with the mail server at this moment is deleted by the next tick.
    """
    address = subscriber.address
    with transaction.atomic():
        AlertSignUp.objects.filter(address=address).delete()
        subscriber.delete()
        letters = OutboxLetter.objects.filter(to__iexact=address)
        ours = letters.filter(kind__in=(ALERT, CONFIRMATION))
        ours.exclude(state=LetterState.SENDING).delete()
        forget_strangers([address])


def clean(now: datetime) -> int:
    """Delete what nobody confirmed, letters that are done with, and whom no letter reaches."""
    done = AlertSignUp.objects.filter(expires_at__lte=now).delete()[0]
    for one in [*_unreachable(), *_following_nothing()]:
        forget(one)
        done += 1
    letters = OutboxLetter.objects.exclude(state=LetterState.SENDING)
    asked = letters.filter(kind=CONFIRMATION, posted_at__lte=now - CONFIRM_WITHIN)
    kept = timedelta(days=int(settings.OUTBOX_TEXT_DAYS))
    alerts = letters.filter(kind=ALERT).annotate(address=Lower("to"))
    stays = Exists(Subscriber.objects.filter(address=OuterRef("address")))
    old = alerts.filter(~stays | Q(posted_at__lte=now - kept) & ~Q(state__in=UNSENT))
    for rows in (asked, old):
        pks = list(rows.values_list("pk", flat=True))
        done += OutboxLetter.objects.filter(pk__in=pks).delete()[0]
    left = BouncingAddress.objects.exclude(address__in=Subscriber.objects.values("address"))
    return done + forget_strangers(left.values_list("address", flat=True))


def _unreachable() -> list[Subscriber]:
    """Whose last letters were all refused for good."""
    addresses = BouncingAddress.objects.values("address")
    return [
        one
        for one in Subscriber.objects.filter(address__in=addresses)
        if _refused_in_a_row(one.address) >= BOUNCES
    ]


def _refused_in_a_row(address: str) -> int:
    letters = OutboxLetter.objects.filter(to__iexact=address)
    refused = letters.filter(kind=ALERT, state=LetterState.BOUNCED)
    taken = letters.filter(state=LetterState.SENT).order_by("-sent_at").first()
    if taken is not None:
        refused = refused.filter(trouble_since__gt=taken.sent_at)
    return refused.count()


def _following_nothing() -> list[Subscriber]:
    """Whose last subscription ended with its record, once the letter that says so has gone."""
    waiting = OutboxLetter.objects.filter(kind=ALERT, state__in=UNSENT, to=OuterRef("address"))
    return list(Subscriber.objects.filter(~Exists(waiting), subscriptions__isnull=True))
