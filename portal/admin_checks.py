"""System checks of the admin's gate: a hole in it would otherwise stay silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db.models import ForeignKey, Model
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from portal.access import scoped_models
from portal.admin_addresses import ADMIN_ROUTE, Audience, named_addresses

Apps = Sequence[AppConfig] | None

_GATE: Final = "portal.middleware.admin_gate.AdminGateMiddleware"


def check_gate_is_in_place(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to run without the gate, or with an admin mounted where the gate does not look."""
    found: list[CheckMessage] = []
    if _GATE not in settings.MIDDLEWARE:
        found.append(
            Error(
                "The gate of the admin is missing, so every officer could open every screen.",
                hint=f"Put {_GATE} at the end of MIDDLEWARE.",
                id="portal.E010",
            )
        )
    routes = dict(_routes(get_resolver().url_patterns))
    home = routes.get("wagtailadmin_home")
    if home is not None and home[0] != ADMIN_ROUTE:
        found.append(
            Error(
                f"Wagtail's admin is at '{home[0]}', but its gate looks at '{ADMIN_ROUTE}'.",
                hint="Mount it there, or change ADMIN_ROUTE in portal/admin_addresses.py.",
                id="portal.E011",
            )
        )
    return found


def check_open_addresses(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a row of the gate's table that opens nothing, or leaves a parameter unguarded."""
    known = dict(_routes(get_resolver().url_patterns))
    rows = named_addresses()
    found: list[CheckMessage] = [
        Error(
            f"The gate's table has a row for '{name}', and there is no such address.",
            hint="Correct the name: the address that was meant is not where it should be.",
            id="portal.E013",
        )
        for name in sorted(rows.keys() - known.keys())
    ]
    for name in sorted(rows.keys() & known.keys()):
        parameters = known[name][1]
        if rows[name].audience is not Audience.NOBODY and not rows[name].covers(parameters):
            found.append(
                Error(
                    f"The address '{name}' takes {', '.join(parameters)}, and its row in the "
                    "gate's table does not guard all of that.",
                    hint="Give the row a guard, or name the parameter as harmless.",
                    id="portal.E012",
                )
            )
    return found


def check_every_record_has_a_body(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a model that hangs from a body's records and has no scope of its own."""
    return [
        Error(
            f"{model._meta.label} points to {parent._meta.label}, which belongs to a body, and "
            "nobody said how its own body is found.",
            hint="Add it to the scopes.py of its app.",
            id="portal.E014",
        )
        for model, parent in _unscoped(apps.get_models())
    ]


def _unscoped(models: Iterable[type[Model]]) -> Iterator[tuple[type[Model], type[Model]]]:
    scoped = scoped_models()
    for model in models:
        if model in scoped or model._meta.auto_created:
            continue
        for one in model._meta.concrete_fields:
            if isinstance(one, ForeignKey) and one.related_model in scoped:
                yield model, one.related_model
                break


def _routes(
    patterns: Iterable[Any],
    route: str = "",
    namespaces: tuple[str, ...] = (),
    above: tuple[str, ...] = (),
) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Every address by its full name, with its route and the names of its parameters."""
    for one in patterns:
        below = route + str(one.pattern)
        pattern = one.pattern
        own = pattern.converters if isinstance(pattern, RoutePattern) else pattern.regex.groupindex
        names = (*above, *own)
        if isinstance(one, URLResolver):
            inner = (*namespaces, one.namespace) if one.namespace else namespaces
            yield from _routes(one.url_patterns, below, inner, names)
        elif isinstance(one, URLPattern):
            yield ":".join((*namespaces, one.name or one.lookup_str)), (below, names)
