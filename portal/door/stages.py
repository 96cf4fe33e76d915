"""The stage of the second factor at sign-in."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from portal.door.adapters import has_passed_now


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]  # allauth is not typed
    """Asks whoever has one, unless the council's own sign-in has asked and may answer for it."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and has_passed_now(request, user):
            return False
        return bool(super()._should_handle(request))
