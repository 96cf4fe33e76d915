"""Why a line of enquiry was left without an answer: the reason given with that move."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType

from portal import audit
from portal.models import LogEntry
from scrutiny.models import KeyLineOfEnquiry


def reasons_unanswered(lines: Sequence[KeyLineOfEnquiry]) -> dict[int, str]:
    """The last reason given for each line that was not answered, by its id: one query."""
    state = KeyLineOfEnquiry.State.NOT_ANSWERED
    pks = [str(line.pk) for line in lines if line.state == state]
    if not pks:
        return {}
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(KeyLineOfEnquiry),
        object_id__in=pks,
        action=audit.MOVE,
    ).order_by("timestamp", "pk")
    return {
        int(entry.object_id): entry.reason.strip()
        for entry in entries
        if entry.data.get("to") == state and entry.reason.strip()
    }
