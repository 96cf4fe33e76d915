"""The chair's brief as a page to read and to print: never part of a pack, never public."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.desk.meetings.scope import BRIEFED, MeetingDesk
from boards.desk.words import when_of
from boards.operations.chairs_brief import chairs_brief
from portal import audit


class BriefView(MeetingDesk, View):
    """Order, times, wording and votes, for the clerk and the proper officer to hand over."""

    roles: ClassVar[frozenset[str]] = BRIEFED
    template_name = "boards/desk/meetings/brief.html"
    page_title = gettext_lazy("Chair’s brief")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; nothing of it is kept by a cache."""
        audit.record(
            self.owner,
            act=audit.VIEW,
            by=self.user,
            sentence=_("The chair’s brief for “%(meeting)s” was opened.") % {"meeting": self.owner},
        )
        context = self.get_context_data(brief=chairs_brief(self.owner), when=when_of(self.owner))
        response: HttpResponse = self.render_to_response(context)
        response["Cache-Control"] = "private, no-store"
        return response
