"""Which address of the admin is open to whom: a table that the apps fill, closed by default.

An address that nobody put into the table is open to administrators of the portal alone. An app
opens one with `open_address`, and says with guards which object the address may be about; a
parameter of the address that neither a guard nor `harmless` names keeps it shut. Screens that find
their objects by the address among the person's own rows (the desks) open a whole namespace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from django.http import HttpRequest

#: The route below which Wagtail's admin is mounted.
ADMIN_ROUTE: Final = "admin/"

Parameters = Mapping[str, Any]


class Audience(Enum):
    """To whom an address is open, before any object is looked at."""

    EVERYONE = "everyone, signed in or not"
    OFFICE = "officers of any body, and administrators of the portal"
    ADMINISTRATORS = "administrators of the portal"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Guard:
    """Answers whether a person may touch the object that some parameters of the address name."""

    parameters: frozenset[str]
    allows: Callable[[HttpRequest, Parameters], bool]


@dataclass(frozen=True)
class AddressRule:
    """One row of the table."""

    audience: Audience
    guards: tuple[Guard, ...] = ()
    harmless: frozenset[str] = frozenset()
    finds_its_own: bool = False

    def covers(self, parameters: Iterable[str]) -> bool:
        """Whether every parameter of the address is guarded or known to be harmless."""
        known = self.harmless.union(*(guard.parameters for guard in self.guards))
        return self.finds_its_own or known.issuperset(parameters)


_CLOSED_BY_DEFAULT: Final = AddressRule(Audience.ADMINISTRATORS, finds_its_own=True)
_by_name: dict[str, AddressRule] = {}
_by_namespace: dict[str, AddressRule] = {}


def open_address(
    *names: str, to: Audience = Audience.OFFICE, guards: Iterable[Guard] = (), harmless: str = ""
) -> None:
    """Open addresses by their full names, such as `wagtailadmin_pages:edit`.

    `harmless` holds the parameters, parted by spaces, that name no object of a body.
    """
    rule = AddressRule(to, tuple(guards), frozenset(harmless.split()))
    for name in names:
        _by_name[name] = rule


def open_namespace(
    *namespaces: str, to: Audience = Audience.OFFICE, guards: Iterable[Guard] = ()
) -> None:
    """Open all addresses of a namespace whose screens find their own objects (the desks)."""
    for namespace in namespaces:
        _by_namespace[namespace] = AddressRule(to, tuple(guards), finds_its_own=True)


def close_address(*names: str) -> None:
    """Close addresses to everybody, administrators too."""
    for name in names:
        _by_name[name] = AddressRule(Audience.NOBODY)


def close_namespace(*namespaces: str) -> None:
    """Close all addresses of a namespace to everybody, administrators too."""
    for namespace in namespaces:
        _by_namespace[namespace] = AddressRule(Audience.NOBODY)


def rule_of(name: str) -> AddressRule:
    """The row of an address: its own, that of its nearest namespace, or the closed default."""
    if name in _by_name:
        return _by_name[name]
    namespace = name
    while ":" in namespace:
        namespace = namespace.rpartition(":")[0]
        if namespace in _by_namespace:
            return _by_namespace[namespace]
    return _CLOSED_BY_DEFAULT


def named_addresses() -> dict[str, AddressRule]:
    """Every row that stands under the full name of an address."""
    return dict(_by_name)
