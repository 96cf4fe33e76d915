"""The signed link with which somebody stops letters, without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.core import signing
from django.urls import reverse

from portal.addresses import main_url
from portal.models import OutboxLetter, User

if TYPE_CHECKING:
    from portal.models import OutboxLetter as Row

_SALT: Final = "portal.outbox.stop"


@dataclass(frozen=True)
class Reader:
    """Who chooses: an account, or an address without one."""

    user: User | None
    address: str

    @property
    def words(self) -> str:
        """The address, with most of it covered: the link may have been passed on."""
        name, _at, host = self.address.partition("@")
        return f"{name[:1]}•••@{host}"


def stop_address(row: Row) -> str:
    """The link of a letter. It names account or letter by number only, and does not expire."""
    value = f"u{row.user_id}" if row.user_id else f"l{row.pk}"
    token = signing.Signer(salt=_SALT).sign(value)
    return main_url(reverse("stop_letters", args=[token]).lstrip("/"))


def reader_of(token: str) -> Reader | None:
    """Whose link it is; None for one that nobody signed or whose reader is gone."""
    try:
        value = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    number = int(value[1:])
    if value.startswith("u"):
        user = User.objects.filter(pk=number).first()
        return Reader(user, user.email) if user else None
    letter = OutboxLetter.objects.filter(pk=number).first()
    return Reader(None, letter.to) if letter else None
