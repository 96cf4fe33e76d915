"""The form that names a substitute for one member at one meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import Meeting, Person
from boards.operations.substitutes import members_at
from portal.models import User


class SubstituteForm(forms.Form):
    """A member of that day, and the account that stands in, named by its address."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(), label=_("In the place of"), empty_label=_("Choose a member")
    )
    email = forms.EmailField(
        label=_("E-mail address of the substitute’s account"),
        help_text=_("The account must exist. Administrators of the portal make accounts."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = members_at(meeting)  # type: ignore[attr-defined]

    def clean_email(self) -> User:
        """The account of that address."""
        account = User.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if account is None:
            raise forms.ValidationError(
                _("There is no account with this address. Ask an administrator of the portal.")
            )
        return account
