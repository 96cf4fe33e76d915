"""What somebody types who wants letters: an address and how often."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from home.alerts.models import AlertRhythm

__all__ = ["HONEYPOT", "SignUpForm"]

#: A field that no person sees; what fills it in is a program.
HONEYPOT: Final = "website"


class SignUpForm(forms.Form):
    """Address and rhythm."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "class": "govuk-input"}
        ),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address in the right form, like name@example.com"),
        },
    )
    rhythm = forms.ChoiceField(
        label=_("How often do you want a letter?"),
        choices=AlertRhythm.choices,
        error_messages={
            "required": _("Choose how often you want a letter"),
            "invalid_choice": _("Choose how often you want a letter"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser cuts what is pasted to this length without a word; we say so instead.
        self.fields["email"].widget.attrs.pop("maxlength", None)

    def clean_email(self) -> str:
        """In lower case, so that each address is one subscriber."""
        return str(self.cleaned_data["email"]).lower()

    def mistakes(self) -> list[tuple[str, str]]:
        """Every mistake with the place that it is about, in the order of the page."""
        places = {"email": "id_email", "rhythm": "rhythm-at_once"}
        if self.errors.get("email"):
            self.fields["email"].widget.attrs["aria-describedby"] = "id_email_error"
        return [
            (places[name], str(message))
            for name in self.fields
            for message in self.errors.get(name, [])
        ]
