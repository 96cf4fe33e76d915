"""“Your account”: what protects it, and where one is signed in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from home.account.whose import account_of
from portal.door import sessions
from portal.door.marks import FACTORS, is_demanded_of
from portal.models import SignedInSession
from portal.viewing import asks, visible


@method_decorator(login_required, name="dispatch")
class AccountView(View):
    """The page of one's account."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        user = account_of(request)
        factors = Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("pk")
        kind = Authenticator.Type.RECOVERY_CODES
        codes = Authenticator.objects.filter(user=user, type=kind).first()
        context = {
            "factors": [
                (one, one.type == Authenticator.Type.TOTP, one.data.get("name", ""))
                for one in factors
            ],
            "has_app": any(one.type == Authenticator.Type.TOTP for one in factors),
            "codes_left": len(RecoveryCodes(codes).get_unused_codes()) if codes else 0,
            "is_demanded": is_demanded_of(user),
            "has_password": user.has_usable_password(),
        }
        return render(request, "home/account/own.html", context)


@asks(SignedInSession)
@method_decorator(login_required, name="dispatch")
class SessionsView(View):
    """Where one is signed in, and the end of any of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        user = account_of(request)
        visible(user, SignedInSession)
        found = sessions.sessions_of(user, here=request.session.session_key)
        return render(request, "home/account/sessions.html", {"sessions": found})

    def post(self, request: HttpRequest) -> HttpResponse:
        """End one, or all others."""
        user = account_of(request)
        wanted = request.POST.get("end", "")
        if wanted == "others":
            sessions.end_others(user, here=request.session.session_key, by=user)
        elif wanted.isascii() and wanted.isdigit():
            sessions.end_session(user, int(wanted[:18]), by=user)
        return HttpResponseRedirect(reverse("account_sessions"))
