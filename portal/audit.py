"""The one way to record an act: a row that a clerk can read, and a JSON line for monitoring.

The line says who, when, what act and on which record by number. It never holds a title, a name, a
reason or anything that somebody typed; docs/audit.md describes its fields.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.cases import case_of_record
from portal.middleware.request_ids import current_request_id
from portal.models import LogEntry

if TYPE_CHECKING:
    from django.contrib.contenttypes.models import ContentType

    from portal.models import User

CREATE = "portal.create"
CHANGE = "portal.change"
MOVE = "portal.move"
RELEASE = "portal.release"
WITHDRAW = "portal.withdraw"
REMOVE = "portal.remove"
VIEW = "portal.view"
DOWNLOAD = "portal.download"
EXPORT = "portal.export"
SIGN_IN = "portal.sign_in"
SIGN_IN_FAILED = "portal.sign_in_failed"
SIGN_OUT = "portal.sign_out"
REFUSED = "portal.refused"
UPLOAD_REFUSED = "portal.upload_refused"
ROLE_GIVEN = "portal.role_given"
ROLE_ENDED = "portal.role_ended"
LETTER = "portal.letter"
ELEVATED = "portal.elevated"
ELEVATION_ENDED = "portal.elevation_ended"
SECOND_FACTOR_PASSED = "portal.second_factor_passed"
SECOND_FACTOR_FAILED = "portal.second_factor_failed"
SECOND_FACTOR_CHANGED = "portal.second_factor_changed"
PASSWORD_CHANGED = "portal.password_changed"  # noqa: S105
SESSION_ENDED = "portal.session_ended"
INVITED = "portal.invited"

#: The acts with the words for them, registered with Wagtail's log.
ACTS: dict[str, str] = {
    CREATE: "Entered",
    CHANGE: "Changed",
    MOVE: "Moved on",
    RELEASE: "Published",
    WITHDRAW: "Withdrawn",
    REMOVE: "Removed",
    VIEW: "Opened",
    DOWNLOAD: "Downloaded",
    EXPORT: "Exported",
    SIGN_IN: "Signed in",
    SIGN_IN_FAILED: "Sign-in refused",
    SIGN_OUT: "Signed out",
    REFUSED: "Access refused",
    UPLOAD_REFUSED: "Upload refused",
    ROLE_GIVEN: "Role given",
    ROLE_ENDED: "Role ended",
    LETTER: "Letter",
    ELEVATED: "Elevation begun",
    ELEVATION_ENDED: "Elevation ended",
    SECOND_FACTOR_PASSED: "Second factor passed",
    SECOND_FACTOR_FAILED: "Second factor refused",
    SECOND_FACTOR_CHANGED: "Second factor changed",
    PASSWORD_CHANGED: "Password changed",
    SESSION_ENDED: "Session ended",
    INVITED: "Invitation",
}
#: What of an entry's data the JSON line repeats: codes and numbers, never words of a person.
_MIRRORED: Final = ("move", "from", "to", "elevation", "address", "method", "ids", "account")
#: Rows that refusals to one person may write in an hour; the JSON lines go on.
REFUSALS_KEPT: Final = 20

_mirror = logging.getLogger("portal.audit")


def record(
    subject: models.Model,
    *,
    act: str,
    by: User | None,
    sentence: str,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    body: str | None = None,
) -> LogEntry:
    """Log one act on a record.

    `sentence` is plain words without names of fields or states (“Finding 3 was changed”);
    `by` is None for what the portal does by itself; `body` is the slug of the body where it is not
    that of the record. The JSON line leaves when the transaction is committed. An entry about a
    record of a case names the case in its data as `matter` (`portal.cases`).
    """
    fields: dict[str, Any] = {} if body is None else {"body": body}
    matter = case_of_record(subject)
    entry = LogEntry.objects.log_action(
        subject,
        act,
        user=by,
        sentence=sentence,
        reason=reason,
        data={**(data or {}), **({"matter": matter} if matter else {})},
        timestamp=clock.now(),
        deleted=act == REMOVE,
        **fields,
    )
    _mirror_entry(entry, subject=f"{subject._meta.label}:{subject.pk}")
    return entry


def refused(
    *, by: User | None, address: str, method: str = "", parameters: Mapping[str, Any] | None = None
) -> None:
    """Log that somebody asked for what is not open to them, or not there: nobody is told which.

    The JSON line always leaves. A row is written for people who are signed in, the first 20 in an
    hour, so that a program that tries numbers cannot fill the disk. `address` is the name of the
    view; of its `parameters` only numbers and keys are kept, never a slug or a file name.
    """
    ids = {
        name: value if isinstance(value, int) else str(value)
        for name, value in (parameters or {}).items()
        if isinstance(value, int | UUID)
    }
    data = {"address": address, "method": method, "ids": ids}
    if by is None:
        mirror_only(REFUSED, data)
        return
    hour_ago = clock.now() - timedelta(hours=1)
    rows = LogEntry.objects.filter(user=by, action=REFUSED, timestamp__gt=hour_ago)
    kept = rows.count()
    if kept >= REFUSALS_KEPT:
        mirror_only(REFUSED, data, by=by)
        return
    sentence = _("Something was asked for that is not open to this account, or not there.")
    if kept == REFUSALS_KEPT - 1:
        sentence += " " + _("More of this hour stand in the lines for the monitoring only.")
    record(by, act=REFUSED, by=by, sentence=sentence, data=data, body="")


def upload_refused(*, by: User | None, why: str, detail: str) -> None:
    """Log that a file was refused by the virus scanner, or could not be scanned.

    `why` is a word (“virus”, “not scanned”); `detail` is the scanner's own name for what it found,
    never the name of the file. Of nobody only the JSON line is kept.
    """
    data = {"why": why, "detail": detail[:200]}
    if by is None:
        mirror_only(UPLOAD_REFUSED, {"why": why})
        return
    sentence = (
        _("An uploaded file was refused: the virus scanner found something in it.")
        if why == "virus"
        else _("An uploaded file was refused: it could not be scanned for viruses.")
    )
    record(by, act=UPLOAD_REFUSED, by=by, sentence=sentence, data=data, body="")


def record_about(
    kind: ContentType, *, object_id: str, act: str, sentence: str, data: Mapping[str, Any]
) -> LogEntry:
    """Log an act of nobody who is known, on something that may not exist: a refused sign-in."""
    entry: LogEntry = LogEntry.objects.create(
        content_type=kind,
        object_id=object_id,
        label=object_id,
        action=act,
        sentence=sentence,
        data=dict(data),
        timestamp=clock.now(),
    )
    model = kind.model_class()
    _mirror_entry(entry, subject=f"{model._meta.label if model else kind}:{object_id}")
    return entry


def mirror_only(act: str, data: Mapping[str, Any], *, by: User | None = None) -> None:
    """The JSON line alone, for what comes too often to keep a row of each."""
    line: dict[str, Any] = {"at": clock.now().isoformat(), "act": act, "body": ""}
    line |= {"by": by.pk if by else None, "subject": f"{by._meta.label}:{by.pk}" if by else ""}
    _write_line({**line, **data})


def _mirror_entry(entry: LogEntry, *, subject: str) -> None:
    """One JSON line for the council's monitoring, once the act is certain."""
    line = {
        "at": entry.timestamp.isoformat(),
        "act": entry.action,
        "body": entry.body,
        "by": entry.user_id,
        "subject": subject,
        **{key: entry.data[key] for key in _MIRRORED if key in entry.data},
    }
    transaction.on_commit(lambda: _write_line(line))


def _write_line(line: dict[str, Any]) -> None:
    _mirror.info(json.dumps({**line, "request": current_request_id()}))


def last_sentence(subject: models.Model) -> str:
    """The newest sentence in the log of a record; empty when there is none."""
    entry = LogEntry.objects.for_instance(subject).first()
    return entry.sentence if entry else ""
