"""How a record came to be what it is: its log, in sentences."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import View

from portal.desk.scope import DeskMixin
from portal.models import LogEntry

MOST = 200


class HistoryView(DeskMixin, View):
    """The log of one record: who did what, when and why; newest first."""

    template_name = "portal/desk/history.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the log."""
        return self.render_to_response(self.get_context_data())  # type: ignore[no-any-return]

    def get_page_title(self) -> str:
        """Whose history it is."""
        return _("History: %(record)s") % {"record": self.record}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The newest entries of this record."""
        context = super().get_context_data(**kwargs)
        entries = LogEntry.objects.for_instance(self.record).select_related("user")
        context.update(entries=entries[:MOST], back_url=self.desk_address(self.record))
        return context
