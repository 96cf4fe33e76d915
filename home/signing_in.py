"""The one door: signing in and out. Nothing here may be stored by a cache."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.door.limits import PASSWORD, note_try
from portal.middleware.second_factor import FIRST_PAGE, held_back
from scrutiny.workspace.hearing_list import hearings_under_way

ADMIN_ADDRESS = "/admin/"
_TOO_MANY = 429


class SignInForm(AuthenticationForm):
    """E-mail address and password; one sentence for every way of being wrong."""

    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "username", "spellcheck": "false", "class": "govuk-input"}
        ),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address in the right form, like name@example.com"),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "class": "govuk-input"}
        ),
        error_messages={"required": _("Enter your password")},
    )
    error_messages = {
        "invalid_login": _("The e-mail address or the password is not right. Check both."),
        "inactive": _("The e-mail address or the password is not right. Check both."),
    }

    def clean_username(self) -> str:
        """Addresses are kept in lower case, so that capitals make no difference."""
        return str(self.cleaned_data["username"]).lower()


class SignInView(LoginView):
    """The one door for everybody who has an account."""

    form_class = SignInForm
    template_name = "home/sign_in.html"
    redirect_authenticated_user = True
    next_page = "workspace"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead somebody whose session lacks its second factor there, with their way on."""
        found = held_back(request)
        if found is not None and request.method != "POST":
            wanted = self.get_redirect_url()
            query = f"?{urlencode({'next': wanted})}" if wanted else ""
            return HttpResponseRedirect(reverse(FIRST_PAGE[found[1]]) + query)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check name and password, as often as the limit allows; a lock asks nothing at all."""
        name = request.POST.get("username", "")
        self.tried = note_try(request, PASSWORD, name)
        if not self.tried.is_too_many:
            return super().post(request, *args, **kwargs)
        form = SignInForm(request, initial={"username": name[:254]})
        why = [("id_username", _("Too many tries. Wait fifteen minutes, then try again."))]
        answer = self.render_to_response(
            {**self.get_context_data(form=form), "mistakes": why}, status=_TOO_MANY
        )
        answer["Retry-After"] = str(int(PASSWORD.window.total_seconds()))
        return answer

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Go on through the stages: the second factor, where the account has one."""
        self.tried.succeeded()
        user = form.get_user()
        login = Login(user=user, redirect_url=self.get_success_url())
        answer: HttpResponse = perform_password_login(self.request, {}, login)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mistakes in the order of the fields, for the summary on top."""
        context = super().get_context_data(**kwargs)
        form: SignInForm = context["form"]
        context["councils"] = settings.OIDC_PROVIDERS
        context["mistakes"] = [
            (form[name].id_for_label, message)
            for name in form.fields
            for message in form[name].errors
        ] + [(form["username"].id_for_label, message) for message in form.non_field_errors()]
        return context


class SignOutView(LogoutView):
    """Ends the session; only a form may ask for it, never a link.

    While a hearing is under way the clerk is asked first: answers may wait on the device. Then the
    browser is told to forget whatever this site has kept in it.
    """

    next_page = "workspace_sign_in"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out, or ask first."""
        if "confirmed" not in request.POST and hearings_under_way(request.user).exists():
            return HttpResponseRedirect(reverse("workspace_leaving"))
        answer = super().post(request, *args, **kwargs)
        answer["Clear-Site-Data"] = '"storage"'
        return answer


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's own sign-in addresses to the one door."""
    wanted = request.GET.get("next") or (ADMIN_ADDRESS if "admin" in request.path else "")
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return HttpResponseRedirect(reverse("workspace_sign_in") + query)
