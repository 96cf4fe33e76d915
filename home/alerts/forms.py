"""What somebody types who wants letters: an address and how often."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from home.alerts.models import AlertRhythm
from portal.public_fields import PublicFields

__all__ = ["SignUpForm"]


class SignUpForm(PublicFields):
    """Address and rhythm."""

    first_controls: ClassVar = {"rhythm": "rhythm-at_once"}

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

    def clean_email(self) -> str:
        """In lower case, so that each address is one subscriber."""
        return str(self.cleaned_data["email"]).lower()
