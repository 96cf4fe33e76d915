"""Which page is the front page of which body, for hosts of their own."""

from __future__ import annotations

from boards.models import BodyPage


def front_pages() -> dict[int, str]:
    """Page ids of all front pages, each with the permanent slug of its body."""
    return dict(BodyPage.objects.values_list("pk", "body__slug"))
