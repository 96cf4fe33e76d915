"""Sealing the log: the worker's tick chains what was written since the last time.

Each row of the log bears a digest of its own from the moment it is written, so that a change is
found at once. A seal is what shows that a row was taken away or slipped in.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from typing import Final

from django.db import OperationalError, connection, transaction

from portal import clock
from portal.chain import FIRST_LINK, canonical_json, hash_text, instant
from portal.models import LogEntry, Release, Seal
from portal.rules.digests import rows_digest

#: How long the tick waits for writers of the log on PostgreSQL before it leaves it to the next.
LOCK_WAIT: Final = "2s"

_mirror = logging.getLogger("portal.audit")


def seal_hash(seal: Seal) -> str:
    """The hash of a seal: over everything in it and the hash of the one before."""
    return hash_text(
        canonical_json(
            {
                "number": seal.number,
                "made_at": instant(seal.made_at),
                "after_id": seal.after_id,
                "last_id": seal.last_id,
                "count": seal.count,
                "rows": seal.rows_hash,
                "release": [seal.release_number, seal.release_hash],
                "previous": seal.previous_hash,
            }
        )
    )


def digest_between(after_id: int, last_id: int) -> tuple[int, str]:
    """How many entries of the log there are in a span, and the digest over them."""
    rows = LogEntry.objects.filter(pk__gt=after_id, pk__lte=last_id).order_by("pk")
    return rows_digest(rows.values_list("pk", "digest").iterator())


def seal_log(_now: datetime | None = None) -> int:
    """Seal what the log has gained; returns how many entries. Nothing new: no seal.

    Every entry below the highest number must be there to be sealed, so on PostgreSQL writers are
    waited for; when that takes too long the next tick does it.
    """
    try:
        with transaction.atomic():
            _wait_for_writers()
            return _seal_what_is_new()
    except OperationalError:
        if connection.vendor != "postgresql":
            raise
        return 0


def _seal_what_is_new() -> int:
    before = Seal.objects.order_by("-number").first()
    after_id = before.last_id if before else 0
    newest = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    link = Release.objects.order_by("-number").first()
    if newest <= after_id and (link.hash if link else "") == (
        before.release_hash if before else ""
    ):
        return 0
    newest = max(newest, after_id)
    count, digest = digest_between(after_id, newest)
    seal = Seal(
        number=before.number + 1 if before else 1,
        made_at=clock.now(),
        after_id=after_id,
        last_id=newest,
        count=count,
        rows_hash=digest,
        release_number=link.number if link else 0,
        release_hash=link.hash if link else "",
        previous_hash=before.hash if before else FIRST_LINK,
    )
    seal.hash = seal_hash(seal)
    seal.save(force_insert=True)
    # The line leaves the machine with the others, so that the seals themselves have a witness.
    line = json.dumps({"at": instant(seal.made_at), "act": "portal.seal", "seal": seal.hash})
    transaction.on_commit(lambda: _mirror.info(line))
    return count or 1


def _wait_for_writers() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
            cursor.execute("LOCK TABLE portal_logentry IN SHARE MODE")
