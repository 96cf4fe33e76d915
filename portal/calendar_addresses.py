"""The secret address of somebody's own calendar: made, renewed, switched off, and looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.models import CalendarAddress
from portal.signed_links.tokens import hash_of, new_token

if TYPE_CHECKING:
    from portal.models import User

_USE = "calendar"


@transaction.atomic
def renew_address(user: User) -> str:
    """Give somebody a new secret and return it, this once; the one before opens nothing more."""
    token = new_token()
    values = {"token_hash": hash_of(token, use=_USE), "made_at": clock.now()}
    _row, is_new = CalendarAddress.objects.update_or_create(user=user, defaults=values)
    sentence = (
        _("A secret address for a calendar was made.")
        if is_new
        else _("The secret address of a calendar was renewed.")
    )
    audit.record(user, act=audit.CHANGE, by=user, sentence=sentence, body="")
    return token


@transaction.atomic
def switch_off_address(user: User) -> None:
    """Take the address away; nothing happens where there is none."""
    gone, _kinds = CalendarAddress.objects.filter(user=user).delete()
    if gone:
        sentence = _("The secret address of a calendar was switched off.")
        audit.record(user, act=audit.CHANGE, by=user, sentence=sentence, body="")


def user_of(token: str) -> User | None:
    """Whose calendar a secret opens; None for a guess, and for an account that is switched off."""
    row = CalendarAddress.objects.filter(token_hash=hash_of(token, use=_USE), user__is_active=True)
    found = row.select_related("user").first()
    return found.user if found else None
