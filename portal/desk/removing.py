"""Taking a record away, after asking once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View

from portal.desk.saving import CONFLICT, UNPROCESSABLE
from portal.desk.scope import DeskMixin
from portal.operations import Conflict, Refused


class RemoveView(DeskMixin, View):
    """Remove one record by its kind's `remove` operation."""

    template_name = "portal/desk/remove.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Only kinds that say how they are removed have this page."""
        super().setup(request, *args, **kwargs)
        if self.kind.remove is None:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.answer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove, unless the operation refuses."""
        assert self.kind.remove is not None  # setup() answered 404 otherwise
        given = request.POST.get("expected_version", "")
        version = int(given) if given.isdecimal() else 0
        words = str(self.record)
        try:
            self.kind.remove(self.record, by=self.user, expected_version=version)
        except Conflict:
            changed = _("Somebody else changed this record since you opened it. Look once more.")
            return self.answer(status=CONFLICT, reasons=[changed])
        except Refused as refused:
            return self.answer(status=UNPROCESSABLE, reasons=refused.reasons)
        sentence = _("Removed: %(record)s")
        messages.success(request, sentence % {"record": words})
        return HttpResponseRedirect(f"{self.address('desk')}#{self.kind.place or self.kind.name}")

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page that asks."""
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )

    def get_page_title(self) -> str:
        """What would go."""
        return _("Remove: %(record)s") % {"record": self.record}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The record and the way back."""
        context = super().get_context_data(**kwargs)
        context.update(record=self.record, back_url=self.desk_address(self.record))
        return context
