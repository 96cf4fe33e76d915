"""The secret links in letters: to confirm, to choose, to stop.

Those of a subscriber are signed and do not expire; they die with the row. None leads anywhere that
shows whose address it is.
"""

from __future__ import annotations

from typing import Final

from django.core import signing
from django.urls import reverse

from home.alerts.models import Subscriber
from portal.addresses import main_url

_SALT: Final = "home.alerts.links"
#: What the hash of a link that confirms is good for (`portal.signed_links.tokens`).
CONFIRMING: Final = "alerts"


def token_of(subscriber: Subscriber) -> str:
    """What stands in the links of a subscriber."""
    return signing.Signer(salt=_SALT).sign(subscriber.key)


def is_signed(token: str) -> bool:
    """Whether the portal made this link, whatever became of the subscriber."""
    try:
        signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return False
    return True


def subscriber_of(token: str) -> Subscriber | None:
    """Whose link it is; None for one that nobody signed, and for one whose reader has left."""
    try:
        key = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Subscriber.objects.filter(key=key).first()


def choosing_address(subscriber: Subscriber) -> str:
    """Where a subscriber sees and changes what they follow."""
    return main_url(reverse("alerts-mine", args=[token_of(subscriber)]).removeprefix("/"))


def stopping_address(subscriber: Subscriber) -> str:
    """Where one click stops everything (RFC 8058)."""
    return main_url(reverse("alerts-stop", args=[token_of(subscriber)]).removeprefix("/"))
