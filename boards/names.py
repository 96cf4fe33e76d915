"""The names of the bodies, for screens of the floor, which knows bodies by their slugs alone."""

from __future__ import annotations

from boards.models import ScrutinyBody


def names_of_bodies() -> dict[str, str]:
    """Every body's name by its permanent slug."""
    return dict(ScrutinyBody.objects.values_list("slug", "name"))
