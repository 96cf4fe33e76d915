"""The forms of one action in the workspace: an update, that it is done, and what a clerk does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import Minute, Person
from scrutiny.models import Action, ProgressUpdate
from scrutiny.several_files import SeveralFilesField, SeveralFilesInput
from scrutiny.workspace.answering_forms import ProgressForm, RememberingForm

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows})


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "govuk-select"})


class UpdateForm(ProgressForm):
    """What has been done, what shows it, and files."""

    attachments = SeveralFilesField(
        label=_("Files"),
        help_text=_(
            "Photos or documents, at most five of 20 MB each. Only the people who work with this "
            "action can open them; they are never public."
        ),
        required=False,
        widget=SeveralFilesInput(attrs={"class": "govuk-file-upload"}),
    )
    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ClaimForm(UpdateForm):
    """That it is done: then what shows it is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].required = True
        self.fields["proof"].error_messages["required"] = _("Say what shows that it was done")


class ActForm(RememberingForm):
    """What a clerk does with an action. `seen` is the last line of its log that the page knew."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        self.action = action
        super().__init__(*args, **kwargs)
        self.fields["seen"].show_hidden_initial = False
        self.narrow()

    def narrow(self) -> None:
        """Offer only what is of the body."""
        if "minute" in self.fields:
            self.fields["minute"].queryset = _minutes(self.action)  # type: ignore[attr-defined]

    @property
    def typed(self) -> dict[str, Any]:
        """Everything that the person sent, whether or not it can be used."""
        hidden = {"expected_version", "seen"}
        return {name: self[name].data for name in self.fields if name not in hidden}


def _minutes(action: Action) -> QuerySet[Minute]:
    bodies = [pk for pk in (action.body_id, action.body.parent_id) if pk]
    rows = Minute.objects.filter(meeting__body__in=bodies).select_related("meeting")
    return rows.order_by("-meeting__held_on", "number")


def _minute(label: Any) -> forms.ModelChoiceField[Minute]:
    return forms.ModelChoiceField(
        label=label,
        help_text=_("Enter the minute with its meeting first if it is not in this list."),
        queryset=Minute.objects.none(),
        error_messages={"required": _("Choose the minute: meeting and number")},
        widget=_select(),
    )


def _reason(help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=help_text,
        widget=_text(3),
        error_messages={"required": _("Give a reason")},
    )


class ChangeForm(ActForm):
    """Its words, its owner, its priority."""

    text = forms.CharField(
        label=_("What is to be done"),
        widget=_text(4),
        error_messages={"required": _("Write what is to be done")},
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=Person.objects.none(), widget=_select()
    )
    priority = forms.ChoiceField(
        label=_("Priority"), choices=Action.Priority.choices, widget=_select()
    )

    def narrow(self) -> None:
        """People of the body."""
        people = Person.objects.filter(body=self.action.body_id).select_related("organisation")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class RedateForm(ActForm):
    """Another date, with its reason."""

    to_date = forms.DateField(
        label=_("New date"),
        widget=forms.DateInput(
            attrs={"type": "date", "class": "govuk-input govuk-input--width-10"},
            format="%Y-%m-%d",
        ),
        error_messages={"required": _("Give the new date")},
    )
    reason = _reason(_("It is shown with the action. Every change of date counts."))


class RateForm(ActForm):
    """How the body rates the progress, with the minute that says so."""

    rating = forms.ChoiceField(
        label=_("Rating"),
        choices=[("", "---------"), *ProgressUpdate.Rating.choices],
        widget=_select(),
        error_messages={"required": _("Choose green, amber or red")},
    )
    minute = _minute(_("Minute of the rating"))
    text = forms.CharField(
        label=_("What was said about the progress"),
        widget=_text(3),
        error_messages={"required": _("Write what was said about the progress")},
    )


class CloseForm(ActForm):
    """The minute that closes it, and what shows that it was done."""

    minute = _minute(_("Minute that closes it"))
    evidence = forms.CharField(
        label=_("What shows that it was done"),
        widget=_text(3),
        error_messages={"required": _("Say what shows that it was done")},
    )


class CancelForm(ActForm):
    """The minute and the reason for which it is no longer to be done."""

    minute = _minute(_("Minute that cancels it"))
    reason = _reason()


class ReopenForm(CancelForm):
    """The minute and the reason for which it is open again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minute"].label = _("Minute that opens it again")


class SendBackForm(ActForm):
    """Why it is not done yet."""

    reason = _reason(_("The owner does not see it here; tell them."))
