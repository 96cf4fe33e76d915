"""Everything of the person's bodies that waits for a look before it can go out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.access import BodyRoles, bodies_of
from portal.desk.disclosure.views import address_of_matter
from portal.disclosure.found import only_open
from portal.disclosure.gate import concerns_of_matter
from portal.disclosure.matters import Matter, matters_waiting
from portal.models import User
from portal.operations import Refused
from portal.rules.disclosure.facts import Level
from portal.viewing import asks


@dataclass(frozen=True)
class Waiting:
    """A matter with how many concerns of each level are open."""

    matter: Matter
    stops: int
    looks: int
    trouble: str
    url: str


@asks(BodyRoles)
class DisclosureQueue(WagtailAdminTemplateMixin, View):
    """The matters in preparation in which something is open, those with stops first."""

    template_name = "portal/desk/disclosure/queue.html"
    page_title = _("Before it goes out")
    header_icon = "view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        bodies = sorted(bodies_of(cast("User", request.user)))
        matters = [matter for body in bodies for matter in matters_waiting(body)]
        rows = [row for row in map(_waiting, matters) if row.stops or row.looks or row.trouble]
        rows.sort(key=lambda row: (-row.stops, -row.looks, row.matter.title))
        context = self.get_context_data(rows=rows, looked_at=len(matters))
        return self.render_to_response(context)  # type: ignore[no-any-return]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def _waiting(matter: Matter) -> Waiting:
    try:
        found, trouble = only_open(concerns_of_matter(matter)), ""
    except Refused as refused:
        found, trouble = [], str(refused)
    return Waiting(
        matter=matter,
        stops=len({one.digest for one in found if one.level == Level.STOP}),
        looks=len({one.digest for one in found if one.level == Level.LOOK}),
        trouble=trouble,
        url=address_of_matter(matter.key),
    )
