"""The desk of a body: who may open which part of it, and the pages below it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.desk import kinds
from boards.models import Meeting, ScrutinyBody, StandingItem
from boards.operations.permission import MEETING_KEEPERS, is_portal_administrator
from boards.operations.roles import may_manage_roles
from boards.operations.standing import reorder_standing_items
from portal import access
from portal.desk import (
    AddView,
    DeskMixin,
    EditView,
    HistoryView,
    Kind,
    MoveView,
    RemoveView,
)
from portal.models import User
from portal.operations import Refused
from portal.viewing import visible


def bodies_of_desk(user: User) -> QuerySet[ScrutinyBody]:
    """The bodies that somebody keeps: those of their offices; administrators of the portal all."""
    return visible(user, ScrutinyBody)


class BodyDesk(DeskMixin):
    """Scoped to one body by its permanent slug in the address."""

    owner_model = ScrutinyBody
    owner_kwarg = "slug"
    owner_field = "slug"
    namespace = "bodies"
    kinds = kinds.KINDS
    header_icon = "group"
    breadcrumbs_items = (
        *DeskMixin.breadcrumbs_items,
        {"url": reverse_lazy("bodies:index"), "label": gettext_lazy("Bodies")},
    )

    def owners(self) -> QuerySet[Any]:
        """The bodies that this person keeps."""
        return bodies_of_desk(self.user).select_related("host", "parent", "predecessor")

    @cached_property
    def is_officer(self) -> bool:
        """Whether the person holds an office in the body. Portal administrators are no clerks."""
        return bool(self.held_roles & access.OFFICE_ROLES)

    @cached_property
    def keeps_meetings(self) -> bool:
        """Whether the person may enter and change meetings and minutes."""
        return bool(self.held_roles & MEETING_KEEPERS)

    def may_work_with(self, kind: Kind) -> bool:
        """Meetings are the officers', roles the administrators', sites the portal's."""
        if kind in kinds.MEETING_KINDS:
            return self.is_officer
        if kind is kinds.ROLES:
            return may_manage_roles(self.user, self.owner)
        if kind in kinds.SITE_KINDS:
            return is_portal_administrator(self.user)
        return True


class BodyAdd(BodyDesk, AddView):
    """Add a record to a body."""

    def desk_address(self, record: Any = None) -> str:
        """A new meeting opens on its own desk."""
        if isinstance(record, Meeting) and record.pk:
            return reverse("meetings:desk", args=[record.pk])
        return super().desk_address(record)


class BodyEdit(BodyDesk, EditView):
    """Change a record of a body."""

    def get_page_title(self) -> str:
        """The details and the host names are the body's own."""
        if self.kind in (kinds.DETAILS, *kinds.SITE_KINDS):
            return _("Edit: %(record)s") % {"record": self.kind.title}
        return super().get_page_title()


class BodyMove(BodyDesk, MoveView):
    """No record of a body has states; its meetings have theirs on their own desks."""


class StandingOrder(BodyDesk, View):
    """Move a standing item up or down. POST only."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change places with the neighbour, and come back to the one that was moved."""
        if self.kind is not kinds.STANDING:
            raise Http404
        rows = StandingItem.objects.filter(body=self.owner).order_by("position", "pk")
        order = list(rows.values_list("pk", flat=True))
        place = order.index(self.record.pk)
        other = place - 1 if request.POST.get("step") == "up" else place + 1
        if 0 <= other < len(order):
            order[place], order[other] = order[other], order[place]
        try:
            reorder_standing_items(self.owner, order=order, by=self.user)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        return HttpResponseRedirect(self.desk_address(self.record))


class BodyRemove(BodyDesk, RemoveView):
    """Take a record away."""


class BodyHistory(BodyDesk, HistoryView):
    """How a record came to be."""
