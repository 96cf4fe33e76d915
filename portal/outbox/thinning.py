"""Old letters lose their text; what is disposed of takes its letters with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Model, Q

from portal.cases import case_of_record
from portal.models import OutboxLetter
from portal.models.outbox import UNSENT


def thin(now: datetime) -> int:
    """Remove the text of letters that are finished and old; return how many were thinned."""
    before = now - timedelta(days=settings.OUTBOX_TEXT_DAYS)
    old = OutboxLetter.objects.filter(posted_at__lt=before).exclude(text="")
    return old.exclude(state__in=UNSENT).update(text="")


def erase_letters_of(case: Model, keys: frozenset[str]) -> int:
    """Remove the letters of a case that is disposed of: those posted with its `matter`, and those
    whose occasion names the permanent key of anything that goes. Return how many."""
    found = Q(matter=case_of_record(case)) & ~Q(matter="")
    by_matter, _kinds = OutboxLetter.objects.filter(found).delete()
    by_key = 0
    for pk, once in OutboxLetter.objects.values_list("pk", "once").iterator():
        if any(part in keys for part in once.split(":")):
            by_key += OutboxLetter.objects.filter(pk=pk).delete()[0]
    return by_matter + by_key
