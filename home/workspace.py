"""The signed-in workspace: its door and its landing. Nothing here may be stored by a cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.models import Pack, PackFile, Role, ScrutinyBody
from boards.reading_list import packs_to_check, restricted_reading
from portal import clock
from portal.access import OFFICE_ROLES, roles_of
from portal.addresses import host_body
from portal.viewing import asks
from scrutiny.models import Response
from scrutiny.viewing.calls import set_apart_for
from scrutiny.workspace.answering_list import asked_of_office
from scrutiny.workspace.hearing_list import coming_hearings, hearings_under_way

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ADMIN_ADDRESS = "/admin/"
DESK_ADDRESS = "/admin/desk/"
BODIES_ADDRESS = "/admin/bodies/"
MEETINGS_ADDRESS = "/admin/meetings/"


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mistakes in the order of the fields, for the summary on top."""
        context = super().get_context_data(**kwargs)
        form: SignInForm = context["form"]
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


@dataclass(frozen=True)
class Post:
    """What a person is in one body, and where they work for it."""

    body: str
    name: str
    roles: list[StrOrPromise]
    is_office: bool

    @property
    def registers(self) -> str:
        """The address of the body's registers in the admin."""
        return f"{BODIES_ADDRESS}{self.body}/"


@login_required
@asks(Pack, PackFile, Response)
def landing(request: HttpRequest) -> HttpResponse:
    """The roles of a person, body by body; on a body's own host, in that body alone."""
    held = roles_of(request.user)
    here = host_body(request)
    bodies = ScrutinyBody.objects.filter(slug__in=[here] if here else list(held))
    posts = [
        Post(
            body=body.slug,
            name=body.name,
            roles=[role.label for role in Role if role in held[body.slug]],
            is_office=bool(held[body.slug] & OFFICE_ROLES),
        )
        for body in bodies.order_by("name")
        if body.slug in held
    ]
    return render(
        request,
        "home/workspace.html",
        {
            "posts": posts,
            "to_check": packs_to_check(request.user),
            "for_you_alone": set_apart_for(request.user).filter(seen_at__isnull=True).count(),
            "reading": restricted_reading(request.user, on=clock.today()),
            "hearings": coming_hearings(request.user),
            "asked": asked_of_office(request.user),
            "meetings": MEETINGS_ADDRESS,
            "is_office": any(post.is_office for post in posts),
            "is_administrator": request.user.is_superuser,
            "desk": DESK_ADDRESS,
            "admin": ADMIN_ADDRESS,
        },
    )
