"""Which case a record belongs to: the meeting or review that is disposed of with all of it.

The log writes it into each entry (`data["matter"]`), so that what an entry says can be taken out
with the case even when the record that it was about is long gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Model

from portal.access import scoped_models

_kinds: Final[dict[type[Model], str]] = {}
_finders: Final[dict[type[Model], Callable[[Any], Model | None]]] = {}


def register_case(model: type[Model], kind: str) -> None:
    """Say that rows of a kind are cases; each has a permanent `key`. From `ready()`.

    Every record whose path to its body (`portal.access.register_scope`) leads through one belongs
    to it.
    """
    _kinds[model] = kind


def register_case_of(model: type[Model], finder: Callable[[Any], Model | None]) -> None:
    """Say which record a row rests on, where its path to its body names no case. From `ready()`."""
    _finders[model] = finder


def case_of_record(row: Model) -> str:
    """The name of its case, such as `meeting:0b1f…`, as matters are named; empty without one."""
    if type(row) in _finders:
        above = _finders[type(row)](row)
        return case_of_record(above) if above is not None else ""
    scope = scoped_models().get(type(row))
    for path in scope.lookups if scope else ():
        value: Any = row
        for part in path.split("__"):
            if type(value) in _kinds:
                return f"{_kinds[type(value)]}:{value.key}"
            if named := getattr(value, "matter", ""):
                return str(named)
            value = getattr(value, part, None)
            if value is None:
                break
    return ""
