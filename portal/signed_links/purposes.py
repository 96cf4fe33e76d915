"""What links are for, and for how long each kind works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings


@dataclass(frozen=True)
class Purpose:
    """A purpose by name; `days` is how long its links work, None for the portal's own setting."""

    name: str
    days: int | None = None


_purposes: dict[str, Purpose] = {}


def register_purpose(name: str, *, days: int | None = None) -> Purpose:
    """Say what links may be for; an app does so at start-up. Raises ValueError for a taken name."""
    purpose = Purpose(name, days)
    taken = _purposes.setdefault(name, purpose)
    if taken != purpose:
        raise ValueError(f"Links for '{name}' are registered already.")
    return taken


def lasting(name: str) -> timedelta:
    """How long a link of a purpose works; raises KeyError for one that nobody registered."""
    return timedelta(days=_purposes[name].days or settings.SIGNED_LINK_DAYS)
