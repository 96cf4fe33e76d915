"""What a handler holds while it works: progress, the lease, and whether to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from portal.clock import now
from portal.jobs.leases import job_lease
from portal.models.jobs import Job, JobQuerySet, JobState
from portal.models.users import User


class JobRefusedError(Exception):
    """Raised by a handler that cannot do its work and would not succeed by trying again.

    The message is one plain sentence, shown to whoever asked for the job.
    """


class JobStoppedError(Exception):
    """Raised inside a handler whose job was cancelled or has gone to another worker."""


@dataclass(frozen=True, eq=False)
class JobRun:
    """One attempt at one job.

    `attempt` guards every write: once another worker has claimed the job, its number is higher
    and this attempt changes nothing more. `by` is whoever asked for the job, None for the portal
    itself.
    """

    key: UUID
    kind: str
    arguments: Mapping[str, Any]
    body: str
    by: User | None
    attempt: int
    is_last: bool

    @classmethod
    def of(cls, job: Job, *, attempt: int) -> JobRun:
        """Return one attempt at this job."""
        last = attempt >= job.max_attempts
        return cls(job.key, job.kind, job.arguments, job.body, job.asked_by, attempt, last)

    @property
    def row(self) -> JobQuerySet:
        """The job's row, as long as this attempt still owns it."""
        return Job.objects.filter(key=self.key, state=JobState.RUNNING, attempts=self.attempt)

    def progress(self, done: int, total: int, label: str = "") -> None:
        """Record that `done` of `total` steps are behind us, and renew the lease.

        It writes in a transaction of its own, so that others see it at once: call it between
        the handler's transactions, about once a second and not for every row.

        Raises JobStoppedError when the job was cancelled or has gone to another worker, and
        RuntimeError inside an open transaction.
        """
        self._write(
            progress_done=min(done, total),
            progress_total=total,
            progress_label=label[:200],
            lease_until=now() + job_lease(),
        )

    def cancelled(self) -> bool:
        """Whether to stop early: the job was cancelled, or is no longer this attempt's."""
        return not self.row.exists()

    def _write(self, **values: Any) -> None:
        with transaction.atomic(durable=True):
            if not self.row.update(**values):
                raise JobStoppedError(f"Job {self.key} is no longer for attempt {self.attempt}.")
