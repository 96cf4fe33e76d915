"""What somebody may send by link: one text, whether it is done, and who wrote it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scrutiny.by_link.subjects import TEXT_AT_MOST, LinkKind

_NAME_AT_MOST = 200


class LinkForm(forms.Form):
    """One update or one answer. Nothing but the text, and whether it is done, is asked for."""

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 8, "class": "govuk-textarea"}),
    )
    is_done = forms.ChoiceField(
        label=gettext_lazy("Is it done?"),
        choices=[
            ("yes", gettext_lazy("Yes, it is done")),
            ("no", gettext_lazy("No, there is more to do")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it is done")},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name (optional)"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "govuk-input"}),
    )

    def __init__(self, *args: Any, kind: LinkKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = kind.label
        self.fields["text"].error_messages["required"] = str(kind.missing)
        if not kind.may_be_done:
            del self.fields["is_done"]

    def clean_text(self) -> str:
        """Not longer than somebody can read, said with how long it is."""
        text = str(self.cleaned_data["text"])
        return _within(text, TEXT_AT_MOST, _("What you wrote"))

    def clean_name(self) -> str:
        """As long as a name."""
        return _within(str(self.cleaned_data["name"]), _NAME_AT_MOST, _("Your name"))

    @property
    def says_done(self) -> bool:
        """Whether they say that it is done."""
        return self.cleaned_data.get("is_done") == "yes"

    def mistakes(self) -> list[tuple[str, str]]:
        """Every mistake with the place that it is about, in the order of the page."""
        found: list[tuple[str, str]] = []
        for name in self.fields:
            place = self[name]
            where = f"{place.id_for_label or place.auto_id}"
            if name == "is_done":
                where = f"{place.auto_id}_0"
            elif place.errors:
                place.field.widget.attrs["aria-describedby"] = f"{place.id_for_label}_error"
            found += [(where, str(message)) for message in place.errors]
        return found


def _within(text: str, most: int, what: str) -> str:
    if len(text) > most:
        sentence = _("%(what)s must be %(most)s characters or fewer. It has %(now)s.")
        raise forms.ValidationError(
            sentence % {"what": what, "most": f"{most:,}", "now": f"{len(text):,}"}
        )
    return text
