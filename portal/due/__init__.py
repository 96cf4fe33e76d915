"""Things that happen at a set time: apps register them, the worker's tick runs them.

docs/jobs.md says how to add one.
"""

from __future__ import annotations

from portal.due.instants import due_by
from portal.due.registry import DueKind, DueTask, due_tasks, register_due
from portal.due.results import DueReport, DueResult, Outcome, failures
from portal.due.running import preview_due_notices, run_due_notices, run_due_tasks

__all__ = [
    "DueKind",
    "DueReport",
    "DueResult",
    "DueTask",
    "Outcome",
    "due_by",
    "due_tasks",
    "failures",
    "preview_due_notices",
    "register_due",
    "run_due_notices",
    "run_due_tasks",
]
