"""The forms of an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.models import DataKind, Incident

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

_MOMENT = "%Y-%m-%dT%H:%M"


def _moment(label: Text, *, required: bool = True, help_text: Text = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    return forms.DateTimeField(
        label=label, required=required, help_text=help_text, widget=widget, input_formats=[_MOMENT]
    )


class OpeningForm(forms.Form):
    """What has to be known at once: since when, and what happened."""

    aware_at = _moment(
        _("When the body became aware"),
        help_text=_("The 72 hours run from this moment, in hours, weekends included."),
    )
    what_happened = forms.CharField(
        label=_("What happened"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Say it without the data itself: no name, no number, no address."),
    )
    releases = forms.RegexField(
        r"^[0-9]{1,9}(,[0-9]{1,9}){0,20}$", required=False, widget=forms.HiddenInput
    )


class IncidentForm(forms.ModelForm[Incident]):
    """Everything that is known and decided."""

    aware_at = _moment(_("When the body became aware"))
    data_kinds = forms.MultipleChoiceField(
        label=_("Kinds of data"),
        choices=DataKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notified_at = _moment(_("Commissioner notified at"), required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Incident
        fields = (
            "aware_at",
            "what_happened",
            "data_kinds",
            "people_concerned",
            "consequences",
            "measures",
            "contact",
            "decision",
            "decision_reason",
            "notified_at",
            "late_reason",
            "people_told",
        )
        widgets = {
            name: forms.Textarea({"rows": 4})
            for name in (
                "what_happened",
                "consequences",
                "measures",
                "contact",
                "decision_reason",
                "late_reason",
                "people_told",
            )
        }
