"""Is everything that was published still as it was published?

Each release is hashed over its own fields and the hash of the one before it; each copy and file
over its content, and the hash stands in its release. So one byte changed behind the portal's back
no longer fits. What was withdrawn is accepted only with the release that withdrew it.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.files.storage import storages

from portal.models import PublicRecord, Release, ReleasedFile
from portal.publishing import FIRST_LINK, canonical_json, chain_hash, copy_hash, hash_text

CHUNK = 1 << 20


@dataclass(frozen=True)
class Fault:
    """The first thing that does not fit, in a sentence."""

    release: int
    sentence: str


@dataclass
class Report:
    """What was checked, and the first fault if there is one."""

    releases: int = 0
    records: int = 0
    files: int = 0
    withdrawn: int = 0
    fault: Fault | None = None
    #: Copies and files that some release names, found while walking the chain.
    named: set[tuple[str, str, int]] = field(default_factory=set)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "ok": self.fault is None,
            "releases": self.releases,
            "records": self.records,
            "files": self.files,
            "withdrawn": self.withdrawn,
            "fault": asdict(self.fault) if self.fault else None,
        }

    def sentence(self) -> str:
        """For people."""
        counted = (
            f"{self.releases} releases, {self.records} records and {self.files} files were "
            f"checked; {self.withdrawn} records have been withdrawn."
        )
        return counted if self.fault else f"{counted} Everything fits."


class _DoesNotFitError(Exception):
    def __init__(self, release: int, sentence: str) -> None:
        self.fault = Fault(release=release, sentence=sentence)
        super().__init__(sentence)


def verify() -> Report:
    """Walk the whole chain; stops at the first fault. Reads, and changes nothing."""
    report = Report()
    try:
        withdrawals = _walk_chain(report)
        _check_records(report, withdrawals)
    except _DoesNotFitError as found:
        report.fault = found.fault
    return report


def _walk_chain(report: Report) -> set[tuple[str, str, int]]:
    """Check every link; returns what was withdrawn, by kind, key and version."""
    previous = FIRST_LINK
    withdrawn: set[tuple[str, str, int]] = set()
    chain = Release.objects.order_by("number").iterator()
    for number, release in enumerate(chain, start=1):
        where = f"Release {release.number}"
        if release.number != number:
            raise _DoesNotFitError(number, f"Release {number} is missing from the chain.")
        if release.previous_hash != previous:
            raise _DoesNotFitError(number, f"{where} does not follow from the release before it.")
        if chain_hash(release) != release.hash:
            raise _DoesNotFitError(number, f"{where} was changed after it was made.")
        for one in release.contents:
            name = (one["kind"], one["key"], one["version"])
            if one.get("withdrawn"):
                withdrawn.add(name)
            else:
                report.named.add(name)
        previous = release.hash
        report.releases += 1
    return withdrawn


def _check_records(report: Report, withdrawn: set[tuple[str, str, int]]) -> None:
    seen: set[tuple[str, str, int]] = set()
    records = PublicRecord.objects.select_related("release").prefetch_related("files")
    for record in records.order_by("pk").iterator(chunk_size=200):
        name = (record.kind, record.key, record.version)
        number = record.release.number
        words = f"The public copy of {record.kind} {record.key}, version {record.version},"
        if name not in report.named:
            raise _DoesNotFitError(number, f"{words} stands in no release.")
        seen.add(name)
        if record.withdrawn_at is not None:
            if name not in withdrawn:
                raise _DoesNotFitError(number, f"{words} was withdrawn by no release.")
            if record.payload or record.title:
                raise _DoesNotFitError(number, f"{words} was withdrawn but still says something.")
            report.withdrawn += 1
            continue
        if name in withdrawn:
            raise _DoesNotFitError(number, f"{words} was withdrawn and is public again.")
        _check_record(record, words)
        for file in record.files.all():
            _check_file(file, record)
            report.files += 1
        report.records += 1
    missing = report.named - seen
    if missing:
        kind, key, version = min(missing)
        raise _DoesNotFitError(
            0, f"The public copy of {kind} {key}, version {version}, is missing."
        )


def _entry(record: PublicRecord) -> dict[str, Any]:
    for one in record.release.contents:
        if (one["kind"], one["key"], one["version"]) == (record.kind, record.key, record.version):
            entry: dict[str, Any] = one
            return entry
    raise _DoesNotFitError(
        record.release.number,
        f"The public copy of {record.kind} {record.key} is not part of its release.",
    )


def _check_record(record: PublicRecord, words: str) -> None:
    entry = _entry(record)
    same_payload = hash_text(canonical_json(record.payload)) == record.payload_hash
    same_moment = record.released_at == record.release.released_at
    if copy_hash(record) != entry["copy"] or not same_payload or not same_moment:
        raise _DoesNotFitError(record.release.number, f"{words} was changed after it was released.")
    if {one.name for one in record.files.all()} != set(entry["files"]):
        raise _DoesNotFitError(record.release.number, f"{words} has lost or gained a file.")


def _check_file(file: ReleasedFile, record: PublicRecord) -> None:
    number = record.release.number
    words = f"The file {file.name} of {record.kind} {record.key}, version {record.version},"
    if _entry(record)["files"].get(file.name) != file.sha256:
        raise _DoesNotFitError(number, f"{words} is not the one that was released.")
    digest = hashlib.sha256()
    try:
        with storages["public"].open(file.storage_name, "rb") as stored:
            while chunk := stored.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise _DoesNotFitError(number, f"{words} is missing from storage.") from error
    if digest.hexdigest() != file.sha256:
        raise _DoesNotFitError(number, f"{words} was changed in storage.")
