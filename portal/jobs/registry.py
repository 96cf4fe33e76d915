"""The kinds of job there are: a name, a handler and how often it may be tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, TypeVar

from django.utils.functional import Promise

from portal.jobs.job_run import JobRun

Handler = Callable[Concatenate[JobRun, ...], Mapping[str, Any]]
HandlerT = TypeVar("HandlerT", bound=Handler)


class UnknownJobKindError(LookupError):
    """No app has registered a job of this kind."""


@dataclass(frozen=True)
class JobKind:
    """What the worker does for one kind of job, and what people call it."""

    name: str
    handler: Handler
    label: str | Promise
    max_attempts: int


_kinds: dict[str, JobKind] = {}


def register(
    name: str, *, label: str | Promise = "", max_attempts: int = 3
) -> Callable[[HandlerT], HandlerT]:
    """Register a handler for jobs of the kind `name`; an app does so from `ready()`.

    The handler takes a JobRun and the job's arguments by name, and returns plain JSON values. It
    may be run again after a crash, so it must be idempotent: look at the state first, and move
    files into place at the end. Raises ValueError when the name is taken.
    """

    def add(handler: HandlerT) -> HandlerT:
        taken = _kinds.get(name)
        if taken is not None and taken.handler is not handler:
            raise ValueError(f"The job kind '{name}' is registered already.")
        _kinds[name] = JobKind(name, handler, label or name, max_attempts)
        return handler

    return add


def kind_called(name: str) -> JobKind:
    """Return the kind of this name; raises UnknownJobKindError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownJobKindError(f"There is no job of the kind '{name}'.") from None
