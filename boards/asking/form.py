"""What somebody fills in to ask for another format, and what is wrong with it."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.rules.formats import NEEDS_AT_MOST, REACH_AT_MOST
from portal.public_fields import PublicFields

__all__ = ["CHOICES", "FormatForm"]

#: The same codes as `FormatRequest.Format`, in the words of the form.
CHOICES: Final = (
    ("large_print", gettext_lazy("Large print")),
    ("braille", gettext_lazy("Braille")),
    ("audio", gettext_lazy("Audio")),
    ("easy_read", gettext_lazy("Easy Read")),
    ("text", gettext_lazy("Plain text or Word")),
    ("language", gettext_lazy("Welsh or another language")),
    ("other", gettext_lazy("Something else")),
)
_WORDS_NEEDED: Final = {
    "language": gettext_lazy("Say which language"),
    "other": gettext_lazy("Say which format you need"),
}


class FormatForm(PublicFields):
    """Which paper, which format, and one way to answer; everything else may be left out."""

    first_controls: ClassVar = {"format": "id_format_0"}

    about = forms.CharField(
        label=gettext_lazy("Which paper? Its title, and the meeting if you know it"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Which format do you need?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a format")},
    )
    needs = forms.CharField(
        label=gettext_lazy("What do you need? For example the size of print, or the language"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name (optional)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "govuk-input"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "class": "govuk-input"}
        ),
        error_messages={
            "invalid": gettext_lazy(
                "Enter an e-mail address in the right form, like name@example.com"
            )
        },
    )
    reach = forms.CharField(
        label=gettext_lazy("Or another way to reach you: a telephone number or a postal address"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "govuk-textarea"}),
    )

    def __init__(self, *args: Any, paper: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._paper = paper

    def clean_about(self) -> str:
        """On one line."""
        return " ".join(str(self.cleaned_data["about"]).split())

    def clean(self) -> dict[str, Any]:
        """What is needed together: a paper, words for some formats, one way to answer."""
        cleaned = super().clean() or {}
        if not self._paper and not cleaned.get("about") and "about" not in self.errors:
            self.add_error("about", _("Say which paper you need"))
        self._at_most(cleaned, "needs", NEEDS_AT_MOST)
        self._at_most(cleaned, "reach", REACH_AT_MOST)
        words = _WORDS_NEEDED.get(cleaned.get("format", ""))
        if words and not cleaned.get("needs") and "needs" not in self.errors:
            self.add_error("needs", str(words))
        has_contact = cleaned.get("email") or cleaned.get("reach")
        if not has_contact and not {"email", "reach"} & set(self.errors):
            self.add_error(
                "email",
                _("Give an e-mail address, or below another way to reach you, for the answer"),
            )
        return cleaned

    def _at_most(self, cleaned: dict[str, Any], name: str, most: int) -> None:
        length = len(cleaned.get(name, ""))
        if length > most:
            sentence = _("This must be %(most)s characters or fewer. It has %(now)s.")
            self.add_error(name, sentence % {"most": f"{most:,}", "now": f"{length:,}"})
