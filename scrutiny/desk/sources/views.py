"""The screen of a body's sources, its pages, and the list of bodies that have one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from boards.models import ScrutinyBody
from portal import access
from portal.desk import (
    AddView,
    DeskView,
    EditView,
    HistoryView,
    MoveView,
    RemoveView,
    Section,
)
from portal.models import User
from portal.viewing import asks
from scrutiny.desk.sources.rows import source_row
from scrutiny.desk.sources.scope import SourceDesk
from scrutiny.models import Source
from scrutiny.operations.source_release import publication_of, standing_of
from scrutiny.public.sources import sources_whole


class SourcesDeskView(SourceDesk, DeskView):
    """Every source of a body with its judgements and findings, newest first."""

    template_name = "scrutiny/desk/sources.html"
    page_title = ""

    def sections(self) -> Sequence[Section]:
        """One section: the sources, each with what it says."""
        standing = standing_of(self.owner)
        rows = []
        for source in sources_whole(Source.objects.filter(body=self.owner)):
            source.publication = publication_of(source, standing)  # type: ignore[attr-defined]
            rows.append(source_row(self, source))
        return [
            Section(
                anchor="sources",
                heading=_("Sources"),
                rows=rows,
                empty=_(
                    "Reports, letters, visits and figures of others appear here, with what they "
                    "found. Add them one by one, or import a table of findings."
                ),
                add_url=self.address("add", kind="sources"),
                add_label=_("Add a source"),
                links=[(_("Import a table"), self.address("import"))],
            )
        ]


class SourceAdd(SourceDesk, AddView):
    """Add a source, a finding or a judgement."""


class SourceEdit(SourceDesk, EditView):
    """Change one of them."""


class SourceMoveView(SourceDesk, MoveView):
    """Publish a source or its changes, or withdraw it."""


class SourceRemove(SourceDesk, RemoveView):
    """Remove one of them."""


class SourceHistory(SourceDesk, HistoryView):
    """How one of them came to be."""


@asks(ScrutinyBody)
class SourceDesksView(WagtailAdminTemplateMixin, View):
    """The bodies whose sources a person may open; with one body only, that one at once."""

    template_name = "scrutiny/desk/source_desks.html"
    page_title = gettext_lazy("Sources")
    header_icon = "openquote"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """List the person's own bodies."""
        user = cast("User", request.user)
        bodies = list(access.rows_for(user, ScrutinyBody).order_by("name"))
        if len(bodies) == 1:
            return redirect("sources:desk", bodies[0].slug)
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(bodies=bodies)
        )
