"""How long `inspect_pdf` looks at a page, without what the command costs at all.

`python -m tests.bench.inspecting FILE…` prints a line for each file and the median; without
files it takes the samples of ordinary papers.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = Path(os.environ.get("SAMPLES_DIR") or ROOT / "../shared/data/samples").resolve()
ORDINARY: Final = ("normal", "tagged_pdfua", "bookmarks", "geometry", "nonlatin", "scanned")
TIMES: Final = 5
FLOOR: Final = 15.0
"""Milliseconds a page that the median may take."""


@dataclass(frozen=True)
class Measured:
    """One file: its pages, and the milliseconds each of them took."""

    path: Path
    pages: int
    milliseconds: float


def ordinary_files() -> list[Path]:
    """The sample files that are ordinary papers."""
    return sorted(path for kind in ORDINARY for path in (SAMPLES / "pdf" / kind).glob("*.pdf"))


def measure(paths: Sequence[Path]) -> list[Measured]:
    """Measure each file: the command on it several times over, less the command on it once."""
    found = []
    for path in paths:
        taken = (_seconds([path] * (TIMES + 1)) - _seconds([path])) / TIMES
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        found.append(Measured(path, pages, max(0.0, taken) * 1000 / pages))
    return found


def median(found: Sequence[Measured]) -> float:
    """Milliseconds a page, over all files: half take less."""
    return statistics.median(one.milliseconds for one in found)


def _seconds(paths: Sequence[Path]) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", "inspect_pdf", *map(str, paths)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def main(arguments: Sequence[str]) -> int:
    """Print what was measured; 1 if the median is above the floor."""
    paths = [Path(name).resolve() for name in arguments] or ordinary_files()
    found = measure(paths)
    for one in found:
        sys.stdout.write(f"{one.milliseconds:8.1f} ms a page  {one.pages:4}  {one.path.name}\n")
    middle = median(found)
    sys.stdout.write(f"{middle:8.1f} ms a page at the median; at most {FLOOR} are wanted\n")
    return int(middle > FLOOR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
