"""Passkeys: adding one. This page alone needs a script; the app and the codes work without."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from home.account.changes import after_addition
from home.account.forms import ConfirmForm, mistakes_of
from home.account.options import as_json
from home.account.set_up import answer_with_codes
from home.account.whose import account_of, way_on, while_setting_up
from portal.door.marks import has_factor

_UNPROCESSABLE = 422


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """A name, and what the browser answers."""

    name = forms.CharField(
        label=gettext_lazy("What you call it, such as “Work laptop”"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-20"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = ""


@method_decorator(while_setting_up, name="dispatch")
class AddPasskeyView(View):
    """Asks the browser for a new passkey and keeps its public half."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page with the question for the browser."""
        return self.answer(request, PasskeyForm(user=account_of(request)), self.confirming(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it if the browser answered this question."""
        user = account_of(request)
        form, confirm = PasskeyForm(user=user, data=request.POST), self.confirming(request)
        if (confirm is not None and not confirm.is_valid()) or not form.is_valid():
            mistakes = mistakes_of(confirm)
            if not mistakes:
                mistakes = [("passkey", _("The passkey was not accepted. Try again."))]
            return self.answer(request, form, confirm, mistakes, _UNPROCESSABLE)
        with transaction.atomic():
            _passkey, codes = flows.add_authenticator(
                request, name=form.cleaned_data["name"], credential=form.cleaned_data["credential"]
            )
            after_addition(request, user, _("A passkey was added to your account."))
        return answer_with_codes(request, codes)

    def confirming(self, request: HttpRequest) -> ConfirmForm | None:
        """Whoever has a second factor already gives the password again before adding another."""
        user = account_of(request)
        if not has_factor(user):
            return None
        return ConfirmForm(request.POST or None, request=request, user=user)

    def answer(
        self,
        request: HttpRequest,
        form: PasskeyForm,
        confirm: ConfirmForm | None,
        mistakes: list[tuple[str, str]] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page; each carries a new question."""
        context = {
            "form": form,
            "confirm": confirm,
            "mistakes": mistakes or [],
            "options": as_json(auth.begin_registration(account_of(request), passwordless=False)),
            "next": way_on(request, ""),
        }
        return render(request, "home/account/passkey.html", context, status=status)
