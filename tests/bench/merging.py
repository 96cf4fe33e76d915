"""`merge_pack` beside `qpdf --empty --pages`, on the same files, one after the other in turns.

Of each the same command on one file of one page is taken off: what is left is the cost of the
pages, not of starting a program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.material import PAGES, make_material, make_one_page
from tests.bench.table import Row

TURNS: Final = 5
MOST_MEMORY: Final = 150.0
PROJECT: Final = Path(__file__).resolve().parents[2]


def measure_merging(folder: Path) -> list[Row]:
    """Time both programs, five times each, and weigh the child that merges."""
    files, one = make_material(folder), [make_one_page(folder)]
    out = folder / "out.pdf"
    commands = {
        "ours": (_ours(files, out), _ours(one, out)),
        "qpdf": (_qpdf(files, out), _qpdf(one, out)),
    }
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(TURNS):
        for name, (many, single) in commands.items():
            found[name].append(_seconds(many) - _seconds(single))
    answer = subprocess.run(_ours(files, out), capture_output=True, check=True, env=_environment())
    report = json.loads(answer.stdout)
    assert report["pages"] == PAGES
    return [
        Row(f"merge_pack, {len(files)} files", median(found["ours"]), median(found["qpdf"]), "s"),
        Row("memory of the merging child", report["peak_mb"], MOST_MEMORY, "MB"),
    ]


def _ours(files: Sequence[Path], out: Path) -> list[str]:
    manage = str(PROJECT / "manage.py")
    return [sys.executable, manage, "merge_pack", "--json", "--out", str(out), *map(str, files)]


def _qpdf(files: Sequence[Path], out: Path) -> list[str]:
    return ["qpdf", "--empty", "--pages", *map(str, files), "--", str(out)]


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=_environment())
    return time.perf_counter() - started


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
