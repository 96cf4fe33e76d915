"""Removing an app or a passkey, and renewing the recovery codes: with the password once more."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from home.account.changes import after_change
from home.account.forms import ConfirmForm, mistakes_of
from home.account.set_up import answer_with_codes
from home.account.whose import account_of
from portal.door.marks import FACTORS, is_demanded_of
from portal.models import User

_UNPROCESSABLE = 422


@method_decorator(login_required, name="dispatch")
class ConfirmedView(View):
    """Asks for the password, then does one thing."""

    title = ""
    verb = ""

    def explain(self) -> str:
        """What will happen."""
        raise NotImplementedError

    def do(self, request: HttpRequest, user: User) -> HttpResponse:
        """Do it."""
        raise NotImplementedError

    def refusal(self, user: User) -> str:
        """Why it cannot be done now; empty when it can."""
        return ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.answer(request, ConfirmForm(request=request, user=account_of(request)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it if the password is right."""
        user = account_of(request)
        form = ConfirmForm(request.POST, request=request, user=user)
        if self.refusal(user) or not form.is_valid():
            return self.answer(request, form, _UNPROCESSABLE)
        with transaction.atomic():
            return self.do(request, user)

    def answer(self, request: HttpRequest, form: ConfirmForm, status: int = 200) -> HttpResponse:
        """The page."""
        sentence = self.explain()
        context = {
            "form": form,
            "mistakes": mistakes_of(form) if form.is_bound else [],
            "title": self.title,
            "verb": self.verb,
            "sentence": sentence,
            "refusal": self.refusal(account_of(request)),
        }
        return render(request, "home/account/confirm.html", context, status=status)


class RemoveView(ConfirmedView):
    """Remove one factor; the last one stays while the roles of the person demand it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Look for it among the person's own; nobody finds another's."""
        super().setup(request, *args, **kwargs)
        self.number = int(kwargs["number"])

    def factor(self, user: User) -> Authenticator:
        """The one that the address names. Raises Http404 for what is not theirs."""
        row = Authenticator.objects.filter(user=user, pk=self.number, type__in=FACTORS).first()
        if row is None:
            raise Http404
        return row

    @property
    def what(self) -> str:
        """What it is called."""
        row = self.factor(account_of(self.request))
        if row.type == Authenticator.Type.TOTP:
            return _("Authenticator app")
        return str(row.data.get("name") or _("Passkey"))

    def explain(self) -> str:
        """What will happen."""
        self.title = _("Remove: %(what)s") % {"what": self.what}
        self.verb = _("Remove it")
        return _("You can no longer sign in with it. All your other sessions end.")

    def refusal(self, user: User) -> str:
        """Why not."""
        self.factor(user)
        others = Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=self.number)
        if is_demanded_of(user) and not others.exists():
            return _("Your roles need a second factor. Set up another one before you remove this.")
        return ""

    def do(self, request: HttpRequest, user: User) -> HttpResponse:
        """Remove it; with the last one the recovery codes go too."""
        delete_and_cleanup(request, self.factor(user))
        after_change(request, user, _("A second factor was removed from your account."))
        return HttpResponseRedirect(reverse("account"))


class RenewCodesView(ConfirmedView):
    """New recovery codes, which make the old ones void."""

    def explain(self) -> str:
        """What will happen."""
        self.title = _("Recovery codes")
        self.verb = _("Make new codes")
        return _(
            "Each code signs you in once when your telephone or passkey is lost. New codes make "
            "all earlier ones void, and are shown once."
        )

    def refusal(self, user: User) -> str:
        """Why not."""
        if Authenticator.objects.filter(user=user, type__in=FACTORS).exists():
            return ""
        return _("Set up an authenticator app or a passkey first.")

    def do(self, request: HttpRequest, user: User) -> HttpResponse:
        """Make them and show them."""
        codes = generate_recovery_codes(request)
        after_change(request, user, _("The recovery codes of your account were renewed."))
        return answer_with_codes(request, codes)
