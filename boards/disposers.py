"""The kinds of case that can be disposed of. The app that keeps a kind registers it here.

A case is what goes as one: a meeting with all its papers and packs, a review with all its thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from boards.models import ScrutinyBody

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Standing:
    """A case as far as its retention goes.

    `words` say which it is without its title; `until` is the last day of inspection by
    `authority`, None where nothing says so yet.
    """

    words: str
    happened_on: date | None
    until: date | None
    authority: str
    is_finished: bool = True


@dataclass(frozen=True)
class Disposer:
    """What has to be known of a kind of case.

    `cases` are those of a body, each with a permanent `key`; `apps` the labels of the apps whose
    rows hang from it; `folders` its places in private storage; `paths` how its public addresses
    begin.
    """

    kind: str
    label: str | _StrPromise
    cases: Callable[[ScrutinyBody], QuerySet[Any]]
    standing: Callable[[Any], Standing]
    apps: frozenset[str]
    paths: Callable[[Any], Sequence[str]]
    folders: Callable[[Any], Sequence[str]] = lambda _case: ()


_disposers: dict[str, Disposer] = {}
_erasers: list[Callable[[Model, frozenset[str]], int]] = []


def register_disposer(disposer: Disposer) -> None:
    """Say how cases of a kind are found; from `ready()`. Raises ValueError for a taken name."""
    taken = _disposers.setdefault(disposer.kind, disposer)
    if taken is not disposer:
        raise ValueError(f"Cases of kind '{disposer.kind}' have a disposer already.")


def register_eraser(eraser: Callable[[Model, frozenset[str]], int]) -> None:
    """Say what else is erased with every case, such as mail that waits.

    It is given the case and the permanent keys of all that goes, and returns how many rows went.
    """
    if eraser not in _erasers:
        _erasers.append(eraser)


def disposers() -> Sequence[Disposer]:
    """Every kind of case, in the order of registration."""
    return tuple(_disposers.values())


def disposer_of(kind: str) -> Disposer | None:
    """The disposer of a kind; None where nobody registered one."""
    return _disposers.get(kind)


def erasers() -> Sequence[Callable[[Model, frozenset[str]], int]]:
    """Everything that is erased besides."""
    return tuple(_erasers)
