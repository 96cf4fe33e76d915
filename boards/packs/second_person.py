"""Who last worked on what a pack is made from: nobody checks their own last change."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from boards.models import AgendaItem, Meeting, Paper, Restriction

if TYPE_CHECKING:
    from portal.models import User


def last_editor_id(meeting: Meeting) -> int | None:
    """The account that made the newest change to items, papers and grounds of a meeting.

    None when the portal made it by itself, or there is nothing yet.
    """
    newest: tuple[datetime, int | None] | None = None
    for rows in (
        AgendaItem.objects.filter(meeting=meeting),
        Paper.objects.filter(item__meeting=meeting),
        Restriction.objects.filter(item__meeting=meeting),
        Restriction.objects.filter(paper__item__meeting=meeting),
    ):
        found = rows.order_by("-changed_at", "-pk").values_list("changed_at", "changed_by").first()
        if found and (newest is None or found[0] > newest[0]):
            newest = found
    return newest[1] if newest else None


def is_own_work(meeting: Meeting, by: User | None) -> bool:
    """Whether somebody would check what they changed last themselves."""
    return by is not None and last_editor_id(meeting) == by.pk
