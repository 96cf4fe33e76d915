"""One row by itself: leave it out, say which action it means, who owns it, when it is due."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.operations import Conflict, Refused
from scrutiny.desk.action_logs.people_form import people_of
from scrutiny.desk.action_logs.preview import PAGE
from scrutiny.desk.action_logs.scope import OneLog
from scrutiny.desk.action_logs.words import COLUMNS, OUTCOMES
from scrutiny.models import Action
from scrutiny.operations.action_import import keep_choices
from scrutiny.operations.action_import_choices import NEW, RowChoice
from scrutiny.operations.action_import_plan import RowPlan, examine
from scrutiny.rules.action_log_dates import understood

_MOST: Final = 500
"""Actions that are offered: the newest."""


class RowForm(forms.Form):
    """What somebody decides about one row."""

    out = forms.BooleanField(label=gettext_lazy("Leave this row out"), required=False)
    known = forms.ChoiceField(label=gettext_lazy("It tells of"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    due = forms.CharField(
        label=gettext_lazy("Due on"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("For example 12 September 2012 or 12/09/2012."),
    )

    def __init__(self, *args: Any, body: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions = Action.objects.filter(body=body).order_by("-pk")[:_MOST]
        choices: dict[str, Any] = {
            "known": [
                ("", _("What is proposed")),
                (NEW, _("A new action")),
                *((str(one.pk), f"{one.reference}: {Truncator(one.text).words(14)}")
                  for one in actions),
            ],
            "owner": [
                ("", _("As chosen for all rows")),
                *((str(one.pk), str(one)) for one in people_of(body)),
            ],
        }  # fmt: skip
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def clean_due(self) -> str:
        """A date that can be understood, or none."""
        typed = str(self.cleaned_data["due"]).strip()
        if typed and understood(typed) is None:
            raise forms.ValidationError(_("Write it as 12 September 2012 or 12/09/2012."))
        return typed


class RowView(OneLog):
    """One row of the log, with what is decided about it."""

    step = "preview"
    template_name = "scrutiny/desk/action_logs/row.html"

    def get_page_title(self) -> str:
        """The number of the row."""
        return str(_("Row %d") % self.kwargs["number"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the row."""
        chosen = self.choices().row(kwargs["number"])
        return self.page(RowForm(body=self.owner, initial=vars(chosen)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the decision, and go back to the preview."""
        form = RowForm(request.POST, body=self.owner)
        if not form.is_valid():
            return self.page(form, status=422)
        choices = self.choices()
        choices.rows[str(kwargs["number"])] = RowChoice(**form.cleaned_data)
        try:
            self.log = keep_choices(
                log=self.log,
                by=self.user,
                choices=choices,
                expected_version=self.expected_version(),
            )
        except Conflict as conflict:
            self.log.refresh_from_db()
            return self.page(form, reasons=self.told(conflict), status=409)
        except Refused as refused:
            return self.page(form, reasons=refused.reasons, status=422)
        return HttpResponseRedirect(self.back_url(kwargs["number"]))

    def back_url(self, number: int) -> str:
        """The preview, at this row."""
        at = next((n for n, one in enumerate(self.plans) if one.number == number), 0)
        return f"{self.log_address('preview')}?page={at // PAGE + 1}#row-{number}"

    @property
    def plans(self) -> list[RowPlan]:
        """What every row would do."""
        return examine(self.log).rows

    def page(
        self, form: RowForm, *, reasons: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        """The page. A row that the log has not is not there."""
        number = self.kwargs["number"]
        try:
            plan = next((one for one in self.plans if one.number == number), None)
        except Refused:
            return HttpResponseRedirect(self.log_address("columns"))
        if plan is None:
            raise Http404
        return self.show(
            status=status,
            form=form,
            reasons=reasons or [],
            plan=plan,
            state=OUTCOMES[plan.does][0],
            family=OUTCOMES[plan.does][1],
            said=[(COLUMNS[name], text) for name, text in plan.row.said.items()],
            back_url=self.back_url(number),
        )
