"""Asking for letters, and confirming: nothing else is ever sent to an address before that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from home.alerts.following import Followed
from home.alerts.links import CONFIRMING
from home.alerts.models import AlertRhythm, AlertSignUp, Subscriber, Subscription
from portal import clock
from portal.models import Release
from portal.outbox import post
from portal.signed_links.tokens import hash_of, new_token

__all__ = ["ask", "confirm", "newest_release", "waiting"]

#: How long the link of a letter works, and what was not confirmed is kept.
CONFIRM_WITHIN: Final = timedelta(days=3)
#: The same letter is not repeated within this time, and not more often than `_TIMES`.
NOT_AGAIN_WITHIN: Final = timedelta(hours=1)
_TIMES: Final = 3


def ask(
    address: str, what: Followed, rhythm: AlertRhythm, *, confirm_at: Callable[[str], str]
) -> bool:
    """Post the letter that asks whether it was them; whether one was posted.

    `confirm_at` gives the address in full of the page that confirms, from the secret.
    It is the same for an address that is known and for one that is not.
    """
    now = clock.now()
    token = new_token()
    values = {
        "rhythm": rhythm,
        "token_hash": hash_of(token, use=CONFIRMING),
        "asked_at": now,
        "expires_at": now + CONFIRM_WITHIN,
    }
    with transaction.atomic():
        AlertSignUp.objects.filter(address=address, feed=what.feed, expires_at__lte=now).delete()
        made, is_new = AlertSignUp.objects.select_for_update().get_or_create(
            address=address, feed=what.feed, defaults=values
        )
        if not is_new:
            if made.asked_at > now - NOT_AGAIN_WITHIN or made.times >= _TIMES:
                return False
            AlertSignUp.objects.filter(pk=made.pk).update(**values, times=made.times + 1)
        post(
            to=address,
            subject=_("Please confirm: news by e-mail"),
            text=_text(what, rhythm, confirm_at(token)),
            kind="alert_confirmation",
            once=f"alert-confirmation:{made.pk}:{int(now.timestamp())}",
        )
    return True


def waiting(token: str) -> AlertSignUp | None:
    """What a link confirms; None when it was used, ran out, or never was."""
    rows = AlertSignUp.objects.filter(expires_at__gt=clock.now())
    return rows.filter(token_hash=hash_of(token, use=CONFIRMING)).first()


def confirm(token: str) -> Subscriber | None:
    """Follow what was asked for, from now on; of two at once one is first, the other gets None.

    Who follows it already gets the rhythm that they asked for now.
    """
    with transaction.atomic():
        found = waiting(token)
        if found is None or not AlertSignUp.objects.filter(pk=found.pk).delete()[0]:
            return None
        subscriber, _is_new = Subscriber.objects.get_or_create(
            address=found.address, defaults={"key": new_token()}
        )
        Subscription.objects.update_or_create(
            subscriber=subscriber,
            feed=found.feed,
            defaults={"rhythm": found.rhythm},
            create_defaults={
                "rhythm": found.rhythm,
                "seen_up_to": newest_release(),
                "looked_on": clock.today(),
            },
        )
    return subscriber


def newest_release() -> int:
    """The number of the newest release; 0 before there is any."""
    number = Release.objects.order_by("-number").values_list("number", flat=True).first()
    return number or 0


def _text(what: Followed, rhythm: AlertRhythm, address: str) -> str:
    """No word that somebody typed, and no title: anybody may have typed this address."""
    return "\n\n".join(
        [
            _("Somebody asked for news to be sent to this e-mail address:"),
            _("%(what)s – %(rhythm)s.") % {"what": what.plain, "rhythm": rhythm.label},
            _("If that was you, open this page and press the button:"),
            address,
            _("The link works for three days."),
            _(
                "If it was not you, do nothing. No news will be sent, and your address is deleted "
                "after three days."
            ),
        ]
    )
