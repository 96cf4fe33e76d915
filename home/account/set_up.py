"""Setting up an authenticator app, and removing it."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import flows
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from home.account.changes import after_addition
from home.account.forms import AppCodeForm, ConfirmForm, mistakes_of
from home.account.whose import account_of, way_on, while_setting_up
from portal.door.limits import CODE, note_try
from portal.door.marks import has_factor, is_demanded_of
from portal.models import User

_UNPROCESSABLE = 422
_TOO_MANY = 429


@method_decorator(while_setting_up, name="dispatch")
class SetUpAppView(View):
    """A secret as picture and as text, and the first code as proof that the app has it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a new secret."""
        user = account_of(request)
        if has_app(user):
            return HttpResponseRedirect(reverse("account"))
        return self.answer(request, AppCodeForm(user=user), self.confirming(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the secret if the code is right."""
        user = account_of(request)
        if has_app(user):
            return HttpResponseRedirect(reverse("account"))
        form, confirm = AppCodeForm(user=user, data=request.POST), self.confirming(request)
        tried = note_try(request, CODE, f"set up {user.pk}")
        if tried.is_too_many:
            form = AppCodeForm(user=user)
            why = [("id_code", _("Too many tries. Wait ten minutes, then try again."))]
            return self.answer(request, form, confirm, why, _TOO_MANY)
        if not form.is_valid() or not (confirm is None or confirm.is_valid()):
            mistakes = mistakes_of(form, confirm)
            return self.answer(request, form, confirm, mistakes, _UNPROCESSABLE)
        tried.succeeded()
        with transaction.atomic():
            _app, codes = flows.activate_totp(request, form)
            after_addition(request, user, _("An authenticator app was set up for your account."))
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
        form: AppCodeForm,
        confirm: ConfirmForm | None,
        mistakes: list[tuple[str, str]] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page with the secret."""
        user = account_of(request)
        address = get_adapter().build_totp_url(user, form.secret)
        picture = get_adapter().build_totp_svg(address)
        secret: str = form.secret
        context = {
            "form": form,
            "confirm": confirm,
            "mistakes": mistakes or [],
            "picture": picture.partition("?>")[2] or picture,
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
            "address": address,
            "is_demanded": is_demanded_of(user) and not has_factor(user),
            "next": way_on(request, ""),
        }
        return render(request, "home/account/set_up.html", context, status=status)


def has_app(user: User) -> bool:
    """Whether somebody has set up an app; one has one at a time."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def answer_with_codes(request: HttpRequest, codes: Authenticator | None) -> HttpResponse:
    """The recovery codes, once: they stand in this answer and nowhere else."""
    onward = way_on(request, reverse("account"))
    if codes is None:
        return HttpResponseRedirect(onward)
    wrapped = RecoveryCodes(codes)
    wrapped.mark_as_viewed()
    context = {"codes": wrapped.get_unused_codes(), "onward": onward}
    return render(request, "home/account/codes_shown.html", context)
