"""Runs tests in a copy of the project, on SQLite, and says how it ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.guards.guard import Guard
from tests.guards.results import Outcome, outcome_of

PATIENCE: Final = 1800
"""Seconds that one run may take."""


@dataclass(frozen=True)
class Workshop:
    """One copy of the project with a scratch folder of its own, whose database is kept."""

    project: Path
    scratch: Path

    @property
    def report(self) -> Path:
        """What the last run with the kept database said."""
        return self.scratch / "report.xml"

    def run(self, tests: Sequence[str], *, fresh: bool = False, stop: bool = True) -> Outcome:
        """Run some tests; `fresh` makes the database anew, `stop` ends at the first failure."""
        scratch = self.scratch / "fresh" if fresh else self.scratch
        shutil.rmtree(self.scratch / "fresh", ignore_errors=True)
        scratch.mkdir(parents=True, exist_ok=True)
        report = scratch / "report.xml"
        report.unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:randomly"]
        command += ["--override-ini", f"cache_dir={scratch / 'cache'}", f"--junitxml={report}"]
        command += ["--tb=no", "--show-capture=no", "-p", "no:cov"]
        command += [] if fresh else ["--reuse-db"]
        command += ["-x"] if stop else []
        with (
            (scratch / "output.txt").open("w") as output,
            contextlib.suppress(subprocess.TimeoutExpired),  # no report: the run counts as broken
        ):
            subprocess.run(
                [*command, *tests],
                cwd=self.project,
                env=_environment(scratch),
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=PATIENCE,
                check=False,
            )
        return outcome_of(report)

    def without(self, guard: Guard) -> Outcome:
        """Take one guard away, run its test, and put it back."""
        file = self.project / guard.file
        source = file.read_text()
        try:
            file.write_text(guard.removed_from(source))
            return self.run([guard.test], fresh=guard.is_migration)
        finally:
            file.write_text(source)


def _environment(scratch: Path) -> dict[str, str]:
    dropped = ("DATABASE_URL", "CACHE_URL", "TEST_DATABASE_TEMPLATE", "PYTEST_XDIST_WORKER")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "TEST_SCRATCH_DIR": str(scratch),
    }
