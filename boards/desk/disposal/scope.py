"""Whose screens these are: those of the proper officer, in the bodies where they are one."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from boards.models import ScrutinyBody
from boards.operations.disposal import DISPOSERS
from portal import access
from portal.models import User


class DisposalMixin(WagtailAdminTemplateMixin):
    """Finds the bodies of the person, and the one of the address among them, or answers 404."""

    header_icon = "bin"
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Scope first."""
        super().setup(request, *args, **kwargs)
        self.user = cast("User", request.user)
        rows = access.rows_for(self.user, ScrutinyBody, DISPOSERS)
        self.bodies = list(rows.order_by("name"))
        if "slug" in kwargs:
            found = next((one for one in self.bodies if one.slug == kwargs["slug"]), None)
            if found is None:
                raise Http404
            self.body = found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, and this page."""
        listed = {"url": reverse_lazy("disposal:index"), "label": _("Disposal")}
        here = {"url": "", "label": self.get_page_title()}
        above = [] if self.get_page_title() == listed["label"] else [listed]
        return [*self.breadcrumbs_items, *above, here]
