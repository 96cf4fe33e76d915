"""Recording an incident and working on it."""

from __future__ import annotations

from typing import Any, Final, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from boards.desk.incidents.forms import IncidentForm, OpeningForm
from boards.models import ScrutinyBody
from portal import access, clock
from portal.incidents.note import clock_of, clock_words
from portal.incidents.operations import KEEPERS, change_incident, close_incident, open_incident
from portal.incidents.reach import records_of_releases
from portal.models import Incident, User
from portal.operations import Conflict, Refused
from portal.viewing import asks, find, visible

UNPROCESSABLE, CONFLICT = 422, 409
#: The digits that the number of a version may have.
DIGITS: Final = 9


class IncidentMixin(WagtailAdminTemplateMixin):
    """What the screens of incidents share; an incident is found among those that one may see."""

    header_icon = "warning"
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The incident of the address, or 404."""
        super().setup(request, *args, **kwargs)
        self.user = cast("User", request.user)
        if "pk" in kwargs:
            self.incident = find(request, Incident, pk=kwargs["pk"])
            self.keeps = bool(KEEPERS & access.roles_in(self.user, self.incident.body))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, this page."""
        listed = {"url": reverse_lazy("incidents:index"), "label": _("Incidents")}
        here = {"url": "", "label": self.get_page_title()}
        above = [] if here["label"] == listed["label"] else [listed]
        return [*self.breadcrumbs_items, *above, here]

    def get_page_title(self) -> str:
        """The incident's number."""
        return str(self.incident)

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page, which no cache keeps."""
        response: HttpResponse = self.render_to_response(
            self.get_context_data(**context), status=status
        )
        response["Cache-Control"] = "private, no-store"
        return response


@asks(Incident)
class IncidentList(IncidentMixin, View):
    """The incidents that somebody may see, newest first, each with its clock."""

    template_name = "boards/desk/incidents/index.html"
    page_title = gettext_lazy("Incidents")

    def get_page_title(self) -> str:
        """The list."""
        return _("Incidents")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        now = clock.now()
        bodies = list(access.rows_for(self.user, ScrutinyBody).order_by("name"))
        names = {one.slug: one.name for one in bodies}
        rows = [
            {
                "incident": one,
                "body": names.get(one.body, one.body),
                "words": clock_words(one, now=now),
                "is_late": clock_of(one, now=now).is_late and not one.closed_at,
            }
            for one in visible(self.user, Incident)[:200]
        ]
        return self.answer(rows=rows, bodies=bodies)


@asks(ScrutinyBody)
class IncidentNew(IncidentMixin, View):
    """Record that something went wrong; with `?releases=` what those took back."""

    template_name = "boards/desk/incidents/new.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A body of the person's own, or 404."""
        super().setup(request, *args, **kwargs)
        rows = access.rows_for(self.user, ScrutinyBody)
        found = rows.filter(slug=kwargs["slug"]).first()
        if found is None:
            raise Http404
        self.body = found

    def get_page_title(self) -> str:
        """What it does."""
        return _("Record an incident")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        releases = request.GET.get("releases", "")
        form = OpeningForm(initial={"releases": releases, "aware_at": clock.now()})
        return self.answer(form=form, body=self.body)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record it."""
        form = OpeningForm(request.POST)
        if not form.is_valid():
            return self.answer(UNPROCESSABLE, form=form, body=self.body)
        values = dict(form.cleaned_data)
        numbers = [int(one) for one in values.pop("releases").split(",") if one]
        records = records_of_releases(numbers, body=self.body.slug)
        try:
            made = open_incident(body=self.body.slug, by=self.user, records=records, **values)
        except Refused as refused:
            return self.answer(UNPROCESSABLE, form=form, body=self.body, reasons=refused.reasons)
        return HttpResponseRedirect(reverse("incidents:note", args=[made.pk]))


class KeepingMixin(IncidentMixin):
    """Only for those who may work on the incident."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """404 for a clerk who only recorded it."""
        super().setup(request, *args, **kwargs)
        if not self.keeps:
            raise Http404


@asks(Incident)
class IncidentEdit(KeepingMixin, View):
    """Everything that is known, and the decision."""

    template_name = "boards/desk/incidents/edit.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.answer(form=self.form(None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it."""
        stored = Incident.objects.get(pk=self.incident.pk)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.answer(UNPROCESSABLE, form=form)
        values = dict(form.cleaned_data)
        version = values.pop("expected_version")
        try:
            change_incident(stored, by=self.user, expected_version=version, values=values)
        except Conflict as conflict:
            return self.answer(CONFLICT, form=form, reasons=conflict.reasons)
        except Refused as refused:
            return self.answer(UNPROCESSABLE, form=form, reasons=refused.reasons)
        return HttpResponseRedirect(reverse("incidents:note", args=[stored.pk]))

    def form(self, data: Any) -> IncidentForm:
        """The form with the version that it was started from."""
        initial = {"expected_version": self.incident.version}
        return IncidentForm(data, instance=self.incident, initial=initial)


@asks(Incident)
class IncidentClose(KeepingMixin, View):
    """Close it; only by POST."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Close it, or say on its page why not."""
        given = request.POST.get("expected_version", "")
        version = int(given) if given.isdecimal() and len(given) <= DIGITS else 0
        try:
            close_incident(self.incident, by=self.user, expected_version=version)
        except Refused as refused:
            self.template_name = "boards/desk/incidents/refused.html"
            return self.answer(UNPROCESSABLE, reasons=refused.reasons, incident=self.incident)
        return HttpResponseRedirect(reverse("incidents:note", args=[self.incident.pk]))
