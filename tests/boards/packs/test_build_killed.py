"""Builds that are killed, stopped, asked for twice and called off: never half a pack."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections
from django.utils import timezone

from boards.models import Pack, PackFile
from boards.packs import assemble, build, orphans
from portal.jobs import cancel_job, run_job
from portal.models import Job
from portal.models.jobs import JobState
from tests import builders as make
from tests.boards.packs import packing
from tests.portal.own_database import own_database

pytestmark = pytest.mark.once

PROJECT = Path(__file__).parents[3]
PATIENCE = 40.0
KILLS = 8
MEGABYTE = 1024 * 1024
SETTINGS = """
from {base} import *
from {base} import STORAGES, task_backends
DATABASES = {{"default": {database!r}}}
STORAGES["default"]["OPTIONS"]["location"] = {storage!r}
TASKS = task_backends(worker=True)
"""


def whole_files() -> int:
    """Every row has its file, whole and unchanged; return how many there are."""
    rows = list(PackFile.objects.all())
    for row in rows:
        content = Path(default_storage.path(row.storage_name)).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.sha256
        assert len(content) == row.size
    return len(rows)


def small_pack() -> Pack:
    of = packing.meeting(held_on=timezone.localdate() + timedelta(days=30))
    item = packing.item(of, "Reports")
    packing.paper(item, "First report")
    packing.paper(item, "Second report")
    return packing.pack(of)


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_there_is_the_old_pack_or_the_new(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fault case 2: kill -9 at random moments; a killed build leaves at most what is swept."""
    pack = small_pack()
    build.build_files(pack, by=None)
    pack.meeting.place = "Another place"
    pack.meeting.save()
    old = PackFile.objects.get().sha256
    moments = random.Random(7)
    ends = {"old": 0, "new": 0}
    for again in range(KILLS):
        connections.close_all()
        child = os.fork()
        if child == 0:  # pragma: no cover
            try:
                build.build_files(pack, by=None)
            finally:
                os._exit(0)
        time.sleep(moments.uniform(0.05, 0.9))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert whole_files() == 1
        ends["old" if PackFile.objects.get().sha256 == old else "new"] += 1
        if again == KILLS // 2:
            orphans.sweep_orphans(datetime(2100, 1, 1, tzinfo=UTC))
            assert whole_files() == 1
    build.build_files(pack, by=None)  # a second click works
    orphans.sweep_orphans(datetime(2100, 1, 1, tzinfo=UTC))
    top = Path(default_storage.path("packs"))
    row = PackFile.objects.get()
    left = {str(one.relative_to(top.parent)) for one in top.rglob("*.pdf")}
    assert {name for name in left if "/papers/" not in name} == {row.storage_name}
    assert row.sha256 != old
    with pikepdf.open(default_storage.path(row.storage_name)) as opened:
        assert not opened.check_pdf_syntax()
    assert ends["old"], "no kill came in time: the moments are too late"


@pytest.mark.django_db
def test_two_clicks_make_one_pack_and_a_full_disk_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fault cases 10 and 4, a build called off, and one whose pack changed meanwhile."""
    pack = small_pack()
    clerk = make.clerk_of(pack.meeting.body)
    first = build.start_build(pack, by=clerk)
    assert build.start_build(pack, by=clerk).key == first.key
    assert Job.objects.count() == 1
    Path(default_storage.path(build.BUILDING)).mkdir(parents=True, exist_ok=True)
    before = set(default_storage.listdir(build.BUILDING)[0])  # what a killed build left

    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(assemble.Assembly, "merge", full)
        run_job(first.key)
    first.refresh_from_db()
    assert first.state == JobState.FAILED
    assert first.error.startswith("There is no room left on the server's disk.")
    assert not PackFile.objects.exists()
    left = set(default_storage.listdir(build.BUILDING)[0])
    assert left == before

    called_off = build.start_build(pack, by=clerk)

    def call_off(*args: Any) -> None:
        cancel_job(job=Job.objects.get(pk=called_off.key), by=clerk)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(assemble.Assembly, "_set", call_off)
        run_job(called_off.key)
    called_off.refresh_from_db()
    assert called_off.state == JobState.CANCELLED
    assert not PackFile.objects.exists()

    changed = build.start_build(pack, by=clerk)
    set_opening = assemble.Assembly.set_opening

    def retitle(work: assemble.Assembly) -> None:
        pack.meeting.agenda_items.update(title="Renamed while it was being built")
        set_opening(work)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(assemble.Assembly, "set_opening", retitle)
        run_job(changed.key)
    changed.refresh_from_db()
    assert changed.error == "Something changed while the pack was being built. Build it again."
    assert not PackFile.objects.exists()

    done = build.start_build(pack, by=clerk)
    run_job(done.key)
    done.refresh_from_db()
    assert done.state == JobState.DONE, done.error
    assert done.result["pages"] == PackFile.objects.get().pages
    assert done.progress_label == "Making sure that nothing leaked"


class Workers:
    """Real workers with 512 MB of address space each, on a database and a storage of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[str]] = []

    def start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [
                *("prlimit", f"--as={512 * MEGABYTE}"),
                *(sys.executable, "-W", "error", "-m", "django", "worker", "--skip-checks"),
            ],
            cwd=PROJECT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "pack_worker_settings",
                "PYTHONPATH": os.pathsep.join([str(self.folder), str(PROJECT)]),
                "JOB_LEASE_SECONDS": "2",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.processes.append(process)
        return process

    def wait(self, reached: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if reached():
                return
            time.sleep(0.02)
        pytest.fail(f"{what} never happened; the workers said: {self.end()}")

    def end(self) -> list[str]:
        for process in self.processes:
            process.kill()
        return [process.communicate()[0] for process in self.processes]


@pytest.fixture
def workers(tmp_path: Path, transactional_db: None) -> Iterator[Workers]:
    with own_database(tmp_path) as database:
        text = SETTINGS.format(
            base=settings.SETTINGS_MODULE,
            database=database,
            storage=default_storage.path(""),
        )
        (tmp_path / "pack_worker_settings.py").write_text(text)
        starter = Workers(tmp_path)
        yield starter
        starter.end()


def test_killed_workers_leave_the_job_to_the_next(workers: Workers) -> None:
    """Fault cases 1, 3 and 27: two kills in the middle of a build; the third worker does it."""
    pack = small_pack()
    build.build_files(pack, by=None)
    before = PackFile.objects.get()
    pack.meeting.place = "Another place"
    pack.meeting.save()
    arguments = {"pack": pack.pk, "by": None}
    job = Job.objects.create(kind=build.KIND, arguments=arguments, created_at=timezone.now())
    living = [workers.start() for _ in range(3)]
    for attempt in (1, 2):
        workers.wait(
            Job.objects.filter(attempts=attempt, progress_total__gt=0).exists,
            f"attempt {attempt}",
        )
        time.sleep(0.1 * attempt)
        job.refresh_from_db()
        victim = next(one for one in living if job.worker_name.endswith(f":{one.pid}"))
        victim.kill()
        living.remove(victim)
        assert whole_files() == 1  # what there was is still served, byte for byte
        assert PackFile.objects.get().sha256 == before.sha256
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(
            progress_done=0, progress_total=0
        )
    workers.wait(lambda: Job.objects.get(pk=job.pk).is_finished, "the third attempt's end")
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 3), job.error
    assert whole_files() == 1
    assert PackFile.objects.get().sha256 != before.sha256
