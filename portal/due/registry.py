"""What happens at a set time, as the apps have registered it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeVar

from django.utils.functional import Promise

DueFunction = Callable[[datetime], int]
DueFunctionT = TypeVar("DueFunctionT", bound=DueFunction)


class DueKind(Enum):
    """Tasks change records. Notices only tell people, and come after the tasks."""

    TASK = "task"
    NOTICE = "notice"


@dataclass(frozen=True)
class DueTask:
    """One registered function and what people call it; a notice can also count without sending."""

    name: str
    run: DueFunction
    kind: DueKind
    label: str | Promise
    preview: DueFunction | None


_tasks: dict[str, DueTask] = {}


def register_due(
    name: str,
    *,
    kind: DueKind = DueKind.TASK,
    label: str | Promise = "",
    preview: DueFunction | None = None,
) -> Callable[[DueFunctionT], DueFunctionT]:
    """Register a function for the tick; an app does so from `ready()`.

    The function takes an instant, does in order whatever has fallen due by then, and returns how
    many things it did. It looks at the state of each record, so that a second call finds nothing
    left. A notice needs `preview` too, which only counts. Raises ValueError when the name is taken
    or a notice has no preview.
    """
    if kind is DueKind.NOTICE and preview is None:
        raise ValueError(f"The notice '{name}' needs a preview, which counts without sending.")

    def add(function: DueFunctionT) -> DueFunctionT:
        taken = _tasks.get(name)
        if taken is not None and taken.run is not function:
            raise ValueError(f"'{name}' is registered already as due at a set time.")
        _tasks[name] = DueTask(name, function, kind, label or name, preview)
        return function

    return add


def due_tasks(*kinds: DueKind) -> tuple[DueTask, ...]:
    """Return what is registered, in the order it runs: tasks first, then notices."""
    wanted = kinds or tuple(DueKind)
    return tuple(task for kind in wanted for task in _tasks.values() if task.kind is kind)
