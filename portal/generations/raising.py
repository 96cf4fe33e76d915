"""Raising generations: the row in the transaction of the change, the shared cache around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from django.db import transaction
from django.db.models import F

from portal.generations.scopes import EVERYTHING, SITE
from portal.generations.shared import held, put_flux, put_settled
from portal.models import Generation, PublicRecord

__all__ = ["announce_site", "raise_after_release", "raise_generations", "raise_site"]


def raise_generations(bodies: Iterable[str]) -> None:
    """Raise the generations of bodies, and of everything; call it where the change is made.

    The rows are locked in one order until the end of the transaction, and readers are told by the
    cache that a change is on the way before it is committed. Two at once wait for one another.
    """
    scopes = sorted({EVERYTHING, *bodies})
    with transaction.atomic():
        for scope in scopes:
            if not Generation.objects.filter(body=scope).update(number=F("number") + 1):
                Generation.objects.get_or_create(body=scope)
                Generation.objects.filter(body=scope).update(number=F("number") + 1)
        numbers = dict(Generation.objects.filter(body__in=scopes).values_list("body", "number"))
        tokens = {scope: put_flux(scope, number) for scope, number in numbers.items()}
        transaction.on_commit(partial(_settle, numbers, tokens))


def raise_after_release(rows: Sequence[PublicRecord]) -> None:
    """Raise the generations of the bodies whose public records a release has just written."""
    raise_generations({row.body for row in rows})


def raise_site() -> None:
    """Raise what every page depends on: after a change of a live page, a menu or a host."""
    raise_generations([SITE])


def announce_site() -> None:
    """Say that such a change is on the way, where it may be committed before `raise_site`."""
    for scope in (EVERYTHING, SITE):
        put_flux(scope, None)


def _settle(numbers: Mapping[str, int], tokens: Mapping[str, str]) -> None:
    """After the commit. Another's flux is left alone: that change is still on the way."""
    for scope, number in numbers.items():
        found = held(scope)
        if found is None or not found.in_flux or found.token == tokens[scope]:
            put_settled(scope, number)
