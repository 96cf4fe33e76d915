"""One's password: changing it, and a new one by a letter."""

from __future__ import annotations

from typing import Any, Final, cast
from uuid import uuid4

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.views import View

from home.account.forms import AddressForm, ChangePasswordForm, NewPasswordForm, mistakes_of
from home.account.whose import account_of
from portal import audit
from portal.addresses import main_url
from portal.door import sessions
from portal.door.letters import tell_of_change
from portal.door.limits import PASSWORD, RESET, note_try
from portal.models import User
from portal.outbox import post

_UNPROCESSABLE: Final = 422
_TOO_MANY: Final = 429


@method_decorator(login_required, name="dispatch")
class ChangePasswordView(View):
    """The old password, and a new one. All other sessions end."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.answer(request, ChangePasswordForm(account_of(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Change it."""
        user = account_of(request)
        form = ChangePasswordForm(user, request.POST)
        tried = note_try(request, PASSWORD, f"change {user.pk}")
        if tried.is_too_many:
            why = [("id_old_password", _("Too many tries. Wait fifteen minutes."))]
            return self.answer(request, ChangePasswordForm(user), why, _TOO_MANY)
        if not form.is_valid():
            return self.answer(request, form, mistakes_of(form), _UNPROCESSABLE)
        tried.succeeded()
        with transaction.atomic():
            form.save()
            sessions.end_others(user, here=request.session.session_key, by=user)
            old = request.session.session_key
            update_session_auth_hash(request, user)
            sessions.forget(old)
            sessions.keep_current(request, user)
            note_change(user, by=user)
        return HttpResponseRedirect(reverse("account") + "?changed=password")

    def answer(
        self,
        request: HttpRequest,
        form: ChangePasswordForm,
        mistakes: list[tuple[str, str]] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page."""
        context = {"form": form, "mistakes": mistakes or []}
        return render(request, "home/account/password.html", context, status=status)


class AskForPasswordView(View):
    """A letter with a link, for whoever has an account. The page says the same to everybody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return render(request, "home/account/new_password.html", {"form": AddressForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Post the letter, or do the same work without one."""
        form = AddressForm(request.POST)
        if not form.is_valid():
            context = {"form": form, "mistakes": mistakes_of(form)}
            return render(request, "home/account/new_password.html", context, status=_UNPROCESSABLE)
        address = str(form.cleaned_data["email"]).lower()
        tried = note_try(request, RESET, address)
        user = User.objects.filter(email=address, is_active=True).first()
        is_known = user is not None and user.has_usable_password()
        # Nobody is to learn from the time or the work whether there is an account.
        with transaction.atomic():
            post_link(user if is_known else None, address)
            if tried.is_too_many or not is_known:
                transaction.set_rollback(True)
        return HttpResponseRedirect(reverse("account_new_password_sent"))


def sent(request: HttpRequest) -> HttpResponse:
    """What everybody reads, whether there is an account or not."""
    return render(request, "home/account/new_password_sent.html")


def post_link(user: User | None, address: str) -> None:
    """Post the letter with the link; for nobody, one that is taken back again."""
    someone = user or User(pk=0, email=address, password="!")  # noqa: S106
    path = reverse(
        "account_new_password_set",
        args=[
            urlsafe_base64_encode(force_bytes(someone.pk)),
            default_token_generator.make_token(someone),
        ],
    )
    text = "\n\n".join(
        (
            _("Somebody, probably you, asked for a new password for your account."),
            _("Choose one here. The link works once, and for one hour:"),
            main_url(path.lstrip("/")),
            _("If it was not you, there is nothing to do: your password stays as it is."),
        )
    )
    post(
        to=address,
        name=someone.get_full_name(),
        user=user,
        subject=_("A new password"),
        text=text,
        kind="password",
        once=f"password:{uuid4()}",
    )


class SetPasswordView(PasswordResetConfirmView):
    """Where the link of the letter leads. Opening it changes nothing; the form uses it up."""

    form_class = NewPasswordForm
    template_name = "home/account/set_password.html"
    success_url = reverse_lazy("workspace_sign_in")
    post_reset_login = False

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password; every session that there is ends."""
        answer = super().form_valid(form)
        user = cast("User", self.user)
        sessions.end_others(user, here=None, by=user)
        note_change(user, by=user)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the mistakes for the summary."""
        context = super().get_context_data(**kwargs)
        form = context.get("form")
        context["mistakes"] = mistakes_of(form) if form is not None and form.is_bound else []
        return context


def note_change(user: User, *, by: User) -> None:
    """The log and the letter."""
    sentence = _("The password of your account was changed.")
    audit.record(user, act=audit.PASSWORD_CHANGED, by=by, sentence=sentence, body="")
    tell_of_change(user, sentence)
