"""The screen on which an administrator of the portal takes the clerk's role for a while."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal import clock
from portal.access import body_names
from portal.elevating import begin_elevation, end_elevation
from portal.models import Elevation
from portal.models.elevation import elevations_of
from portal.operations import Refused
from portal.viewing import asks, visible

_MOST_SHOWN = 20
_UNPROCESSABLE = 422


class ElevationForm(forms.Form):
    """For which body, why, and for how long."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The clerks and the proper officer of the body read it at once."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        help_text=gettext_lazy("At most 60. It ends by itself."),
        min_value=1,
        max_value=60,
        initial=30,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a body")), *body_names().items()]


@asks(Elevation)
class ElevationView(WagtailAdminTemplateMixin, View):
    """Begin an elevation; administrators of the portal only."""

    template_name = "portal/elevation/elevation.html"
    page_title = gettext_lazy("Work as clerk")
    header_icon = "key"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Others do not find this page."""
        super().setup(request, *args, **kwargs)
        if not (request.user.is_authenticated and request.user.is_superuser):
            raise Http404
        self.user = request.user
        self.own = visible(self.user, Elevation).filter(user=self.user)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, or what is running."""
        return self.answer(ElevationForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin."""
        form = ElevationForm(request.POST)
        if not form.is_valid():
            return self.answer(form, status=_UNPROCESSABLE)
        try:
            begin_elevation(by=self.user, **form.cleaned_data)
        except Refused as refused:
            return self.answer(form, status=_UNPROCESSABLE, reasons=refused.reasons)
        return HttpResponseRedirect(reverse("elevation:index"))

    def answer(self, form: ElevationForm, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        names = body_names()
        context.update(
            form=form,
            running=[(one, names.get(one.body, one.body)) for one in elevations_of(self.user)],
            past=[
                (one, names.get(one.body, one.body), one.ended_at or one.until)
                for one in self.own[:_MOST_SHOWN]
                if not one.is_running(clock.now())
            ],
        )
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class EndElevationView(ElevationView):
    """End what is running. POST only; it stands in the banner of every screen."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """End it and say so."""
        for elevation in self.own.filter(ended_at__isnull=True):
            end_elevation(elevation, by=self.user)
        messages.success(request, _("You work as clerk no longer."))
        return HttpResponseRedirect(reverse("elevation:index"))
