"""Every address that is registered below /admin/, read from the URL configuration itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from portal.admin_addresses import ADMIN_ROUTE
from portal.desk import DeskMixin, Kind


@dataclass(frozen=True)
class Address:
    """One registered address: its full name, its route, the names of its parameters."""

    name: str
    route: str
    parameters: tuple[str, ...]
    view: Any = field(default=None, compare=False)

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of record of a desk's address; none where it is no desk's."""
        view_class = getattr(self.view, "view_class", None)
        return view_class.kinds if view_class and issubclass(view_class, DeskMixin) else {}


def admin_addresses() -> list[Address]:
    """All of them, each name once for each set of parameters."""
    return [one for one in registered() if one.route.startswith(ADMIN_ROUTE)]


def registered() -> list[Address]:
    """Every address of the portal, each name once for each set of parameters."""
    found = {(one.name, one.parameters): one for one in _walk(get_resolver().url_patterns)}
    return list(found.values())


def _walk(
    patterns: Iterable[Any],
    route: str = "",
    namespaces: tuple[str, ...] = (),
    above: tuple[str, ...] = (),
) -> Iterator[Address]:
    for one in patterns:
        below = route + str(one.pattern)
        parameters = (*above, *_parameters(one.pattern))
        if isinstance(one, URLResolver):
            inner = (*namespaces, one.namespace) if one.namespace else namespaces
            yield from _walk(one.url_patterns, below, inner, parameters)
        elif isinstance(one, URLPattern):
            name = ":".join((*namespaces, one.name or one.lookup_str))
            yield Address(name, below, parameters, one.callback)


def _parameters(pattern: Any) -> tuple[str, ...]:
    if isinstance(pattern, RoutePattern):
        return tuple(pattern.converters)
    return tuple(pattern.regex.groupindex)
