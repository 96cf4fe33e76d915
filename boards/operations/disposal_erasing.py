"""Erasing what hangs from a case: rows, documents, files, and what else speaks of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import CharField, Field, JSONField, Model, Q, SlugField, TextField
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex, Revision

from boards.disposers import Disposer, erasers
from boards.models import AgendaItem, Meeting
from boards.operations.disposal_reach import Reach
from portal.models import (
    Clock,
    DisclosureClearing,
    FileScan,
    Job,
    LogEntry,
    WatchedName,
    WatchList,
)
from portal.models.audit import digest_of_entry

#: What an entry of the log keeps of its data: its case by key, and words of the state tables.
KEPT_OF_DATA: Final = ("matter", "move", "from", "to")
#: Columns of a row that stays which keep what they say, because they say nothing of the case.
KEPT_COLUMNS: Final = frozenset({"number", "reference", "sha256", "public_sha256"})
#: What no foreign key ties to its case, with the path to the case's name.
BY_MATTER: Final[dict[type[Model], str]] = {
    FileScan: "matter",
    DisclosureClearing: "matter",
    WatchList: "matter",
    WatchedName: "watch_list__matter",
}


def redact_log(reach: Reach, disposer: Disposer) -> dict[str, str]:
    """Take the words out of every entry about what goes; returns the new digests by number.

    These are the entries about what is still there, and those that name the case, whose record was
    removed or replaced before. Who, when, which act and which record stay. Runs under the flag of
    disposal, before anything is erased.
    """
    redacted: dict[str, str] = {}
    words = _("Disposed of under the retention schedule.")
    matter = _matter(reach, disposer)
    about: list[Q] = [Q(data__matter=matter)]
    hanging = [
        row
        for model, path in BY_MATTER.items()
        for row in model._base_manager.filter(**{path: matter})
    ]
    for model, keys in _by_model([*reach.everything, *hanging]).items():
        kind = ContentType.objects.get_for_model(model)
        about.append(Q(content_type=kind, object_id__in=keys))
    for condition in about:
        for entry in LogEntry.objects.filter(condition):
            entry.sentence, entry.label, entry.reason = words, "", ""
            entry.data = {name: entry.data[name] for name in KEPT_OF_DATA if name in entry.data}
            LogEntry.objects.filter(pk=entry.pk).update(
                sentence=words, label="", reason="", data=entry.data
            )
            redacted[str(entry.pk)] = digest_of_entry(entry)
    return redacted


def erase_rows(reach: Reach) -> list[Model]:
    """Delete every row; returns those that stay because a record of another case cites them.

    What stays is emptied of its words. A row is deleted once nothing points to it any more.
    """
    _let_go(reach)
    waiting = list(reversed(reach.rows))
    while waiting:
        left = [row for row in waiting if not _is_gone(row)]
        if len(left) == len(waiting):
            break
        waiting = left
    for row in waiting:
        _empty(row)
    for medium in reach.media:
        _is_gone(medium)  # one that another case uses as well stays there
    return waiting


def erase_around(reach: Reach, disposer: Disposer) -> int:
    """Delete what no foreign key leads to: scans, clearings, watch lists, jobs, clocks, revisions.

    Returns how many rows that were.
    """
    matter = _matter(reach, disposer)
    keys = reach.keys
    erased = sum(
        model._base_manager.filter(matter=matter).delete()[0]
        for model in (FileScan, DisclosureClearing, WatchList)
    )
    erased += Clock.objects.filter(subject_key__in=keys).delete()[0]
    for key in keys:
        erased += Job.objects.filter(unique_name__contains=key).delete()[0]
    for model, numbers in _by_model(reach.everything).items():
        about = ContentType.objects.get_for_model(model)
        erased += Revision.objects.filter(content_type=about, object_id__in=numbers).delete()[0]
        index = ReferenceIndex.objects.filter(content_type=about, object_id__in=numbers)
        erased += index.delete()[0]
    return erased + sum(erase(reach.case, keys) for erase in erasers())


def erase_files(reach: Reach, folders: Sequence[str]) -> None:
    """Delete stored files and folders, and forget every cache, once the rows are certain to go."""

    def after() -> None:
        for name in reach.stored:
            default_storage.delete(name)
        for folder in folders:
            shutil.rmtree(Path(default_storage.path(folder)), ignore_errors=True)
        cache.clear()

    transaction.on_commit(after)


def overwrite_what_is_deleted() -> None:
    """Let SQLite write zeros over what it deletes; PostgreSQL does so as it vacuums."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _matter(reach: Reach, disposer: Disposer) -> str:
    return f"{disposer.kind}:{reach.case.key}"  # type: ignore[attr-defined]


def _let_go(reach: Reach) -> None:
    for row in reach.rows:
        if isinstance(row, AgendaItem):
            AgendaItem.objects.filter(deferred_from=row).update(deferred_from=None)
    numbers = [row.pk for row in reach.rows if row._meta.model_name == "minute"]
    if reach.case._meta.model is Meeting:
        Meeting.objects.filter(confirmed_by__in=numbers).update(confirmed_by=None)


def _is_gone(row: Model) -> bool:
    try:
        row.delete()
    except (ProtectedError, RestrictedError):
        return False
    return True


def _empty(row: Model) -> None:
    """Take the words out of a row that others cite; its number, dates and state stay."""
    values: dict[str, Any] = {}
    for one in row._meta.concrete_fields:
        if one.choices or one.name in KEPT_COLUMNS or one.primary_key:
            continue
        value = getattr(row, one.attname)
        if value:
            values |= _emptied(row, one, value)
    if values:
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def _emptied(row: Model, one: Field[Any, Any], value: Any) -> dict[str, Any]:
    if isinstance(one, SlugField):
        return {one.name: str(getattr(row, "key", row.pk))[: one.max_length]}
    if isinstance(one, CharField | TextField):
        return {one.name: _("Disposed of")[: one.max_length]}
    return {one.name: type(value)()} if isinstance(one, JSONField) else {}


def _by_model(rows: Sequence[Model]) -> dict[type[Model], list[str]]:
    found: dict[type[Model], list[str]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(str(row.pk))
    return found
