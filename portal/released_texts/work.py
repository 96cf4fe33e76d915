"""When released files are read: in a job after the release, and by the tick what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.core.files.storage import storages
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.due import register_due
from portal.jobs import JobRun, register, start_job
from portal.models import PublicRecord, ReleasedFile, ReleasedText
from portal.released_rows import register_writer
from portal.released_texts.reading import read_files
from portal.released_texts.store import forget, keep, tell_again

__all__ = ["PDF", "is_unread", "missing", "read_kind", "read_missing", "register_released_texts"]

JOB: Final = "read_released_files"
PDF: Final = "application/pdf"
#: Files that one job reads, and that the tick asks for at a time.
AT_ONCE: Final = 50

_kinds: Final[set[str]] = set()


def read_kind(kind: str) -> None:
    """Have the PDF files of released records of this kind read. From `ready()`."""
    _kinds.add(kind)


def register_released_texts() -> None:
    """Tell the release, the worker and its tick; called once at start-up."""
    register_writer(_follow)
    register(JOB, label=_("Reading the words of published files"))(_read_in_job)
    register_due("read_released_files", label=_("published files to be read"))(_catch_up)


def missing() -> QuerySet[ReleasedFile]:
    """The public PDF files whose words were never read, oldest first."""
    read = ReleasedText.objects.filter(sha256=OuterRef("sha256"))
    return (
        ReleasedFile.objects.filter(
            record__kind__in=_kinds, media_type=PDF, withdrawn_at__isnull=True
        )
        .exclude(Exists(read))
        .order_by("pk")
    )


def is_unread(*, after: int, up_to: int, since: datetime) -> bool:
    """Whether a file is missing of releases with these numbers that are no older than `since`."""
    of = {"release__number__gt": after, "release__number__lte": up_to}
    rows = missing().filter(**{f"record__{name}": value for name, value in of.items()})
    return rows.filter(record__released_at__gte=since).exists()


def read_missing() -> int:
    """Read every file that is missing; returns how many. For an upgraded installation."""
    hashes = list(dict.fromkeys(missing().values_list("sha256", flat=True)))
    return _read(hashes)


def _follow(rows: Sequence[PublicRecord]) -> None:
    """In the transaction of a release: ask for the reading, or forget what was withdrawn."""
    ours = [row for row in rows if row.kind in _kinds]
    if not ours:
        return
    gone = [row for row in ours if row.withdrawn_at is not None]
    if gone:
        files = ReleasedFile.objects.filter(record__in=gone, media_type=PDF)
        forget(files.values_list("sha256", flat=True))
    new = [row.pk for row in ours if row.withdrawn_at is None]
    if not new:
        return
    files = ReleasedFile.objects.filter(record__in=new, media_type=PDF)
    tell_again(files.values_list("sha256", flat=True))
    hashes = missing().filter(record__in=new).values_list("sha256", flat=True)
    for some in _batched(list(dict.fromkeys(hashes))):
        _ask(some, body=ours[0].body)


def _ask(hashes: Sequence[str], *, body: str = "") -> None:
    start_job(kind=JOB, arguments={"hashes": list(hashes)}, by=None, body=body)


def _read_in_job(job: JobRun, hashes: Sequence[str]) -> dict[str, Any]:
    return {"read": _read(hashes)}


def _catch_up(_as_of: datetime) -> int:
    """Ask once for what no job has read: files of an upgraded installation, or of a lost job."""
    hashes = list(dict.fromkeys(missing().values_list("sha256", flat=True)[:AT_ONCE]))
    if hashes:
        start_job(kind=JOB, arguments={"hashes": hashes}, by=None, unique_name="catch_up_texts")
    return len(hashes)


def _read(hashes: Sequence[str]) -> int:
    """Read files by their hash and keep what they say; those that are not public are left out."""
    done = 0
    for some in _batched(hashes):
        places = _places(some)
        for sha256, found in zip(places, read_files(list(places.values())), strict=True):
            done += keep(sha256, found)
    return done


def _places(hashes: Sequence[str]) -> dict[str, Path]:
    """Where the bytes of the public ones lie that were not read yet."""
    rows = missing().filter(sha256__in=hashes).values_list("sha256", "storage_name")
    return {sha256: Path(storages["public"].path(name)) for sha256, name in rows}


def _batched(hashes: Sequence[str]) -> list[Sequence[str]]:
    return [hashes[start : start + AT_ONCE] for start in range(0, len(hashes), AT_ONCE)]
