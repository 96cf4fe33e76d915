"""The one way to record an act: a row that a clerk can read, and a JSON line for monitoring."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from portal import clock
from portal.models import LogEntry

if TYPE_CHECKING:
    from portal.models import User

CREATE = "portal.create"
CHANGE = "portal.change"
MOVE = "portal.move"
RELEASE = "portal.release"
WITHDRAW = "portal.withdraw"
REMOVE = "portal.remove"
VIEW = "portal.view"

#: The acts with the words for them, registered with Wagtail's log.
ACTS: dict[str, str] = {
    CREATE: "Entered",
    CHANGE: "Changed",
    MOVE: "Moved on",
    RELEASE: "Published",
    WITHDRAW: "Withdrawn",
    REMOVE: "Removed",
    VIEW: "Opened",
}

_mirror = logging.getLogger("portal.audit")


def record(
    subject: models.Model,
    *,
    act: str,
    by: User | None,
    sentence: str,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> LogEntry:
    """Log one act on a record.

    `sentence` is plain words without names of fields or states (“Finding 3 was changed”);
    `by` is None for what the portal does by itself. The JSON line leaves when the transaction is
    committed, and carries no free text of the record.
    """
    entry = LogEntry.objects.log_action(
        subject,
        act,
        user=by,
        sentence=sentence,
        reason=reason,
        data=dict(data or {}),
        timestamp=clock.now(),
        deleted=act == REMOVE,
    )
    line = json.dumps(
        {
            "at": entry.timestamp.isoformat(),
            "act": act,
            "body": entry.body,
            "by": by.pk if by else None,
            "subject": f"{subject._meta.label}:{subject.pk}",
            **{key: value for key, value in entry.data.items() if key in {"move", "from", "to"}},
        }
    )
    transaction.on_commit(lambda: _mirror.info(line))
    return entry


def last_sentence(subject: models.Model) -> str:
    """The newest sentence in the log of a record; empty when there is none."""
    entry = LogEntry.objects.for_instance(subject).first()
    return entry.sentence if entry else ""
