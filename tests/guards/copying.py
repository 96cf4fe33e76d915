"""Copies of the project in which a guard may be taken away."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.template_database import ROOT

LINKED = (".venv", "node_modules")
#: Made at set-up, and not kept by git.
BUILT = ("static/build",)


def copy_project(target: Path) -> Path:
    """Copy what git keeps, as it is now, and link what is installed."""
    for name in files_of_project():
        source = ROOT / name
        if source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    for name in LINKED:
        if (ROOT / name).exists():
            (target / name).symlink_to((ROOT / name).resolve(), target_is_directory=True)
    for name in BUILT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, dirs_exist_ok=True)
    return target


def files_of_project() -> list[str]:
    """Everything that git knows or would take; without git everything but what is made."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        return [name for name in listed.decode().split("\0") if name]
    made = {*LINKED, "var", ".git", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}
    return [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.is_file() and made.isdisjoint(path.relative_to(ROOT).parts)
    ]
