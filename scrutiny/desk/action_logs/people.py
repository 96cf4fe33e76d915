"""The second step: owners, dates, and how what is done is closed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy

from portal.operations import Conflict, Refused
from scrutiny.desk.action_logs.people_form import PeopleForm
from scrutiny.desk.action_logs.scope import OneLog
from scrutiny.operations.action_import import keep_choices
from scrutiny.operations.action_import_choices import rows_in


class PeopleView(OneLog):
    """Ask once for each owner and each date that is not plain."""

    step = "people"
    template_name = "scrutiny/desk/action_logs/people.html"
    page_title = gettext_lazy("Owners and dates")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.page(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was typed, right or not; go on where it is right."""
        form = self.form(request.POST)
        is_valid = form.is_valid()
        try:
            self.log = keep_choices(
                log=self.log,
                by=self.user,
                choices=form.keep(),
                expected_version=self.expected_version(),
            )
        except Conflict as conflict:
            self.log.refresh_from_db()
            return self.page(form, reasons=self.told(conflict), status=409)
        except Refused as refused:
            return self.page(form, reasons=refused.reasons, status=422)
        if not is_valid:
            return self.page(form, status=422)
        return HttpResponseRedirect(self.log_address("preview"))

    def form(self, data: Any = None) -> PeopleForm:
        """The form, made from the rows that are taken."""
        choices = self.choices()
        rows = [row for row in rows_in(self.log, choices) if not choices.row(row.number).out]
        return PeopleForm(data, log=self.log, choices=choices, rows=rows)

    def page(
        self, form: PeopleForm, *, reasons: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        """The page."""
        return self.show(
            form=form,
            reasons=reasons or [],
            status=status,
            back_url=self.log_address("columns"),
        )
