"""Inviting people, and coming in by an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views import View

from boards.models import Role, ScrutinyBody
from boards.operations.invitations import (
    find_invitation,
    invite,
    send_again,
    take_up,
    withdraw_invitation,
)
from home.account.forms import NewPasswordForm, mistakes_of
from home.account.whose import account_of
from portal import clock
from portal.access import bodies_of
from portal.models import Invitation, User
from portal.operations import Refused
from portal.signed_links.guessing import is_guessing, note_wrong
from portal.viewing import asks, find, visible

if TYPE_CHECKING:
    from django.db.models import QuerySet

_UNPROCESSABLE = 422
_MOST_SHOWN = 100


class InvitationForm(forms.Form):
    """Who, and what for."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )
    body = forms.ModelChoiceField(
        label=gettext_lazy("Body"),
        queryset=ScrutinyBody.objects.none(),
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, bodies: QuerySet[ScrutinyBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies


def bodies_to_invite_to(user: User) -> QuerySet[ScrutinyBody]:
    """The bodies whose roles somebody may give."""
    rows = ScrutinyBody.objects.order_by("name")
    return rows if user.is_superuser else rows.filter(slug__in=bodies_of(user, {"admin"}))  # type: ignore[arg-type]


@asks(Invitation)
@method_decorator(login_required, name="dispatch")
class InvitationsView(View):
    """For administrators of the portal and of a body; nobody else finds it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list and the form."""
        return self.answer(request, InvitationForm(bodies=self.bodies(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Invite, send again or withdraw."""
        bodies, user = self.bodies(request), account_of(request)
        form = InvitationForm(request.POST, bodies=bodies)
        try:
            if "again" in request.POST:
                send_again(self.named(request, "again"), by=user)
            elif "withdraw" in request.POST:
                withdraw_invitation(self.named(request, "withdraw"), by=user)
            elif form.is_valid():
                invite(by=user, **form.cleaned_data)
            else:
                return self.answer(request, form, mistakes_of(form))
        except Refused as refused:
            why = [("id_name", reason) for reason in refused.reasons]
            return self.answer(request, form, why)
        return HttpResponseRedirect(reverse("workspace_invitations") + "?done=1")

    def bodies(self, request: HttpRequest) -> QuerySet[ScrutinyBody]:
        """The bodies that the person may invite to. Raises Http404 for everybody else."""
        found = bodies_to_invite_to(account_of(request))
        if not found.exists():
            raise Http404
        return found

    def named(self, request: HttpRequest, button: str) -> Invitation:
        """The invitation whose button was pressed. Raises Http404 for another body's."""
        number = request.POST[button]
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            raise Http404
        return find(request, Invitation, pk=int(number))

    def answer(
        self,
        request: HttpRequest,
        form: InvitationForm,
        mistakes: list[tuple[str, str]] | None = None,
    ) -> HttpResponse:
        """The page."""
        moment = clock.now()
        rows = visible(request.user, Invitation).select_related("invited_by")[:_MOST_SHOWN]
        names = dict(ScrutinyBody.objects.values_list("slug", "name"))
        labels = dict(Role.choices)
        context = {
            "form": form,
            "mistakes": mistakes or [],
            "rows": [
                {
                    "one": one,
                    "body": names.get(one.body, one.body),
                    "roles": [labels.get(role, role) for role in one.roles],
                    "is_open": not (one.accepted_at or one.revoked_at),
                    "is_over": one.expires_at <= moment,
                }
                for one in rows
            ],
        }
        status = _UNPROCESSABLE if mistakes else 200
        return render(request, "home/account/invitations.html", context, status=status)


class TakeUpView(View):
    """Where the link of a letter leads. Opening it changes nothing: programs open links too."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Say what one is invited to, and ask for a password."""
        invitation = self.open_one(request, token)
        if invitation is None:
            return self.gone(request)
        return self.answer(request, invitation, NewPasswordForm(self.new_user(invitation)))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Make the account, or give the roles to the one that there is."""
        invitation = self.open_one(request, token)
        if invitation is None:
            return self.gone(request)
        existing = User.objects.filter(email=invitation.email).first()
        form = None
        try:
            if existing is not None:
                if request.user != existing:
                    return self.answer(request, invitation, None)
                take_up(invitation, user=existing)
                return HttpResponseRedirect(reverse("workspace"))
            form = NewPasswordForm(self.new_user(invitation), request.POST)
            if not form.is_valid():
                return self.answer(request, invitation, form, mistakes_of(form), _UNPROCESSABLE)
            with transaction.atomic():
                user = cast("User", form.save(commit=False))
                take_up(invitation, user=user)
        except Refused as refused:
            why = [("main-content", reason) for reason in refused.reasons]
            return self.answer(request, invitation, form, why, _UNPROCESSABLE)
        user.backend = "django.contrib.auth.backends.ModelBackend"
        answer: HttpResponse = perform_login(
            request, Login(user=user, redirect_url=reverse("workspace"))
        )
        return answer

    def open_one(self, request: HttpRequest, token: str) -> Invitation | None:
        """The invitation of the link; None for a void one, and after too many wrong secrets."""
        if is_guessing(request):
            return None
        found = find_invitation(token)
        if found is None:
            note_wrong(request)
        return found

    def new_user(self, invitation: Invitation) -> User:
        """The account as it will be, so that the password is not like the name."""
        first, _space, last = invitation.name.partition(" ")
        return User(email=invitation.email, first_name=first, last_name=last)

    def gone(self, request: HttpRequest) -> HttpResponse:
        """The same page for a link that was used, withdrawn, is over or never was."""
        return render(request, "home/account/invitation.html", {"invitation": None}, status=404)

    def answer(
        self,
        request: HttpRequest,
        invitation: Invitation,
        form: NewPasswordForm | None,
        mistakes: list[tuple[str, str]] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page."""
        existing = User.objects.filter(email=invitation.email).first()
        body = ScrutinyBody.objects.get(slug=invitation.body)
        labels = dict(Role.choices)
        context = {
            "invitation": invitation,
            "body_name": body.name,
            "roles": [labels.get(role, role) for role in invitation.roles],
            "form": form if existing is None else None,
            "is_theirs": existing is not None and request.user == existing,
            "mistakes": mistakes or [],
            "here": request.path,
        }
        return render(request, "home/account/invitation.html", context, status=status)
