"""The watch list of a matter: names go in, and never come out again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.desk.disclosure.forms import ForgettingForm, NamesForm
from portal.desk.disclosure.scope import UNPROCESSABLE, MatterScreen
from portal.disclosure.watching import KEEPERS, forget_name, watch_names
from portal.models import WatchedName
from portal.operations import Refused


class WatchedNames(MatterScreen):
    """How many names are watched for, a form to add some, and one to take one off."""

    template_name = "portal/desk/disclosure/names.html"
    page_title = gettext_lazy("Names to watch for")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Only for those who keep the list; pages of the portal itself have none."""
        super().setup(request, *args, **kwargs)
        if not self.matter.body or not KEEPERS & self.roles:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add names, or take one off."""
        if "forget" in request.POST:
            return self._forget(ForgettingForm(request.POST))
        return self._watch(NamesForm(request.POST))

    def _watch(self, form: NamesForm) -> HttpResponse:
        if not form.is_valid():
            return self.show(form=form, status=UNPROCESSABLE)
        where = {"matter": self.matter.key, "body": self.matter.body}
        try:
            _list, added = watch_names(**where, names=form.given(), by=self.user)
        except Refused as refused:
            return self.show(form=form, reasons=refused.reasons, status=UNPROCESSABLE)
        said = ngettext(
            "%(n)d name was put on the list.", "%(n)d names were put on the list.", added
        )
        messages.success(
            self.request, said % {"n": added} if added else _("They are on the list already.")
        )
        return HttpResponseRedirect(self.address("names"))

    def _forget(self, form: ForgettingForm) -> HttpResponse:
        if not form.is_valid():
            return self.show(forgetting=form, status=UNPROCESSABLE)
        where = {"matter": self.matter.key, "body": self.matter.body}
        try:
            forget_name(**where, name=form.cleaned_data["name"], by=self.user)
        except Refused as refused:
            return self.show(forgetting=form, reasons=refused.reasons, status=UNPROCESSABLE)
        messages.success(self.request, _("The name was taken off the list."))
        return HttpResponseRedirect(self.address("names"))

    def show(
        self,
        *,
        form: NamesForm | None = None,
        forgetting: ForgettingForm | None = None,
        **more: Any,
    ) -> HttpResponse:
        """The page."""
        own = WatchedName.objects.filter(watch_list__matter=self.matter.key)
        everywhere = WatchedName.objects.filter(watch_list__body=self.matter.body)
        return self.answer(
            form=form or NamesForm(),
            forgetting=forgetting or ForgettingForm(),
            names=own.select_related("added_by").order_by("added_at", "pk"),
            others=everywhere.count() - own.count(),
            **more,
        )
