"""The demonstration, built by the commands that everybody uses, and kept between runs.

Whoever comes first builds it; the others (processes of the same run, too) wait at a lock. Each
taker gets a copy of database and files, so nothing that one test does is seen by another. Kept is
the one of the present sources, beside the migrated database (`tests.template_database`); run as
a program this module builds it ahead of the tests: ``python -m tests.demonstration.building``.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tests.template_database import ROOT, copy_template, keep_template, template_path

PASSWORD = "a password for Northmere"
ACCOUNTS_AT = "northmere.example"
#: What `load_demo` may take on the slowest machine, in seconds.
PATIENCE = 600
#: Where pytest keeps what outlives a run (`config.cache.mkdir`); --cache-clear empties it.
TEMPLATES = ROOT / ".pytest_cache" / "d" / "migrated-database"
KEPT = ROOT / ".pytest_cache" / "d" / "demonstration"
#: What the demonstration is made from.
SOURCES = ("portal", "boards", "scrutiny", "home", "templates", "static/portal")


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


def built_site() -> Site:
    """The demonstration for this run; take a copy before changing anything.

    It comes from the one that `keep_site` keeps, and is built now if the sources have changed.
    """
    scratch = Path(os.environ["TEST_SCRATCH_DIR"])
    scratch.mkdir(parents=True, exist_ok=True)
    done = scratch / f"demonstration-{_fingerprint()}"
    with _alone_in(scratch):
        if not done.exists():
            draft = scratch / "demonstration-draft"
            shutil.rmtree(draft, ignore_errors=True)
            with _alone_in(KEPT):
                _kept().copy_to(draft)
            draft.rename(done)
    return Site(done)


def keep_site() -> None:
    """Build the demonstration for the runs that follow, unless it is there already."""
    with _alone_in(KEPT):
        _kept()


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One process at a time; whoever comes second waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _kept() -> Site:
    """The kept demonstration of the present sources; older ones are dropped."""
    kept = KEPT / _fingerprint()
    if not kept.exists():
        for older in KEPT.glob("*/"):
            shutil.rmtree(older)
        draft = Site(KEPT / "draft")
        _build(draft)
        draft.folder.rename(kept)
    return Site(kept)


@cache
def _fingerprint() -> str:
    """The name of everything that made it, the day included: its meetings lie around today."""
    digest = hashlib.sha256(f"{sys.version} {date.today()}".encode())  # noqa: DTZ011
    files = [ROOT / "requirements.txt", *sorted(Path(__file__).parent.glob("*ing*.py"))]
    for folder in SOURCES:
        files += sorted((ROOT / folder).rglob("*.*"))
    for file in files:
        if file.is_file() and file.suffix not in {".pyc", ".mo"}:
            digest.update(str(file.relative_to(ROOT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _build(site: Site) -> None:
    site.folder.mkdir(parents=True)
    template = template_path(TEMPLATES)
    is_new = not copy_template(template, site.database)
    _run(site, "migrate", "--verbosity", "0")
    if is_new:
        TEMPLATES.mkdir(parents=True, exist_ok=True)
        keep_template(site.database, template)
    _run(site, "load_demo")
    for rest in ("-wal", "-shm"):
        leftover = site.database.with_name(site.database.name + rest)
        if rest == "-wal" and leftover.exists() and leftover.stat().st_size:
            raise RuntimeError("The database was still open when its commands had ended.")
        leftover.unlink(missing_ok=True)


def _run(site: Site, *arguments: str) -> None:
    answer = site.manage(*arguments)
    if answer.returncode != 0:
        said = f"{answer.stdout}\n{answer.stderr}"
        raise RuntimeError(f"{arguments[0]} ended with {answer.returncode}:\n{said}")


if __name__ == "__main__":
    keep_site()
