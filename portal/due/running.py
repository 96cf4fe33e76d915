"""One tick: sweep the dead jobs, then do everything that has fallen due, each thing once."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import DatabaseError, InterfaceError, connection

from portal.due.guard import claim, release
from portal.due.registry import DueKind, DueTask, due_tasks
from portal.due.results import DueReport, DueResult, Outcome
from portal.jobs.sweeping import Swept, sweep_dead_jobs

logger = logging.getLogger(__name__)


def run_due_tasks(now: datetime, *, as_of: datetime | None = None) -> DueReport:
    """Do what the worker's tick does each minute, once; safe from two machines.

    `now` is the true time, which leases need. `as_of` is the instant by which things have fallen
    due, where somebody asks for another one. One thing that fails is logged and does not stop the
    others.
    """
    swept = _sweep(now)
    return DueReport(swept, tuple(_run_guarded(task, now, as_of or now) for task in due_tasks()))


def run_due_notices(now: datetime, *, as_of: datetime | None = None) -> tuple[DueResult, ...]:
    """Send the notices that are due, and do nothing else."""
    notices = due_tasks(DueKind.NOTICE)
    return tuple(_run_guarded(task, now, as_of or now) for task in notices)


def preview_due_notices(as_of: datetime) -> tuple[DueResult, ...]:
    """Count the notices that are due, and send none."""
    return tuple(
        DueResult(task, Outcome.DONE, task.preview(as_of))
        for task in due_tasks(DueKind.NOTICE)
        if task.preview
    )


def _sweep(now: datetime) -> Swept | None:
    try:
        return sweep_dead_jobs(now)
    except (DatabaseError, InterfaceError):
        raise  # nothing else could be done either
    except Exception:
        logger.exception("The sweep of dead jobs failed")
        _drop_a_broken_connection()
        return None


def _run_guarded(task: DueTask, now: datetime, as_of: datetime) -> DueResult:
    if not claim(task.name, now):
        return DueResult(task, Outcome.HELD)
    try:
        count = task.run(as_of)
    except Exception as error:
        logger.exception("What is due at a set time failed: %s", task.name)
        _drop_a_broken_connection()
        release(task.name, error=type(error).__name__)
        return DueResult(task, Outcome.FAILED)
    release(task.name, done=count)
    return DueResult(task, Outcome.DONE, count)


def _drop_a_broken_connection() -> None:
    """Let what comes next have a working connection, where the fault was the database's."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
