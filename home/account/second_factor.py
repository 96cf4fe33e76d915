"""The second factor at the door: a code of the app, a recovery code, or a passkey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkeys
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from home.account.forms import CodeForm, mistakes_of
from home.account.options import as_json
from home.account.whose import way_on
from portal import audit
from portal.door import marks, sessions
from portal.door.adapters import note_passed
from portal.door.limits import CODE, note_try
from portal.door.marks import Standing
from portal.middleware.second_factor import held_back

if TYPE_CHECKING:
    from portal.models import User

_TOO_MANY = 429
_UNPROCESSABLE = 422


@dataclass(frozen=True)
class Asked:
    """Whom the page asks: somebody on their way in, or behind a session that lacks the mark."""

    user: User
    stage: LoginStage | None

    @property
    def has_passkey(self) -> bool:
        """Whether a passkey can be asked for."""
        kind = Authenticator.Type.WEBAUTHN
        return bool(Authenticator.objects.filter(user_id=self.user.pk, type=kind).exists())


def asked_here(request: HttpRequest) -> Asked | None:
    """Whom the session leads here; None for somebody who has no business here."""
    found = held_back(request)
    if found is not None and found[1] is Standing.VERIFY:
        return Asked(found[0], None)
    if request.user.is_authenticated:
        return None
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or stage.login.user is None or not stage.login.user.is_active:
        return None
    return Asked(cast("User", stage.login.user), stage)


class SecondFactorView(View):
    """Asks for the second factor. Only here and where one is set up does a session get its mark."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page, or the way to where the person belongs."""
        asked = asked_here(request)
        if asked is None:
            return HttpResponseRedirect(reverse("workspace_sign_in"))
        return self.answer(request, asked, CodeForm(user=asked.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check what was given, as often as the limit allows."""
        asked = asked_here(request)
        if asked is None:
            return HttpResponseRedirect(reverse("workspace_sign_in"))
        tried = note_try(request, CODE, str(asked.user.pk))
        form: Any = self.form_of(request, asked)
        if tried.is_too_many:
            audit.mirror_only(audit.SECOND_FACTOR_FAILED, {"account": asked.user.pk})
            why = _("Too many tries. Wait ten minutes, then try again.")
            return self.answer(
                request, asked, CodeForm(user=asked.user), [("id_code", why)], _TOO_MANY
            )
        if not form.is_valid():
            self.note_failure(asked.user)
            mistakes = mistakes_of(form)
            if "code" not in form.fields:
                mistakes = [("passkey", _("The passkey was not accepted. Try again."))]
                form = CodeForm(user=asked.user)
            return self.answer(request, asked, form, mistakes, _UNPROCESSABLE)
        tried.succeeded()
        form.save()
        return self.let_in(request, asked)

    def form_of(self, request: HttpRequest, asked: Asked) -> Any:
        """The form for what was sent: a passkey's answer or a code."""
        if request.POST.get("credential"):
            return AuthenticateWebAuthnForm(user=asked.user, data=request.POST)
        return CodeForm(user=asked.user, data=request.POST)

    def let_in(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """Sign in to the end, or mark the session that lacked it."""
        audit.record(
            asked.user,
            act=audit.SECOND_FACTOR_PASSED,
            by=asked.user,
            sentence=_("The second factor was passed."),
            body="",
        )
        if asked.stage is not None:
            note_passed(request, asked.user)
            answer: HttpResponse = asked.stage.exit()
            return answer
        sessions.renew_key(request, asked.user)
        marks.mark(request, asked.user)
        return HttpResponseRedirect(way_on(request, reverse("workspace")))

    def note_failure(self, user: User) -> None:
        """A line of the log; what was typed is not kept."""
        sentence = _("The second factor was refused.")
        audit.record(user, act=audit.SECOND_FACTOR_FAILED, by=None, sentence=sentence, body="")

    def answer(
        self,
        request: HttpRequest,
        asked: Asked,
        form: CodeForm,
        mistakes: list[tuple[str, str]] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page; with a passkey it carries the question that the passkey signs."""
        options = as_json(passkeys.begin_authentication(asked.user)) if asked.has_passkey else ""
        context = {
            "form": form,
            "mistakes": mistakes or [],
            "options": options,
            "next": request.POST.get("next") or request.GET.get("next") or "",
        }
        return render(request, "home/account/second_factor.html", context, status=status)
