"""The form of a change of many actions: which change, and what that one needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from boards.models import Minute, Person
from scrutiny.models import Action, ProgressUpdate
from scrutiny.workspace.bulk_change import KINDS, Change

#: So many minutes are offered, the newest first.
_MINUTES: Final = 100
_NEEDS: Final = {
    "owner": {"owner": _lazy("Choose who is to do it.")},
    "date": {
        "due_on": _lazy("Give the new date."),
        "reason": _lazy("Give a reason. Every change of date is shown with it."),
    },
    "priority": {"priority": _lazy("Choose a priority.")},
    "note": {"text": _lazy("Write what has been done.")},
}


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "govuk-select"})


def _text() -> forms.Textarea:
    return forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3})


class ChangeForm(forms.Form):
    """What is to be changed. Only what the chosen change needs is asked for."""

    kind = forms.ChoiceField(
        label=_lazy("What do you want to change?"),
        choices=list(KINDS.items()),
        error_messages={"required": _lazy("Choose what you want to change.")},
    )
    owner = forms.ModelChoiceField(
        Person.objects.none(), label=_lazy("New owner"), required=False, widget=_select()
    )
    due_on = forms.DateField(
        label=_lazy("New date"),
        required=False,
        widget=forms.DateInput(
            attrs={"type": "date", "class": "govuk-input govuk-input--width-10"},
            format="%Y-%m-%d",
        ),
    )
    reason = forms.CharField(
        label=_lazy("Reason for the new date"), required=False, max_length=2000, widget=_text()
    )
    priority = forms.ChoiceField(
        label=_lazy("New priority"),
        choices=[("", "---------"), *Action.Priority.choices],
        required=False,
        widget=_select(),
    )
    text = forms.CharField(
        label=_lazy("Note on progress"), required=False, max_length=5000, widget=_text()
    )
    rating = forms.ChoiceField(
        label=_lazy("Rating, if the body gave one"),
        choices=[("", "---------"), *ProgressUpdate.Rating.choices],
        required=False,
        widget=_select(),
    )
    minute = forms.ModelChoiceField(
        Minute.objects.none(),
        label=_lazy("Minute of the rating"),
        required=False,
        widget=_select(),
    )

    def __init__(self, data: Any = None, *, actions: Sequence[Action]) -> None:
        """Owners and minutes are those of the bodies of the chosen actions."""
        super().__init__(data)
        bodies = {one.body_id for one in actions}
        parents = {one.body.parent_id for one in actions if one.body.parent_id}
        people: Any = self.fields["owner"]
        people.queryset = Person.objects.filter(body__in=bodies).order_by("name", "pk")
        minutes: Any = self.fields["minute"]
        own = Q(meeting__body__in=bodies | parents)
        newest = Minute.objects.filter(own).order_by("-meeting__held_on", "-pk")[:_MINUTES]
        minutes.queryset = (
            Minute.objects.filter(pk__in=list(newest.values_list("pk", flat=True)))
            .select_related("meeting")
            .order_by("-meeting__held_on", "-pk")
        )

    def clean(self) -> dict[str, Any]:
        """What the chosen change needs."""
        values: dict[str, Any] = super().clean() or {}
        for name, words in _NEEDS.get(values.get("kind", ""), {}).items():
            if not values.get(name) and name not in self.errors:
                self.add_error(name, str(words))
        if values.get("kind") == "note" and values.get("rating") and not values.get("minute"):
            self.add_error("minute", _("Choose the minute that records the rating."))
        return values

    @property
    def change(self) -> Change:
        """The change, of a form that was filled in rightly."""
        return Change(**{name: self.cleaned_data[name] for name in self.fields})

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """Where something is wrong, and what."""
        return [
            (f"id_{name}" if name != "kind" else "id_kind_0", str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]
