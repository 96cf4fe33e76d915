"""`worker`: runs the jobs that wait, and keeps time for what is due."""

from __future__ import annotations

import ctypes
import logging
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from typing import Any, Final

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from django_tasks import DEFAULT_TASK_QUEUE_NAME, task_backends
from django_tasks_db.management.commands.db_worker import Worker

from portal import clock
from portal.due import run_due_tasks
from portal.jobs import beat, renew_leases, sweep_dead_jobs
from portal.jobs.leases import job_lease, worker_name
from portal.jobs.repeating import Repeating
from portal.jobs.running import WORKER_BACKEND
from portal.management.one_line import OneLineCommand

logger = logging.getLogger(__name__)

TICK_SECONDS: Final = 60.0
LOOK_SECONDS: Final = 1.0
"""How often an idle worker looks for a job."""
LONGEST_BEAT_SECONDS: Final = 10.0
"""A dead worker's job is taken up after its lease and at most one beat."""
ONE_ARENA: Final = (-8, 1)
"""The GNU C library's M_ARENA_MAX (mallopt(3)): the threads of a worker share one heap. Otherwise
each reserves 64 MB of addresses, and a worker with a limit of 512 MB runs out of them."""


class Command(OneLineCommand):
    """One process: the queue in the main thread, its beat and its tick in threads beside it."""

    help = (
        "Runs queued jobs, and each minute whatever is due. Stops on SIGTERM after the job at hand."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the one choice there is."""
        parser.add_argument(
            "--batch", action="store_true", help="run the jobs that wait, then exit; no tick"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop, or with `--batch` until the queue is empty."""
        batch: bool = options["batch"]
        _share_one_heap()
        swept = sweep_dead_jobs(clock.now())
        self.stdout.write(_("Worker %s is ready.") % worker_name())
        self.stdout.write(swept.sentence)
        if not task_backends[WORKER_BACKEND].supports_defer:  # the immediate back end
            self.stdout.write(
                _("BACKGROUND_WORKER is off: jobs run at once where they are asked for.")
            )
        self.stdout.flush()
        queue = _queue(batch=batch)
        queue.configure_signals()
        with ExitStack() as beside:
            beats = min(LONGEST_BEAT_SECONDS, job_lease().total_seconds() / 4)
            beside.enter_context(Repeating(_beat, seconds=beats))
            if not batch:
                beside.enter_context(Repeating(_tick, seconds=TICK_SECONDS))
            _work(queue)


def _queue(*, batch: bool) -> Worker:
    return Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME],
        excluded_queue_names=[],
        interval=LOOK_SECONDS,
        batch=batch,
        backend_name=WORKER_BACKEND,
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_name()[-64:],
    )


def _work(queue: Worker) -> None:
    """Run jobs; a database that went away is waited for, and the sweep finds what that cut off."""
    while True:
        try:
            queue.run()
        except (OperationalError, InterfaceError):
            if queue.batch or not queue.running:
                raise
            logger.exception("The worker lost the database; it tries again")
            time.sleep(LOOK_SECONDS)
        else:
            return


def _beat() -> None:
    """Keep our own jobs' leases first, then look for jobs whose worker has died."""
    now = clock.now()
    renew_leases(now)
    beat(now)
    sweep_dead_jobs(now)


def _tick() -> None:
    run_due_tasks(clock.now())


def _share_one_heap() -> None:
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # a C library without it has no such arenas
        library.mallopt(*ONE_ARENA)
