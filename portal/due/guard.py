"""The guard that lets one machine at a time do a thing that is due.

A lease in the database, taken by one conditional update: the same on SQLite and PostgreSQL, and
it ends by itself when the machine that holds it dies.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from portal import clock
from portal.jobs.leases import latest_plausible, worker_name
from portal.models.jobs import DueRun

DUE_LEASE: Final = timedelta(minutes=5)
"""How long one function may take; longer work belongs in a job. After a crash in the middle of
one, this is how long the next machine waits before it takes over."""


def claim(name: str, now: datetime) -> bool:
    """Take the guard of `name`; False while another machine holds it."""
    DueRun.objects.get_or_create(name=name)
    free = (
        Q(lease_until__isnull=True)
        | Q(lease_until__lt=now)
        | Q(lease_until__gt=latest_plausible(now, DUE_LEASE))
    )
    taken = DueRun.objects.filter(free, name=name).update(
        lease_until=now + DUE_LEASE,
        worker_name=worker_name(),
        started_at=now,
        finished_at=None,
    )
    return bool(taken)


def release(name: str, *, done: int = 0, error: str = "") -> None:
    """Give the guard back and note how it went, unless another machine has taken it meanwhile."""
    DueRun.objects.filter(name=name, worker_name=worker_name()).update(
        lease_until=None, finished_at=clock.now(), done=done, error=error
    )
