"""Which body the floor's own records belong to: they name it by its permanent slug."""

from __future__ import annotations

from typing import Final

from django.db.models import Model

from portal.access import register_scope
from portal.models import Clock, ClosureDay, Job

SCOPES: Final[dict[type[Model], str]] = {ClosureDay: "body", Clock: "body", Job: "body"}


def register_scopes() -> None:
    """Enter them into the registry; called once at start-up."""
    for model, lookup in SCOPES.items():
        register_scope(model, lookup)
