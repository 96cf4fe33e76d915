"""What the screens of the gate ask for: a reason, and names to watch for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ClearingForm(forms.Form):
    """Which concerns are cleared, and why."""

    reason = forms.CharField(
        label=_("Why it may go out"),
        help_text=_("It is kept with the record. Do not repeat the words themselves."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, offered: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.chosen: list[str] = []

    def clean(self) -> dict[str, Any]:
        """At least one is ticked, and each is one of those on the screen."""
        given = super().clean() or {}
        ticked = self.data.getlist("concern") if hasattr(self.data, "getlist") else []
        self.chosen = list(dict.fromkeys(ticked))
        if not self.chosen:
            self.add_error(None, _("Tick what you have looked at."))
        elif not set(self.chosen) <= self.offered:
            self.add_error(
                None, _("The list has changed. Look at it again, and tick what may go out.")
            )
        return given


class ReopeningForm(forms.Form):
    """Why a concern that was cleared holds things back again."""

    reason = forms.CharField(
        label=_("Why it is opened again"), widget=forms.Textarea(attrs={"rows": 2})
    )


class NamesForm(forms.Form):
    """Names to put on the watch list; the form never shows them again."""

    names = forms.CharField(
        label=_("Names to watch for"),
        help_text=_(
            "One a line: first name and surname of each child, parent or other person who must "
            "not be named, and any word by which they are known. Other forms of a name are found "
            "too: the surname first, initials, joined letters."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )

    def given(self) -> list[str]:
        """The names, one for each line."""
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]


class ForgettingForm(forms.Form):
    """A name to take off the list."""

    name = forms.CharField(
        label=_("Name to take off the list"),
        help_text=_("As it was entered. The list cannot show it: it keeps no names."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
