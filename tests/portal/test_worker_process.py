"""Real workers in processes of their own: killed, doubled, told to stop, cut off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from portal.models.jobs import Job, JobState, WorkerBeat
from tests.portal.own_database import cut_connections, own_database

PROJECT = Path(__file__).parents[2]
PATIENCE = 20.0
SETTINGS = """
from {base} import *
from {base} import INSTALLED_APPS, task_backends
DATABASES = {{"default": {database!r}}}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.portal.worker_probe"]
TASKS = task_backends(worker=True)
"""


class Workers:
    """Starts workers on a database of their own and reads the traces that their jobs leave."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[str]] = []

    def start(self) -> subprocess.Popen[str]:
        """Start one; it is ready some seconds later."""
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "django", "worker", "--skip-checks"],
            cwd=PROJECT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "worker_settings",
                "PYTHONPATH": os.pathsep.join([str(self.folder), str(PROJECT)]),
                "WORKER_PROBE_FOLDER": str(self.folder),
                "JOB_LEASE_SECONDS": "2",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.processes.append(process)
        return process

    def lines(self, name: str) -> list[str]:
        """Return what the jobs wrote into this file."""
        file = self.folder / name
        return file.read_text().splitlines() if file.exists() else []

    def wait(self, reached: Callable[[], bool], what: str) -> None:
        """Wait until this is so; fail with what the workers said if it never is."""
        for _ in range(int(PATIENCE / 0.05)):
            if reached():
                return
            time.sleep(0.05)
        pytest.fail(f"{what} never happened; the workers said: {self.end()}")

    def end(self) -> list[str]:
        """Kill what still runs and return what each said."""
        for process in self.processes:
            process.kill()
        return [process.communicate()[0] for process in self.processes]


@pytest.fixture
def workers(tmp_path: Path, transactional_db: None) -> Iterator[Workers]:
    with own_database(tmp_path) as database:
        text = SETTINGS.format(base=settings.SETTINGS_MODULE, database=database)
        (tmp_path / "worker_settings.py").write_text(text)
        starter = Workers(tmp_path)
        yield starter
        starter.end()


def ask(kind: str, **arguments: Any) -> Job:
    """Leave a waiting job that is in no queue, as a crash would; the workers' sweep finds it."""
    return Job.objects.create(kind=kind, arguments=arguments, created_at=timezone.now())


def stop(process: subprocess.Popen[str]) -> tuple[int, float, str]:
    """Send SIGTERM; return exit status, seconds it took, and what the worker said."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=PATIENCE)[0]
    return process.returncode, time.monotonic() - began, said


def test_a_killed_workers_job_is_finished_by_the_other(workers: Workers) -> None:
    """Fault case 1: kill -9 in the middle of a job."""
    job = ask("probe.interrupted")
    pair = [workers.start(), workers.start()]
    workers.wait(lambda: workers.lines("interrupted") == ["attempt 1"], "the first attempt")
    workers.wait(lambda: WorkerBeat.objects.count() == 2, "the second worker's beat")
    time.sleep(2.5)  # longer than the lease: the beat alone keeps a long silent step alive
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)
    assert (job.progress_done, job.progress_label) == (1, "Collecting")

    victim, survivor = sorted(pair, key=lambda one: not job.worker_name.endswith(f":{one.pid}"))
    victim.kill()
    workers.wait(lambda: Job.objects.get().is_finished, "the second attempt's end")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == (JobState.DONE, 2, {"attempt": 2})
    assert workers.lines("interrupted") == ["attempt 1", "attempt 2"]
    assert job.worker_name.endswith(f":{survivor.pid}")
    status, seconds, said = stop(survivor)
    assert status == 0, said
    assert seconds < 5


def test_two_workers_run_each_job_once(workers: Workers) -> None:
    """Fault case 25, for jobs and for what is due; then SIGTERM in the middle of a job."""
    for number in range(20):
        ask("probe.note", number=number)
    broken = ask("probe.broken")
    pair = [workers.start(), workers.start()]
    workers.wait(lambda: not Job.objects.unfinished().exists(), "the end of all jobs")
    assert sorted(workers.lines("notes"), key=int) == [str(number) for number in range(20)]
    assert workers.lines("broken") == ["attempt 1", "attempt 2", "attempt 3"]
    broken.refresh_from_db()
    assert (broken.state, broken.attempts) == (JobState.FAILED, 3)
    assert broken.error == "A fault in the program stopped this; the portal's log has the details."
    workers.wait(lambda: workers.lines("due") != [], "what is due")

    if connection.vendor == "postgresql":
        assert cut_connections() >= 2  # fault case 26: the workers go on by themselves
    last = ask("probe.finishing")
    workers.wait(lambda: workers.lines("finishing") == ["begun"], "the last job's begin")
    answers = [stop(process) for process in pair]
    assert [status for status, _, _ in answers] == [0, 0], answers
    last.refresh_from_db()
    assert (last.state, workers.lines("finishing")) == (JobState.DONE, ["begun", "ended"])
    assert workers.lines("due") == ["done"]
