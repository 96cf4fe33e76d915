"""How long a worker's silence is believed, and what this worker is called."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

LONGEST_ATTEMPT: Final = timedelta(minutes=30)
"""After this time the worker no longer renews the lease for a handler that reports no progress:
it hangs, and another worker may try."""

CLOCK_TOLERANCE: Final = timedelta(minutes=5)
"""How far the clocks of two machines may differ before one doubts the other's leases."""


def job_lease() -> timedelta:
    """Return how long a job may go without a sign of life (`JOB_LEASE_SECONDS`)."""
    return timedelta(seconds=int(getattr(settings, "JOB_LEASE_SECONDS", 60)))


def latest_plausible(now: datetime, lease: timedelta) -> datetime:
    """Return the furthest end that a lease of this length can have at `now`.

    One that ends later was given before the clock was put back, so it says nothing.
    """
    return now + lease + CLOCK_TOLERANCE


def worker_name() -> str:
    """Return the name of this process, for the beat and for the record of a job."""
    return f"{socket.gethostname()[:100]}:{os.getpid()}"
