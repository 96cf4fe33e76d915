"""The first step: which tables are taken, and what their columns are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.operations import Conflict, Refused
from scrutiny.desk.action_logs.scope import OneLog
from scrutiny.desk.action_logs.words import CHOICES, COLUMNS
from scrutiny.operations.action_import import keep_choices
from scrutiny.operations.action_import_choices import Choices, GroupChoice, groups_in
from scrutiny.rules.action_log import Group
from scrutiny.rules.action_log_columns import mapping_faults
from scrutiny.rules.action_log_dates import understood

_SHOWN: Final = 3
"""Rows of a table that are shown, to know it by."""
_WORDS: Final = 14


class LogForm(forms.Form):
    """What the log is called, and its day."""

    log_name = forms.CharField(label=gettext_lazy("Name of the log"), max_length=200)
    log_date = forms.CharField(
        label=gettext_lazy("Date of the log"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "Dates without a year are taken as the nearest to it. For example 12 September 2012."
        ),
    )

    def clean_log_date(self) -> Any:
        """The day, or nothing."""
        typed = self.cleaned_data["log_date"]
        found = understood(typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError(_("Write it as 12 September 2012 or 12/09/2012."))
        return found.day if found else None


class GroupForm(forms.Form):
    """What the columns of tables with the same columns are."""

    take = forms.BooleanField(label=gettext_lazy("Import these rows"), required=False)
    headed = forms.BooleanField(
        label=gettext_lazy("The first row of each table holds headings"), required=False
    )
    heading = forms.ChoiceField(
        label=gettext_lazy("What stands above the table"), choices=CHOICES, required=False
    )

    def __init__(self, data: Any = None, *, group: Group, chosen: GroupChoice) -> None:
        super().__init__(data, prefix=group.signature[:12])
        self.group = group
        self.fields["take"].initial = chosen.take
        self.fields["headed"].initial = chosen.headed
        self.fields["heading"].initial = chosen.heading
        self.fields["heading"].help_text = _samples(row.heading for row in group.rows)
        if not any(row.heading for row in group.rows):
            del self.fields["heading"]
        if group.headings and not chosen.headed:
            del self.fields["headed"]
        for place, meant in enumerate(chosen.columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=_column_name(group, place),
                choices=CHOICES,
                required=False,
                initial=meant,
                help_text=_samples(group.column(place)),
            )

    def clean(self) -> dict[str, Any]:
        """One column is the action, and none is given twice that may be there once."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self.chosen()
        if chosen.take:
            for code, name in mapping_faults(chosen.columns, chosen.heading):
                self.add_error(None, _fault(code, name))
        return cleaned

    def chosen(self) -> GroupChoice:
        """What was chosen."""
        said = self.cleaned_data
        return GroupChoice(
            take=bool(said.get("take")),
            columns=[said.get(f"column_{n}", "") for n in range(self.group.width)],
            heading=said.get("heading", ""),
            headed=bool(said.get("headed")),
        )


@dataclass(frozen=True)
class ShownGroup:
    """A group as its page shows it."""

    form: GroupForm
    told: str


class ColumnsView(OneLog):
    """Propose what the columns are; a clerk corrects it."""

    step = "columns"
    template_name = "scrutiny/desk/action_logs/columns.html"
    page_title = gettext_lazy("Columns of the log")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the proposal, or what was chosen."""
        return self.page(self.forms(self.choices()), self.log_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was chosen, and go on to owners and dates where nothing is amiss."""
        choices = self.choices()
        forms_of = self.forms(choices, request.POST)
        log_form = self.log_form(request.POST)
        are_valid = [one.is_valid() for one in (*forms_of, log_form)]
        before = {key for key, one in choices.groups.items() if one.headed}
        for form in forms_of:
            choices.groups[form.group.signature] = form.chosen()
        if not all(are_valid):
            return self.page(forms_of, log_form, status=422)
        try:
            self.log = keep_choices(
                log=self.log,
                by=self.user,
                choices=choices,
                expected_version=self.expected_version(),
                **log_form.cleaned_data,
            )
        except Conflict as conflict:
            self.log.refresh_from_db()
            return self.page(forms_of, log_form, reasons=self.told(conflict), status=409)
        except Refused as refused:
            return self.page(forms_of, log_form, reasons=refused.reasons, status=422)
        headed = {key for key, one in choices.groups.items() if one.headed}
        again = headed != before
        return HttpResponseRedirect(self.log_address("columns" if again else "people"))

    def forms(self, choices: Choices, data: Any = None) -> list[GroupForm]:
        """A form for each group of tables."""
        return [
            GroupForm(data, group=group, chosen=choices.group(group))
            for group in groups_in(self.log, choices)
        ]

    def log_form(self, data: Any = None) -> LogForm:
        """The form for the log as a whole."""
        day = self.log.log_date
        initial = {"log_name": self.log.log_name, "log_date": f"{day:%-d %B %Y}" if day else ""}
        return LogForm(data, initial=initial)

    def page(
        self,
        forms_of: list[GroupForm],
        log_form: LogForm,
        *,
        reasons: list[str] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page."""
        wrong = (
            [said for one in forms_of for said in one.non_field_errors()] if status > 200 else []
        )
        return self.show(
            status=status,
            form=log_form,
            groups=[_shown(one) for one in forms_of],
            reasons=[*(reasons or []), *wrong],
        )


def _shown(form: GroupForm) -> ShownGroup:
    group = form.group
    tables = ngettext("%(n)d table", "%(n)d tables", group.tables) % {"n": group.tables}
    rows = ngettext("%(n)d row", "%(n)d rows", len(group.rows)) % {"n": len(group.rows)}
    told = _("%(tables)s with these columns: %(rows)s") % {"tables": tables, "rows": rows}
    return ShownGroup(form, told)


def _samples(texts: Iterable[str]) -> str:
    """The first texts of a column, to know it by."""
    first = list(dict.fromkeys(text for text in texts if text))[:_SHOWN]
    if not first:
        return _("It holds nothing.")
    said = ", ".join(f"“{Truncator(' '.join(one.split())).words(_WORDS)}”" for one in first)
    return _("For example %s") % said


def _column_name(group: Group, place: int) -> str:
    named = group.headings[place] if place < len(group.headings) else ""
    return " ".join(named.split()) or _("Column %d") % (place + 1)


def _fault(code: str, name: str) -> str:
    if code == "missing":
        return _("Say which column holds what is to be done.")
    sentence = _("Two columns are given as “%s”. Choose one of them.")
    return sentence % COLUMNS[name]
