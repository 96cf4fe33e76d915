"""Is everything that was published still as it was published?

Each release is hashed over its own fields and the hash of the one before it; each copy and file
over its content, and the hash stands in its release. So one byte changed behind the portal's back
no longer fits. What was withdrawn or disposed of is accepted only with the release that did it.
The log bears digests and seals of its own (`portal.verifying_log`), and the originals in private
storage the hashes that were taken when they came (`portal.originals`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any

from django.core.files.storage import Storage, default_storage, storages

from portal.chain import (
    DISPOSAL,
    FIRST_LINK,
    canonical_json,
    chain_hash,
    copy_hash,
    hash_text,
    kept_hash,
)
from portal.models import LogEntry, PublicRecord, Release, ReleasedFile, Seal
from portal.originals import all_originals
from portal.verifying_log import faults_of_entries, faults_of_protection, faults_of_seals

CHUNK = 1 << 20

#: A version of a record: its kind, its key, its number.
Name = tuple[str, str, int]


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
    disposed: int = 0
    entries: int = 0
    seals: int = 0
    originals: int = 0
    fault: Fault | None = None
    #: What the chain says of each version: released, withdrawn and disposed of by which release.
    named: set[Name] = field(default_factory=set)
    withdrawals: dict[Name, tuple[Release, dict[str, Any]]] = field(default_factory=dict)
    disposals: dict[Name, tuple[Release, dict[str, Any]]] = field(default_factory=dict)
    redacted: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "ok": self.fault is None,
            "releases": self.releases,
            "records": self.records,
            "files": self.files,
            "withdrawn": self.withdrawn,
            "disposed": self.disposed,
            "entries": self.entries,
            "seals": self.seals,
            "originals": self.originals,
            "fault": asdict(self.fault) if self.fault else None,
        }

    def sentence(self) -> str:
        """For people."""
        counted = (
            f"{self.releases} releases, {self.records} records and {self.files} files were "
            f"checked; {self.withdrawn} records have been withdrawn. Checked as well: "
            f"{self.entries} entries of the log under {self.seals} seals, and {self.originals} "
            f"originals; {self.disposed} records have been disposed of."
        )
        return counted if self.fault else f"{counted} Everything fits."


class _DoesNotFitError(Exception):
    def __init__(self, release: int, sentence: str) -> None:
        self.fault = Fault(release=release, sentence=sentence)
        super().__init__(sentence)


def verify() -> Report:
    """Walk the whole chain, the log and the files; stops at the first fault. Changes nothing."""
    report = Report()
    try:
        _walk_chain(report)
        _check_records(report)
        _check_log(report)
        _check_originals(report)
        _stop_at_first(faults_of_protection())
    except _DoesNotFitError as found:
        report.fault = found.fault
    return report


def _walk_chain(report: Report) -> None:
    """Check every link, and note what each release says of which version."""
    previous = FIRST_LINK
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
            _note(report, release, one)
        previous = release.hash
        report.releases += 1


def _note(report: Report, release: Release, one: dict[str, Any]) -> None:
    if one["kind"] == DISPOSAL:
        report.redacted.update(one.get("log", {}))
        return
    name = (one["kind"], one["key"], one["version"])
    if one.get("disposed"):
        report.disposals[name] = (release, one)
    elif one.get("withdrawn"):
        report.withdrawals[name] = (release, one)
    else:
        report.named.add(name)


def _check_records(report: Report) -> None:
    seen: set[Name] = set()
    records = PublicRecord.objects.select_related("release").prefetch_related("files")
    rows = records.order_by("kind", "key", "-version").iterator(chunk_size=200)
    for _key, versions in groupby(rows, key=lambda row: (row.kind, row.key)):
        for place, record in enumerate(versions):
            if record.is_current != (place == 0):
                words = f"{_words(record)} is marked wrongly as the newest or an older version."
                raise _DoesNotFitError(record.release.number, words)
            _check_one(report, record)
            seen.add((record.kind, record.key, record.version))
    missing = report.named - seen
    if missing:
        kind, key, version = min(missing)
        raise _DoesNotFitError(
            0, f"The public copy of {kind} {key}, version {version}, is missing."
        )


def _words(record: PublicRecord) -> str:
    return f"The public copy of {record.kind} {record.key}, version {record.version},"


def _check_one(report: Report, record: PublicRecord) -> None:
    name = (record.kind, record.key, record.version)
    number, words = record.release.number, _words(record)
    if name not in report.named:
        raise _DoesNotFitError(number, f"{words} stands in no release.")
    if name in report.disposals:
        _check_what_is_kept(record, report.disposals[name][1])
        report.disposed += 1
    elif record.withdrawn_at is not None:
        if name not in report.withdrawals:
            raise _DoesNotFitError(number, f"{words} was withdrawn by no release.")
        if record.payload or record.title:
            raise _DoesNotFitError(number, f"{words} was withdrawn but still says something.")
        release, entry = report.withdrawals[name]
        said = (record.withdrawn_at, record.withdrawn_reason)
        if said != (release.released_at, release.reason):
            raise _DoesNotFitError(number, f"{words} was withdrawn at another time or why.")
        _check_what_is_kept(record, entry)
        report.withdrawn += 1
    elif name in report.withdrawals:
        raise _DoesNotFitError(number, f"{words} was withdrawn and is public again.")
    else:
        _check_record(record, words)
        for file in record.files.all():
            _check_file(file, record)
            report.files += 1
        report.records += 1


def _check_what_is_kept(record: PublicRecord, entry: dict[str, Any]) -> None:
    """What stays of an emptied copy is what its release said; releases of form 1 said nothing."""
    files = list(record.files.all())
    _entry(record)  # it belongs to the release that it names
    fits = entry.get("kept", kept := kept_hash(record, files)) == kept
    if not fits or record.payload or record.title or record.withdrawn_at is None:
        words = f"{_words(record)} was changed after it was emptied."
        raise _DoesNotFitError(record.release.number, words)
    if any(file.withdrawn_at != record.withdrawn_at for file in files):
        words = f"A file of the copy of {record.kind} {record.key} was withdrawn at another time."
        raise _DoesNotFitError(record.release.number, words)


def _entry(record: PublicRecord) -> dict[str, Any]:
    for one in record.release.contents:
        said = (one["kind"], one["key"], one.get("version"))
        if said == (record.kind, record.key, record.version) and "copy" in one:
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
    nothing_said = not record.withdrawn_reason
    same = same_payload and same_moment and nothing_said
    if copy_hash(record) != entry["copy"] or not same:
        raise _DoesNotFitError(record.release.number, f"{words} was changed after it was released.")
    if {_file_name(one, record) for one in record.files.all()} != set(entry["files"]):
        raise _DoesNotFitError(record.release.number, f"{words} has lost or gained a file.")


def _file_name(file: ReleasedFile, record: PublicRecord) -> str:
    """The name under which a release speaks of a file: since form 2 the hash of its name."""
    return hash_text(file.name) if record.release.form > 1 else file.name


def _check_file(file: ReleasedFile, record: PublicRecord) -> None:
    number = record.release.number
    words = f"The file {file.name} of {record.kind} {record.key}, version {record.version},"
    said = _entry(record)["files"].get(_file_name(file, record))
    if record.release.form == 1:
        said = {"sha256": said, "size": file.size, "media_type": file.media_type}
    stands = {"sha256": file.sha256, "size": file.size, "media_type": file.media_type}
    at_home = file.storage_name == f"{file.sha256[:2]}/{file.sha256}"
    if said != stands or not at_home or file.withdrawn_at is not None:
        raise _DoesNotFitError(number, f"{words} is not the one that was released.")
    try:
        size, found = _measured(storages["public"], file.storage_name)
    except OSError as error:
        raise _DoesNotFitError(number, f"{words} is missing from storage.") from error
    if (size, found) != (file.size, file.sha256):
        raise _DoesNotFitError(number, f"{words} was changed in storage.")


def _measured(storage: Storage, name: str) -> tuple[int, str]:
    """The size in bytes and the SHA-256 of a stored file. Raises OSError when it is missing."""
    digest, size = hashlib.sha256(), 0
    with storage.open(name, "rb") as stored:
        while chunk := stored.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _check_log(report: Report) -> None:
    _stop_at_first(faults_of_entries(report.redacted))
    _stop_at_first(faults_of_seals())
    report.entries = LogEntry.objects.count()
    report.seals = Seal.objects.count()


def _check_originals(report: Report) -> None:
    """A changed original is a fault: every pack that is built from it would be another."""
    for one in all_originals():
        try:
            _size, found = _measured(default_storage, one.storage_name)
        except OSError as error:
            raise _DoesNotFitError(0, f"{one.words} is missing from storage.") from error
        if found != one.sha256:
            raise _DoesNotFitError(0, f"{one.words} was changed in storage.")
        report.originals += 1


def _stop_at_first(faults: Iterable[str]) -> None:
    for sentence in faults:
        raise _DoesNotFitError(0, sentence)
