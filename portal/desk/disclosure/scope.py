"""Finding a matter by its address, among those of the person's bodies, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.access import OFFICE_ROLES, BodyRoles
from portal.disclosure.clearing import roles_for_clearing
from portal.disclosure.found import Found
from portal.disclosure.gate import concerns_of_matter
from portal.disclosure.matters import Matter, matter_called, matter_key
from portal.operations import Refused
from portal.viewing import asks

if TYPE_CHECKING:
    from portal.models import User

UNPROCESSABLE = 422


@asks(BodyRoles)
class MatterScreen(WagtailAdminTemplateMixin, View):
    """A screen about one matter of a body in which the person holds an office."""

    header_icon = "view"
    page_title = _("Before it goes out")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The matter among those of the person's bodies, or not found."""
        super().setup(request, *args, **kwargs)
        self.user = cast("User", request.user)
        found = matter_called(matter_key(kwargs["kind"], kwargs["key"]))
        self.roles = roles_for_clearing(self.user, found.body) if found else frozenset()
        if found is None or not self.roles & OFFICE_ROLES:
            raise Http404
        self.matter: Matter = found

    @cached_property
    def found(self) -> list[Found]:
        """Everything that was found in the matter; empty where it cannot be looked at."""
        try:
            return concerns_of_matter(self.matter)
        except Refused as refused:
            self.trouble = refused.reasons
            return []

    trouble: list[str] = []

    def address(self, name: str, **more: Any) -> str:
        """An address of this matter."""
        kind, _colon, key = self.matter.key.partition(":")
        return reverse(f"disclosure:{name}", kwargs={"kind": kind, "key": key, **more})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the matter's own desk, and this page."""
        items = [*self.breadcrumbs_items, {"url": self.matter.url, "label": self.matter.title}]
        return [*items, {"url": "", "label": self.get_page_title()}]

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        context.update(matter=self.matter, list_url=self.address("matter"))
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )
