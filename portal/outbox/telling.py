"""What the log says of letters. It never repeats their subject, text or address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.models import LetterState, OutboxLetter

if TYPE_CHECKING:
    from portal.models import User


def note_trouble(letter: OutboxLetter, state: LetterState) -> None:
    """Log that a letter will not be tried again by itself."""
    sentence = (
        _("A letter was refused for good.")
        if state is LetterState.BOUNCED
        else _("A letter could not be delivered and was given up.")
    )
    audit.record(letter, act=audit.LETTER, by=None, sentence=sentence, data={"move": state.value})


def note_again(letter: OutboxLetter, *, by: User) -> None:
    """Log that somebody had a letter tried again."""
    with transaction.atomic():
        audit.record(
            letter,
            act=audit.LETTER,
            by=by,
            sentence=_("A letter that was not delivered is tried again."),
            data={"move": "again"},
        )
