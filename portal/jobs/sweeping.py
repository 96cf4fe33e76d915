"""Finding jobs that a crash left behind, and giving them another chance."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from portal.jobs.leases import job_lease, latest_plausible
from portal.jobs.running import WORKER_BACKEND, enqueue, run_queued_job
from portal.models.jobs import Job, JobQuerySet, JobState

KEEP_QUEUE_ROWS: Final = timedelta(days=7)
"""How long the queue keeps rows that will not be run again; the job's own row stays."""


@dataclass(frozen=True)
class Swept:
    """What one sweep found: jobs put back, jobs given up, waiting jobs queued again."""

    put_back: int = 0
    given_up: int = 0
    queued: int = 0

    @property
    def sentence(self) -> str:
        """What the sweep found, for a person."""
        if not (self.put_back or self.given_up or self.queued):
            return _("Jobs: none had stopped.")
        return _(
            "Jobs that had stopped: put back %(put_back)s, given up %(given_up)s, "
            "queued again %(queued)s."
        ) % asdict(self)


def sweep_dead_jobs(now: datetime) -> Swept:
    """Put jobs whose worker has died back into the queue, or fail them after the last attempt.

    Also queue waiting jobs that have no place in the queue (a crash between the job's commit and
    its queueing, or between leaving the queue and being claimed). Safe to run from several
    machines: every change is one conditional update, and a job queued twice is run once.
    """
    put_back = given_up = 0
    lapsed = Job.objects.with_lapsed_lease(now, latest_plausible(now, job_lease()))
    for job in lapsed:
        again = job.attempts < job.max_attempts
        changed = _requeue(job) if again else _give_up(job, now)
        put_back += changed and again
        given_up += changed and not again
    queued = _queue_the_forgotten()
    _drop_old_queue_rows(now)
    return Swept(put_back, given_up, queued)


def _requeue(job: Job) -> bool:
    with transaction.atomic():
        changed = _still_dead(job).update(state=JobState.WAITING, lease_until=None)
        if changed:
            enqueue(job.key)
    return bool(changed)


def _give_up(job: Job, now: datetime) -> bool:
    error = _("The portal stopped in the middle of this every time it was tried.")
    changed = _still_dead(job).update(
        state=JobState.FAILED, lease_until=None, finished_at=now, error=error
    )
    return bool(changed)


def _still_dead(job: Job) -> JobQuerySet:
    return Job.objects.filter(
        key=job.key,
        state=JobState.RUNNING,
        attempts=job.attempts,
        lease_until=job.lease_until,
    )


def _queue_the_forgotten() -> int:
    waiting = list(Job.objects.waiting().values_list("key", flat=True))
    ready = _our_queue_rows().filter(status=TaskResultStatus.READY)
    queued = {row["args"][0] for row in ready.values_list("args_kwargs", flat=True)}
    forgotten = [key for key in waiting if str(key) not in queued]
    for key in forgotten:
        enqueue(key)
    return len(forgotten)


def _drop_old_queue_rows(now: datetime) -> None:
    _our_queue_rows().finished().filter(finished_at__lt=now - KEEP_QUEUE_ROWS).delete()


def _our_queue_rows() -> DBTaskResultQuerySet:
    return DBTaskResult.objects.filter(
        backend_name=WORKER_BACKEND, task_path=run_queued_job.module_path
    )
