"""One attempt at a job: claim it, run its handler, write down what came of it."""

from __future__ import annotations

import json
import logging
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django_tasks import task

from portal.clock import now
from portal.jobs.job_run import JobRefusedError, JobRun, JobStoppedError
from portal.jobs.leases import job_lease, latest_plausible, worker_name
from portal.jobs.registry import kind_called
from portal.models.jobs import Job, JobState

logger = logging.getLogger(__name__)

WORKER_BACKEND: Final = "worker"
"""The task back end (setting TASKS) that the worker serves."""

in_this_process: Final[set[JobRun]] = set()
"""Attempts that run in this process now; their leases are renewed by the worker's beat."""


@task(backend=WORKER_BACKEND)
def run_queued_job(key: str) -> bool:
    """Run a job that was queued; the queue carries its key and nothing else."""
    return run_job(UUID(key))


def enqueue(key: UUID) -> None:
    """Queue a job once the transaction at hand has been committed.

    A crash between the two leaves a waiting job without a place in the queue; the sweep finds it.
    """
    transaction.on_commit(lambda: run_queued_job.enqueue(str(key)))


def run_job(key: UUID) -> bool:
    """Run the job unless it is finished, unknown or another worker's; return whether it was run.

    A job queued twice, or given to two workers at once, is run once: the claim is one conditional
    update. A failure is recorded in a plain sentence and tried again while attempts remain.
    """
    job = Job.objects.select_related("asked_by").filter(key=key).first()
    run = _claim(job) if job else None
    if run is None:
        return False
    in_this_process.add(run)
    try:
        _attempt(run)
    finally:
        in_this_process.discard(run)
    return True


def _claim(job: Job) -> JobRun | None:
    """Take the job as it was read; None when it has changed since, or is not to be had."""
    if job.attempts >= job.max_attempts:
        return None
    at = now()
    lapsed = Q(lease_until__lt=at) | Q(lease_until__gt=latest_plausible(at, job_lease()))
    claimed = (
        Job.objects.filter(key=job.key, attempts=job.attempts)
        .filter(Q(state=JobState.WAITING) | (Q(state=JobState.RUNNING) & lapsed))
        .update(
            state=JobState.RUNNING,
            attempts=job.attempts + 1,
            lease_until=at + job_lease(),
            worker_name=worker_name(),
            started_at=at,
        )
    )
    return JobRun.of(job, attempt=job.attempts + 1) if claimed else None


def _attempt(run: JobRun) -> None:
    """Call the handler and record the outcome; only a stop of the whole process passes through."""
    try:
        result = dict(kind_called(run.kind).handler(run, **run.arguments))
        json.dumps(result)
    except JobStoppedError as stopped:
        logger.info("%s", stopped)
    except JobRefusedError as refusal:
        _end(run, JobState.FAILED, error=str(refusal))
    except Exception:
        logger.exception("Job %s (%s), attempt %s, failed", run.key, run.kind, run.attempt)
        _try_again_or_fail(run)
    except BaseException:
        _give_back(run)
        raise
    else:
        _end(run, JobState.DONE, result=result, error="")


def _end(run: JobRun, state: JobState, **values: Any) -> None:
    run.row.update(state=state, finished_at=now(), lease_until=None, **values)


def _try_again_or_fail(run: JobRun) -> None:
    """Put the job back into the queue, or fail it for good after the last attempt."""
    if run.is_last:
        _end(
            run,
            JobState.FAILED,
            error=_("A fault in the program stopped this; the portal's log has the details."),
        )
    elif run.row.update(state=JobState.WAITING, lease_until=None):
        enqueue(run.key)


def _give_back(run: JobRun) -> None:
    """Put the job back uncounted: the worker was told to stop, the job did nothing wrong."""
    with transaction.atomic():
        if run.row.update(state=JobState.WAITING, lease_until=None, attempts=run.attempt - 1):
            enqueue(run.key)
