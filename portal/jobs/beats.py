"""The worker's sign of life: it keeps the leases of its jobs and tells /readyz that it is there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from portal.jobs.leases import LONGEST_ATTEMPT, job_lease, worker_name
from portal.jobs.running import in_this_process
from portal.models.jobs import WorkerBeat

FORGET_WORKERS: Final = timedelta(days=1)
"""How long a worker that has stopped is remembered."""


def beat(now: datetime) -> None:
    """Record that this worker lives, and forget those not heard of for a day."""
    WorkerBeat.objects.update_or_create(name=worker_name(), defaults={"beat_at": now})
    WorkerBeat.objects.filter(beat_at__lt=now - FORGET_WORKERS).delete()


def last_beat() -> datetime | None:
    """Return when any worker was last heard of; None when there has never been one."""
    latest: datetime | None = WorkerBeat.objects.aggregate(latest=Max("beat_at"))["latest"]
    return latest


def renew_leases(now: datetime) -> int:
    """Renew the leases of the jobs that run in this process; return how many.

    So a long step without progress (a report of 300 pages) does not look like a crash; a handler
    that has hung for `LONGEST_ATTEMPT` loses its lease.
    """
    return sum(
        run.row.filter(started_at__gt=now - LONGEST_ATTEMPT).update(lease_until=now + job_lease())
        for run in tuple(in_this_process)
    )
