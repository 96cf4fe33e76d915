"""What the outbox cannot know: how one reaches a body, and which reminders go with a case."""

from __future__ import annotations

import re
from typing import Final

from django.db.models import Model

from boards.models import ReminderTold, ScrutinyBody
from portal.models import OutboxLetter

_MAILBOX: Final = re.compile(r"[^\s<>(),;:\"]+@[^\s<>(),;:\"]+\.[^\s<>(),;:\".]+")


def reply_address(body: str) -> str:
    """The one e-mail address in a body's public words on how to reach the clerk; empty otherwise.

    Of two nobody knows which one is meant, so none is taken.
    """
    contact = ScrutinyBody.objects.filter(slug=body).values_list("contact", flat=True).first()
    found = set(_MAILBOX.findall(contact or ""))
    return found.pop() if len(found) == 1 else ""


def erase_reminders_of(_case: Model, keys: frozenset[str]) -> int:
    """Remove which reminders of what is disposed of were given, and the letters that named it."""
    rows = ReminderTold.objects.only("item", "letter").iterator()
    told = [one for one in rows if one.item.rpartition(":")[2] in keys]
    letters = OutboxLetter.objects.filter(once__in={one.letter for one in told})
    erased, _kinds = letters.delete()
    return erased + ReminderTold.objects.filter(pk__in=[one.pk for one in told]).delete()[0]
