"""Whose desk it is: one meeting among those of the person's own bodies."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from boards.desk.meetings.kinds import KINDS
from boards.models import Meeting
from boards.operations.permission import MEETING_KEEPERS
from portal.desk import DeskMixin

#: The one other place to come back to, as the address names it.
QUEUE = "restrictions"
#: Who may read the chair's brief among those who work in the admin.
BRIEFED = frozenset({"clerk", "proper_officer"})


class MeetingDesk(DeskMixin):
    """Scoped to one meeting by its number in the address."""

    owner_model = Meeting
    owner_kwarg = "meeting_pk"
    namespace = "meetings"
    kinds = KINDS
    header_icon = "date"
    breadcrumbs_items = (
        *DeskMixin.breadcrumbs_items,
        {"url": reverse_lazy("meetings:index"), "label": _("Meetings")},
    )

    def owners(self) -> QuerySet[Any]:
        """With the body, which every screen of the desk speaks of."""
        return super().owners().select_related("body", "confirmed_by__meeting")

    @cached_property
    def keeps(self) -> bool:
        """Whether the person may enter and change what belongs to the meeting."""
        return bool(self.held_roles & MEETING_KEEPERS)

    @cached_property
    def decides(self) -> bool:
        """Whether the person is the proper officer, who alone decides what is withheld."""
        return "proper_officer" in self.held_roles

    def desk_address(self, record: Model | None = None) -> str:
        """The desk at the record's place, or the queue of restrictions where one came from it."""
        if record is not None and self.request.GET.get("back") == QUEUE:
            return reverse("meetings:restrictions")
        return super().desk_address(record)
