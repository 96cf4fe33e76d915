"""The fields of the pages about one's account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.door.limits import PASSWORD, note_try

if TYPE_CHECKING:
    from django.http import HttpRequest

    from portal.models import User

_CODE_MISSING = gettext_lazy("Enter the code")
_LAST_COUNTER = "last_counter"


def mistakes_of(*found: forms.BaseForm | None) -> list[tuple[str, str]]:
    """Where each mistake of some forms is, and what it is, for the summary on top."""
    lines = []
    for form in found:
        if form is None:
            continue
        places = [form[name].id_for_label for name in form.fields]
        for name in form.fields:
            lines += [(form[name].id_for_label, str(one)) for one in form[name].errors]
        first = next(iter(places), "main-content")
        lines += [(first, str(one)) for one in form.non_field_errors()]
    return lines


def code_field(label: str | Any) -> forms.CharField:
    """A field for a code, for a keyboard of digits, which a telephone may fill in by itself."""
    attributes = {
        "autocomplete": "one-time-code",
        "class": "govuk-input govuk-input--width-10",
        "spellcheck": "false",
        "autocapitalize": "off",
    }
    return forms.CharField(
        label=label,
        max_length=40,
        widget=forms.TextInput(attrs=attributes),
        error_messages={"required": _CODE_MISSING},
    )


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """A code of the authenticator app, or a recovery code. Neither works twice."""

    code = code_field(gettext_lazy("Code from your app, or a recovery code"))

    def clean_code(self) -> str:
        """Check it; a code of the app counts once, however long it is valid (RFC 6238, 5.2)."""
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            use_up(self.authenticator, code)
        return code


@transaction.atomic
def use_up(authenticator: Authenticator, code: str) -> None:
    """Note which step of time a code belongs to; refuse that step and those before it later."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(row.data["secret"])
    digits = "".join(one for one in code if one.isdigit())
    steps = [
        step
        for step in yield_hotp_counters_from_time()
        if format_hotp_value(hotp_value(secret, step)) == digits
    ]
    step = max(steps, default=0)
    if step <= row.data.get(_LAST_COUNTER, 0):
        raise ValidationError(_("This code was used already. Wait for the next."))
    row.data[_LAST_COUNTER] = step
    row.save(update_fields=["data"])


class AppCodeForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth is not typed
    """The first code of an app, which shows that it has the secret."""

    code = code_field(gettext_lazy("Six digits that the app shows"))


class ConfirmForm(forms.Form):
    """One's password once more, before something that a thief would do. Councils' people have
    none here."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "class": "govuk-input"}
        ),
        error_messages={"required": gettext_lazy("Enter your password")},
    )

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """It must be theirs, and a session that was left open is no place to guess it."""
        password = str(self.cleaned_data["password"])
        tried = note_try(self.request, PASSWORD, f"confirm {self.user.pk}")
        if tried.is_too_many:
            raise ValidationError(_("Too many tries. Wait fifteen minutes."))
        if not self.user.check_password(password):
            raise ValidationError(_("The password is not right."))
        tried.succeeded()
        return password


def dressed(form: forms.BaseForm) -> None:
    """Give the fields of Django's own forms the look of the others."""
    for field in form.fields.values():
        field.widget.attrs["class"] = "govuk-input"
        field.help_text = ""


class ChangePasswordForm(PasswordChangeForm):
    """The old password and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)


class AddressForm(forms.Form):
    """Where the letter goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "govuk-input"}),
        error_messages={
            "required": gettext_lazy("Enter your e-mail address"),
            "invalid": gettext_lazy(
                "Enter an e-mail address in the right form, like name@example.com"
            ),
        },
    )
