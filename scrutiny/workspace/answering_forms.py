"""The forms of an office: its answer to one recommendation, its reply as a whole, its progress."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scrutiny.models import RecommendationResponse
from scrutiny.operations.decisions import ANSWER_FIELDS


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows})


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "govuk-input"})


def _day() -> forms.DateInput:
    attrs = {"type": "date", "class": "govuk-input govuk-input--width-10"}
    return forms.DateInput(attrs=attrs, format="%Y-%m-%d")


class RememberingForm(forms.Form):
    """A form that carries the texts that a person began from, and the version they are of.

    So it knows what they changed themselves, whatever somebody else has saved meanwhile.
    """

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "expected_version":
                known = not self.is_bound or self[name].html_initial_name in self.data
                field.show_hidden_initial = known

    @property
    def version(self) -> int:
        """The version that the person began from; 0 where there was nothing yet."""
        return int(self.cleaned_data.get("expected_version") or 0)

    @property
    def mine(self) -> dict[str, Any]:
        """What the person has changed themselves."""
        return {
            name: self.cleaned_data[name]
            for name in self.changed_data
            if name != "expected_version" and name in self.cleaned_data
        }


class AnswerForm(RememberingForm):
    """What an office decides on one recommendation. Everything may wait until it is sent."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=RecommendationResponse.Decision.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed if you accept it in part or reject it."),
        required=False,
        widget=_text(4),
    )
    reason_cy = forms.CharField(label=_("Reason in Welsh"), required=False, widget=_text(4))
    action = forms.CharField(
        label=_("What you have done or will do"),
        help_text=_("Needed if you accept it, or a part of it."),
        required=False,
        widget=_text(4),
    )
    owner = forms.CharField(
        label=_("Who will do it"),
        help_text=_("An office or a post, for example “Head of Policy”."),
        max_length=200,
        required=False,
        widget=_line(),
    )
    due_on = forms.DateField(label=_("By when"), required=False, widget=_day())

    def __init__(self, *args: Any, in_welsh: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not in_welsh and not self.initial.get("reason_cy"):
            del self.fields["reason_cy"]

    @property
    def texts(self) -> dict[str, Any]:
        """Every part of the answer that the form holds."""
        return {name: self.cleaned_data[name] for name in ANSWER_FIELDS if name in self.fields}


class WholeForm(RememberingForm):
    """What the reply says as a whole."""

    #: What somebody else of the office saved meanwhile.
    saved_text = ""

    introduction = forms.CharField(
        label=_("Your reply as a whole"),
        help_text=_("It is published above your answers. You may leave it empty."),
        required=False,
        widget=_text(6),
    )


class ProgressForm(forms.Form):
    """What has been done, and what shows it."""

    text = forms.CharField(
        label=_("What has been done"),
        widget=_text(4),
        error_messages={"required": _("Write what has been done")},
    )
    proof = forms.CharField(
        label=_("What shows it"),
        help_text=_("For example a figure with its date, or a document and where it can be read."),
        required=False,
        widget=_text(3),
    )


class ClaimForm(ProgressForm):
    """That it is done: then what shows it is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].required = True
        self.fields["proof"].error_messages["required"] = _("Say what shows that it was done")
