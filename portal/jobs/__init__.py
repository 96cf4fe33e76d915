"""Work that takes longer than a request: asked for here, done by the worker.

docs/jobs.md has the states, the lease, and how to add a kind.
"""

from __future__ import annotations

from portal.jobs.asking import cancel_job, start_job
from portal.jobs.beats import beat, last_beat, renew_leases
from portal.jobs.job_run import JobRefusedError, JobRun, JobStoppedError
from portal.jobs.registry import JobKind, UnknownJobKindError, register
from portal.jobs.running import run_job
from portal.jobs.sweeping import Swept, sweep_dead_jobs

__all__ = [
    "JobKind",
    "JobRefusedError",
    "JobRun",
    "JobStoppedError",
    "Swept",
    "UnknownJobKindError",
    "beat",
    "cancel_job",
    "last_beat",
    "register",
    "renew_leases",
    "run_job",
    "start_job",
    "sweep_dead_jobs",
]
