"""The demonstration, built once a run by the commands that everybody uses.

Whoever comes first builds it; the others (processes of the same run, too) wait at a lock. Each
taker gets a copy of database and files, so nothing that one test does is seen by another.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.template_database import ROOT, copy_template, template_path

PASSWORD = "a password for Northmere"
ACCOUNTS_AT = "northmere.example"
#: What `load_demo` may take on the slowest machine, in seconds.
PATIENCE = 600


@dataclass(frozen=True)
class Site:
    """One copy of the built demonstration: a folder with its database and its files."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "portal.sqlite3"

    @property
    def storage(self) -> Path:
        """Private and public files."""
        return self.folder / "main" / "storage"

    def environment(self, base_url: str = "http://localhost:8000") -> dict[str, str]:
        """The environment of a process that works on this copy and on nothing else."""
        names = ("PYTEST_XDIST_WORKER", "PORTAL_TODAY", "CACHE_URL", "BACKGROUND_WORKER")
        kept = {name: value for name, value in os.environ.items() if name not in names}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "tests.demonstration.settings",
            "TEST_SCRATCH_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "BASE_URL": base_url,
            "DEMO_PASSWORD": PASSWORD,
        }

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of manage.py on this copy."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def copy_to(self, folder: Path) -> Site:
        """A copy of its own for one test module; nobody may be writing here meanwhile."""
        shutil.copytree(self.folder, folder)
        return Site(folder)


def built_site(templates: Path) -> Site:
    """The demonstration of this run, built now if nobody has; `templates` keeps bare databases."""
    scratch = Path(os.environ["TEST_SCRATCH_DIR"])
    scratch.mkdir(parents=True, exist_ok=True)
    done = scratch / "demonstration"
    with (scratch / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            draft = scratch / "demonstration-draft"
            shutil.rmtree(draft, ignore_errors=True)
            _build(Site(draft), templates)
            draft.rename(done)
    return Site(done)


def _build(site: Site, templates: Path) -> None:
    site.folder.mkdir(parents=True)
    copy_template(template_path(templates), site.database)
    for arguments in (("migrate", "--verbosity", "0"), ("load_demo",)):
        answer = site.manage(*arguments)
        if answer.returncode != 0:
            said = f"{answer.stdout}\n{answer.stderr}"
            raise RuntimeError(f"{arguments[0]} ended with {answer.returncode}:\n{said}")
    for rest in ("-wal", "-shm"):
        leftover = site.database.with_name(site.database.name + rest)
        if rest == "-wal" and leftover.exists() and leftover.stat().st_size:
            raise RuntimeError("The database was still open when its commands had ended.")
        leftover.unlink(missing_ok=True)
