"""Where the files of a version that is being made lie in private storage."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage

from boards.models import Redaction

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP: Final = "redactions"
#: Younger folders may belong to a version that is just being begun.
SPARED: Final = timedelta(hours=1)


def keep_file(redaction: Redaction, source: Path, name: str) -> str:
    """Copy a file into the folder of a redaction, in place of one of that name; return its name."""
    wanted = f"{TOP}/{redaction.key}/{name}"
    with source.open("rb") as content:
        waiting = default_storage.save(f"{wanted}.part", File(content))
    path_of(waiting).replace(path_of(wanted))
    return wanted


def path_of(name: str) -> Path:
    """Where a file of private storage lies."""
    return Path(default_storage.path(name))


def remove_files(redaction: Redaction) -> None:
    """Remove the working copy and the results of a redaction."""
    shutil.rmtree(path_of(f"{TOP}/{redaction.key}"), ignore_errors=True)


def sweep_redactions(now: datetime) -> int:
    """Remove folders that belong to no unfinished redaction; return how many those were."""
    open_ones = set(
        Redaction.objects.exclude(state=Redaction.State.APPROVED).values_list("key", flat=True)
    )
    removed = 0
    for folder in list(_folders()):
        is_young = folder.stat().st_mtime > (now - SPARED).timestamp()
        if is_young or _key(folder) in open_ones:
            continue
        shutil.rmtree(folder, ignore_errors=True)
        removed += 1
    return removed


def _folders() -> Iterator[Path]:
    top = path_of(TOP)
    if top.is_dir():
        yield from (one for one in top.iterdir() if one.is_dir())


def _key(folder: Path) -> UUID | None:
    try:
        return UUID(folder.name)
    except ValueError:
        return None
