"""Migrated SQLite databases kept between test runs.

Wagtail brings some two hundred migrations, which take most of a minute of each run. A template is
named after the migrations and packages that made it and notes each migration of ours with its hash.
Where none fits exactly, a run begins with one of which every migration still stands unchanged, and
Django's ``migrate``, which runs on the copy all the same, adds what is new.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parent.parent
APPS = ("portal", "boards", "scrutiny", "home")
#: How many templates are kept: the present one, and what other branches can begin with.
KEPT: Final = 4


def _migrations() -> dict[str, str]:
    """Each migration of ours by its path, with the hash of what it says."""
    paths = (path for app in APPS for path in sorted((ROOT / app / "migrations").glob("*.py")))
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    }


def template_path(folder: Path) -> Path:
    """Return where the template for the present migrations and packages is, or will be."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update((ROOT / "requirements.txt").read_bytes())
    digest.update(json.dumps(_migrations()).encode())
    return folder / f"{digest.hexdigest()[:16]}.sqlite3"


def copy_template(template: Path, database: Path) -> bool:
    """Put a template in place of a test database; say whether it was the very one."""
    base = template if template.exists() else next(_bases(template.parent), None)
    if base is None:
        return False
    database.parent.mkdir(parents=True, exist_ok=True)
    for leftover in database.parent.glob(f"{database.name}*"):
        leftover.unlink()
    shutil.copyfile(base, database)
    return base == template


def _bases(folder: Path) -> Iterator[Path]:
    """Templates with no migration that is gone or says something else now, the newest first."""
    present = _migrations().items()
    for path in sorted(folder.glob("*.sqlite3"), key=_age):
        note = path.with_suffix(".json")
        if note.exists() and json.loads(note.read_text()).items() <= present:
            yield path


def keep_template(database: Path, template: Path) -> None:
    """Keep a consistent copy of a fresh test database, unless a migration changed meanwhile."""
    if template != template_path(template.parent):
        return
    draft = template.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(draft)) as target:
        source.backup(target)
    template.with_suffix(".json").write_text(json.dumps(_migrations()))
    draft.replace(template)
    for older in sorted(template.parent.glob("*.sqlite3"), key=_age)[KEPT:]:
        older.with_suffix(".json").unlink(missing_ok=True)
        older.unlink(missing_ok=True)


def _age(path: Path) -> float:
    """For sorting, the newest first; a file that another process just removed is the oldest."""
    return -path.stat().st_mtime if path.exists() else 0.0
