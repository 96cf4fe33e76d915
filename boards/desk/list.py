"""The list of bodies that somebody keeps, and setting up a new one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from boards.desk.forms import NewBodyForm
from boards.desk.views import BodyDesk, bodies_of_desk
from boards.models import ScrutinyBody
from boards.operations.permission import is_portal_administrator
from boards.queries import bodies_overview
from portal import clock
from portal.models import User
from portal.operations import Refused
from portal.viewing import asks


@asks(ScrutinyBody)
class BodyList(WagtailAdminTemplateMixin, View):
    """The person's bodies, with vacancies and the next meeting; portal administrators: all."""

    template_name = "boards/desk/bodies.html"
    page_title = gettext_lazy("Bodies")
    header_icon = "group"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list; not found for those who keep no body at all."""
        user = cast("User", request.user)
        is_administrator = is_portal_administrator(user)
        bodies = list(bodies_overview(bodies_of_desk(user), on=clock.today()))
        if not bodies and not is_administrator:
            raise Http404
        context = self.get_context_data(bodies=bodies, may_add=is_administrator)
        return self.render_to_response(context)  # type: ignore[no-any-return]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class NewBody(WagtailAdminTemplateMixin, View):
    """Set up a body: administrators of the portal only."""

    template_name = "portal/desk/record.html"
    page_title = gettext_lazy("Add a body")
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Others do not find this page."""
        super().setup(request, *args, **kwargs)
        self.user = cast("User", request.user)
        if not is_portal_administrator(self.user):
            raise Http404

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.answer(NewBodyForm(owner=None, user=self.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set up the body."""
        form = NewBodyForm(request.POST, owner=None, user=self.user)
        if not form.is_valid():
            return self.answer(form, status=422)
        try:
            body = form.add(by=self.user)
        except Refused as refused:
            return self.answer(form, status=422, reasons=refused.reasons)
        messages.success(request, _("Saved: %(record)s") % {"record": body})
        return HttpResponseRedirect(reverse("bodies:desk", kwargs={"slug": body.slug}))

    def answer(self, form: NewBodyForm, status: int = 200, **context: Any) -> HttpResponse:
        """The page with the form."""
        context.update(form=form, back_url=reverse("bodies:index"))
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the bodies, and this page."""
        return [*BodyDesk.breadcrumbs_items, {"url": "", "label": self.page_title}]
