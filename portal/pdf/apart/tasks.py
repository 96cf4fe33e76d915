"""What the child can be asked to do. Each task is loaded when it is asked for, and no other."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, Final, TypeAlias

Report: TypeAlias = Callable[[dict[str, Any]], None]
Task: TypeAlias = Callable[[dict[str, Any], Report], dict[str, Any]]

#: Name of a task -> module and function: `run(request, report) -> result`.
TASKS: Final = {
    "contents": "portal.inside.task:run",
    "inspect": "portal.pdf.inspect.task:run",
    "mark": "portal.pdf.mark.task:run",
    "merge": "portal.pdf.merge.task:run",
    "picture": "portal.pdf.picture.task:run",
    "read": "portal.pdf.read.task:run",
    "redact": "portal.pdf.redact.task:run",
    "tables": "portal.inside.grids.task:run",
    "texts": "portal.pdf.texts.task:run",
}


def task_named(name: str) -> Task:
    """Load a task.

    Raises:
        KeyError: there is none of that name.
    """
    module, function = TASKS[name].split(":")
    task: Task = getattr(importlib.import_module(module), function)
    return task
