"""Removes files of packs that no row names: what a killed worker left behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.core.files.storage import default_storage

from boards.models import PackFile
from boards.packs.build import BUILDING, KIND
from portal.models import Job

#: Younger files may belong to a build that is running: no attempt at a job lasts as long.
SPARED: Final = timedelta(hours=1)


def sweep_orphans(now: datetime) -> int:
    """Remove what lies among the packs and belongs to none; return how many files that were.

    Files of a meeting whose pack is being built are left alone, whatever the clock says. The
    single papers of a pack stay as long as the pack has a file.
    """
    top = Path(default_storage.path("packs"))
    if not top.is_dir():
        return 0
    names = PackFile.objects.values_list("storage_name", flat=True)
    named = set(names)
    kept = {Path(default_storage.path(name)) for name in named}
    papers = {path.parent / "papers" for path in kept}
    at_work = _at_work()
    removed = 0
    for path in list(_old_files(top, now)):
        relative = path.relative_to(top).parts
        if path in kept or path.parent in papers or relative[0] in at_work:
            continue
        if relative[0] == Path(BUILDING).name and at_work:
            continue
        path.unlink(missing_ok=True)
        removed += 1
    if removed:
        _remove_empty_folders(top)
    return removed


def _at_work() -> set[str]:
    """The keys of meetings whose pack is being built."""
    rows = Job.objects.unfinished().filter(kind=KIND).values_list("unique_name", flat=True)
    return {name.partition(":")[2] for name in rows}


def _old_files(top: Path, now: datetime) -> Iterator[Path]:
    latest = (now - SPARED).timestamp()
    for folder, _folders, files in os.walk(top):
        for name in files:
            path = Path(folder) / name
            if path.lstat().st_mtime < latest:
                yield path


def _remove_empty_folders(top: Path) -> None:
    for folder, _folders, _files in os.walk(top, topdown=False):
        path = Path(folder)
        if path != top and not any(path.iterdir()):
            shutil.rmtree(path, ignore_errors=True)
