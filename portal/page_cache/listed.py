"""The pages that may be kept whole, by the name of their address. Apps fill the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Listed", "listed", "register_cached"]


@dataclass(frozen=True)
class Listed:
    """How one address may be kept.

    `of_body`: it shows records of the body in its address and of no other, so that it lives until
    that body changes something; otherwise until anybody does. `parameters` are those of its query
    that it understands; with any other it is not kept.
    """

    of_body: bool = False
    parameters: frozenset[str] = frozenset()


_listed: dict[str, Listed] = {}


def register_cached(
    names: Iterable[str], *, of_body: bool = False, parameters: Iterable[str] = ()
) -> None:
    """Let the views with these names be kept whole; from `ready()`.

    Each is marked `@public` and depends on nothing but its address, the civil day, released
    records and what `portal.generations.watch` looks after.
    """
    for name in names:
        _listed[name] = Listed(of_body, frozenset(parameters))


def listed(name: str) -> Listed | None:
    """How the view with this name may be kept; None for every other view."""
    return _listed.get(name)


def all_listed() -> dict[str, Listed]:
    """The whole list, for the tests that walk it."""
    return dict(_listed)
