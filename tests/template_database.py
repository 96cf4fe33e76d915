"""A migrated SQLite database kept between test runs.

Wagtail brings some two hundred migrations, which take twenty seconds of each run. The file is
named after everything that made it, so a changed migration or package makes a new one; Django
runs ``migrate`` on the copy all the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parent.parent
APPS = ("portal", "boards", "scrutiny", "home")


def template_path(folder: Path) -> Path:
    """Return where the template for the present migrations and packages is, or will be."""
    digest = hashlib.sha256(sys.version.encode())
    sources = [path for app in APPS for path in sorted((ROOT / app / "migrations").glob("*.py"))]
    for path in [ROOT / "requirements.txt", *sources]:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return folder / f"{digest.hexdigest()[:16]}.sqlite3"


def copy_template(template: Path, database: Path) -> bool:
    """Put a copy of the template in place of a test database; say whether there was one."""
    if not template.exists():
        return False
    database.parent.mkdir(parents=True, exist_ok=True)
    for leftover in database.parent.glob(f"{database.name}*"):
        leftover.unlink()
    shutil.copyfile(template, database)
    return True


def keep_template(database: Path, template: Path) -> None:
    """Keep a consistent copy of a fresh test database; older templates are dropped."""
    draft = template.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(draft)) as target:
        source.backup(target)
    for older in template.parent.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    draft.replace(template)
