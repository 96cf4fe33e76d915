"""Removes copies: at once where the right to read has ended, and each after its hours.

Whoever may not read a pack gets nothing at their next request, copy or no copy; that is asked
anew each time (`boards.viewing`). This keeps what nobody may read any more from lying about.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from boards.models import Pack, PackFile, ReaderCopy, ScrutinyBody
from boards.reading.copies import FOLDER
from portal import clock
from portal.models import User
from portal.viewing import visible

#: Younger files may belong to a copy that is being made.
SPARED: Final = timedelta(hours=1)


def forget_copies_of_pack(pack: Pack) -> None:
    """Remove every reader's copy of a pack, when what is being done is certain."""
    _forget(ReaderCopy.objects.filter(pack=pack))


def forget_closed_copies(reader: User, body: ScrutinyBody) -> None:
    """Remove what a reader has of a body and may read no more, as when a role or a task ends."""
    _forget(
        ReaderCopy.objects.filter(user=reader, pack__meeting__body=body).exclude(
            pack__in=_open_packs(reader)
        )
    )


def sweep_copies(now: datetime) -> int:
    """Remove copies whose hours are over or whose reader may read them no more; returns how many.

    Files that no row names go too.
    """
    kept = ReaderCopy.objects.filter(removed_at__isnull=True)
    over = list(kept.filter(kept_until__lte=now))
    for reader in User.objects.filter(pk__in=kept.filter(kept_until__gt=now).values("user_id")):
        mine = kept.filter(user=reader, kept_until__gt=now)
        over += mine.exclude(pack__in=_open_packs(reader))
    return _remove(over) + _remove_unnamed(now)


def _open_packs(reader: User) -> QuerySet[PackFile, int]:
    """The packs, by number, of which somebody may read the restricted file now."""
    rows = visible(reader, PackFile).filter(audience=PackFile.Audience.RESTRICTED)
    return rows.order_by().values_list("pack_id", flat=True)


def _forget(rows: QuerySet[ReaderCopy]) -> None:
    """Once it is certain; one that was finished meanwhile goes too."""
    transaction.on_commit(lambda: _remove(list(rows.filter(removed_at__isnull=True))))


def _remove(copies: list[ReaderCopy]) -> int:
    """The file first; should the row's turn never come, the next sweep finds it again."""
    for one in copies:
        default_storage.delete(one.storage_name)
    ReaderCopy.objects.filter(pk__in=[one.pk for one in copies]).update(
        removed_at=clock.now(), storage_name=""
    )
    return len(copies)


def _remove_unnamed(now: datetime) -> int:
    top = Path(default_storage.path(FOLDER))
    if not top.is_dir():
        return 0
    names = set(ReaderCopy.objects.exclude(storage_name="").values_list("storage_name", flat=True))
    named = {Path(default_storage.path(name)) for name in names}
    latest = (now - SPARED).timestamp()
    removed = 0
    for folder, _folders, files in os.walk(top):
        for path in (Path(folder) / name for name in files):
            if path not in named and path.lstat().st_mtime < latest:
                path.unlink(missing_ok=True)
                removed += 1
    return removed
