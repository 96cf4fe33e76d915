"""What somebody wants to be written to about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.models import LetterChoice, Rhythm
from portal.outbox.kinds import kind_named

if TYPE_CHECKING:
    from portal.models import OutboxLetter, User


def rhythm_of(user: User | None, address: str = "") -> Rhythm:
    """How often an account, or an address without one, wants to hear of what is due."""
    rows = LetterChoice.objects
    found = rows.filter(user=user) if user else rows.filter(address=address.lower())
    value = found.values_list("rhythm", flat=True).first()
    return Rhythm(value) if value else Rhythm.AT_ONCE


def choose(rhythm: Rhythm, *, user: User | None, address: str = "", by: User | None) -> None:
    """Keep a choice; the same again writes nothing. The log has it, without the address."""
    if rhythm_of(user, address) == rhythm:
        return
    with transaction.atomic():
        whose = (
            {"user": user, "address": ""} if user else {"user": None, "address": address.lower()}
        )
        choice, _is_new = LetterChoice.objects.update_or_create(
            **whose, defaults={"rhythm": rhythm}
        )
        audit.record(
            user or choice,
            act=audit.LETTER,
            by=by,
            sentence=_("Which letters are wanted was changed to: %(rhythm)s.")
            % {"rhythm": rhythm.label},
            data={"move": "choice"},
            body="",
        )


def is_wanted(row: OutboxLetter) -> bool:
    """Whether a letter may go: some always do, the others unless they were stopped."""
    if not kind_named(row.kind).may_unsubscribe:
        return True
    return rhythm_of(row.user, row.to) != Rhythm.NONE
