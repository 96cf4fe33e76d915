"""Changing the order of items and papers: by buttons that post, or by dragging.

Both go through one operation with the version that the person began from. Of two people who order
at once the second is told, sees the new order, and does it again.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View

from boards.desk.meetings import kinds
from boards.desk.meetings.scope import MeetingDesk
from boards.models import AgendaItem, Paper
from boards.operations.agenda import reorder_items
from boards.operations.papers import reorder_papers
from boards.rules.agenda import is_off
from portal.operations import Conflict, Refused

#: Digits that a version may have; longer ones are no version.
LONGEST = 10


class OrderView(MeetingDesk, View):
    """POST only. `pk` in the address is the record that moves; `order` is a whole new order."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put the records into their new order, and come back to the one that was moved."""
        if self.kind not in (kinds.ITEMS, kinds.PAPERS):
            raise Http404
        moved = getattr(self, "record", None)
        given = request.POST.get("expected_version", "")
        version = int(given) if given.isdecimal() and len(given) < LONGEST else 0
        try:
            self._reorder(moved, version)
        except Conflict:
            sentence = _(
                "Somebody else changed the agenda meanwhile. This is how it stands now; put it in "
                "order once more."
            )
            messages.error(request, sentence)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, _("The new order is saved."))
        if moved is None:
            moved = self._dragged()
        return HttpResponseRedirect(self.desk_address(moved))

    def _reorder(self, moved: AgendaItem | Paper | None, version: int) -> None:
        if isinstance(moved, Paper):
            order = self._stepped(moved, moved.item.papers.order_by("position", "pk"))
            reorder_papers(moved.item, order=order, by=self.user, expected_version=version)
            return
        if moved is not None:
            rows = self.owner.agenda_items.order_by("position", "pk")
            order = self._stepped(moved, [item for item in rows if not is_off(item)])
        else:
            order = _numbers(self.request.POST.get("order", ""))
        reorder_items(self.owner, order=order, by=self.user, expected_version=version)

    def _stepped(self, moved: AgendaItem | Paper, rows: Any) -> list[int]:
        """The order in which one record has changed places with its neighbour."""
        order = [row.pk for row in rows]
        if moved.pk not in order:
            raise Refused(_("It has left the agenda."))
        place = order.index(moved.pk)
        other = place - 1 if self.request.POST.get("step") == "up" else place + 1
        if 0 <= other < len(order):
            order[place], order[other] = order[other], order[place]
        return order

    def _dragged(self) -> AgendaItem | None:
        """The item that was dragged, to come back to."""
        number = self.request.POST.get("moved", "")
        rows = self.owner.agenda_items
        return rows.filter(pk=int(number)).first() if number.isdecimal() else None


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.strip().isdecimal()]
