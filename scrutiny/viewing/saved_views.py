"""Who sees a saved view: the person who named it, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.viewing import register_viewing
from scrutiny.models import SavedView

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from portal.models import User


def register_who_sees_views() -> None:
    """Tell the floor; called once at start-up."""
    register_viewing(SavedView, _own)


def _own(user: User) -> QuerySet[SavedView]:
    return SavedView.objects.filter(user=user)
