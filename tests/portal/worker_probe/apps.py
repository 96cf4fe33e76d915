"""Jobs and a due task that write down that they were run, in WORKER_PROBE_FOLDER."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

from django.apps import AppConfig


def _write(name: str, line: str) -> None:
    """Add a line; lines this short are never torn apart by another process."""
    with (Path(os.environ["WORKER_PROBE_FOLDER"]) / name).open("a") as trace:
        trace.write(f"{line}\n")


class WorkerProbeConfig(AppConfig):
    """Registers the kinds of job below."""

    name = "tests.portal.worker_probe"
    label = "worker_probe"

    def ready(self) -> None:
        from portal.due import register_due
        from portal.jobs import JobRun, register

        @register("probe.note")
        def note(job: JobRun, number: int) -> dict[str, int]:
            time.sleep(0.05)  # long enough for a second worker to take it too, if it could
            _write("notes", str(number))
            return {"number": number}

        @register("probe.broken")
        def broken(job: JobRun) -> dict[str, int]:
            _write("broken", f"attempt {job.attempt}")
            raise ZeroDivisionError("secret words")

        @register("probe.interrupted")
        def interrupted(job: JobRun) -> dict[str, int]:
            """Hang without progress in the first attempt, until somebody kills the worker."""
            job.progress(1, 3, "Collecting")
            _write("interrupted", f"attempt {job.attempt}")
            time.sleep(60 if job.attempt == 1 else 0)
            return {"attempt": job.attempt}

        @register("probe.finishing")
        def finishing(job: JobRun) -> dict[str, bool]:
            _write("finishing", "begun")
            time.sleep(1.5)
            _write("finishing", "ended")
            return {"ended": True}

        @register_due("probe.due")
        def due(now: datetime) -> int:
            """Look, take time, then act: without the guard two machines would both act."""
            acted = Path(os.environ["WORKER_PROBE_FOLDER"]) / "due"
            if acted.exists():
                return 0
            time.sleep(2)
            _write("due", "done")
            return 1
