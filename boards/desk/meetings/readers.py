"""Who reads the papers of a meeting: its substitutes, and who has opened what by the log."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.desk.meetings.forms.substitutes import SubstituteForm
from boards.desk.meetings.scope import MeetingDesk
from boards.desk.words import long_day, moment
from boards.models import MeetingSubstitute
from boards.operations.substitutes import end_substitute, name_substitute, reads_until
from boards.reading.openings import openings_of
from portal.access import rows_for
from portal.operations import Refused

UNPROCESSABLE = 422


class ReadersView(MeetingDesk, View):
    """Substitutes to name and to end, and the openings of packs that are not for publication."""

    template_name = "boards/desk/meetings/readers.html"
    page_title = gettext_lazy("Who reads the papers")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        return self.answer(SubstituteForm(meeting=self.owner))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Name a substitute, or end one at once."""
        if not self.keeps:
            raise Http404
        if "end" in request.POST:
            return self._end(request.POST["end"])
        form = SubstituteForm(request.POST, meeting=self.owner)
        if not form.is_valid():
            return self.answer(form, status=UNPROCESSABLE)
        try:
            named = name_substitute(
                meeting=self.owner,
                person=form.cleaned_data["person"],
                user=form.cleaned_data["email"],
                by=self.user,
            )
        except Refused as refused:
            return self.answer(form, status=UNPROCESSABLE, reasons=refused.reasons)
        messages.success(
            self.request,
            _("%(person)s reads the papers of this meeting until %(day)s.")
            % {"person": named.user, "day": long_day(reads_until(self.owner))},
        )
        return HttpResponseRedirect(self.address("readers"))

    def _end(self, number: str) -> HttpResponse:
        row = self._substitutes().filter(pk=number if number.isdecimal() else 0).first()
        if row is None:
            raise Http404
        end_substitute(row, by=self.user)
        messages.success(
            self.request,
            _("%(person)s reads the papers of this meeting no more.") % {"person": row.user},
        )
        return HttpResponseRedirect(self.address("readers"))

    def _substitutes(self) -> Any:
        rows = rows_for(self.user, MeetingSubstitute).filter(meeting=self.owner)
        return rows.select_related("person", "user", "meeting__body")

    def answer(
        self, form: SubstituteForm, status: int = 200, reasons: list[str] | None = None
    ) -> HttpResponse:
        """The page; the form is for those who keep the meeting."""
        context = self.get_context_data(
            form=form,
            reasons=reasons or [],
            keeps=self.keeps,
            until=long_day(reads_until(self.owner)),
            substitutes=[
                {
                    "row": one,
                    "named": moment(one.named_at),
                    "ended": moment(one.ended_at) if one.ended_at else "",
                }
                for one in self._substitutes()
            ],
            openings=[
                {"row": one, "first": moment(one.first), "last": moment(one.last)}
                for one in openings_of(self.owner)
            ],
        )
        response: HttpResponse = self.render_to_response(context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response
