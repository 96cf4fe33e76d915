"""Is the log as it was written: every entry, and none too many or too few?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import connection

from portal.chain import FIRST_LINK
from portal.models import LogEntry, Release, Seal
from portal.models.audit import digest_of_entry
from portal.protection import missing_triggers
from portal.sealing import digest_between, seal_hash


def faults_of_protection() -> Iterator[str]:
    """The triggers that are not in place."""
    for name in missing_triggers(connection):
        yield f"The trigger {name} is missing, so the record is not protected. Run migrate."


def faults_of_entries(redacted: Mapping[str, str]) -> Iterator[str]:
    """Entries that are not as they were written.

    `redacted` is what disposals made of entries, by number: the digest of what was left. Such an
    entry keeps the digest that it was sealed with.
    """
    for entry in LogEntry.objects.order_by("pk").iterator(chunk_size=1000):
        found = digest_of_entry(entry)
        if found != redacted.get(str(entry.pk), entry.digest):
            yield f"Entry {entry.pk} of the log was changed after it was written."


def faults_of_seals() -> Iterator[str]:
    """Seals that do not fit the log, the chain of releases, or one another."""
    previous, after_id = FIRST_LINK, 0
    for number, seal in enumerate(Seal.objects.order_by("number").iterator(), start=1):
        words = f"Seal {number} of the log"
        if seal.number != number or seal.previous_hash != previous or seal.after_id != after_id:
            yield f"{words} is missing or does not follow from the one before it."
            return
        if seal_hash(seal) != seal.hash:
            yield f"{words} was changed after it was made."
            return
        if digest_between(seal.after_id, seal.last_id) != (seal.count, seal.rows_hash):
            yield (
                f"{words} does not fit: among entries {seal.after_id + 1} to {seal.last_id} one "
                "was changed, taken away or slipped in."
            )
            return
        link = Release.objects.filter(number=seal.release_number).first()
        if seal.release_number and (link is None or link.hash != seal.release_hash):
            yield f"Release {seal.release_number}, which {words.lower()} names, is missing."
            return
        previous, after_id = seal.hash, seal.last_id
