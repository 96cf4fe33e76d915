"""How django-allauth works here: no sign-up, no letters and no messages of its own."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.door import marks

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

    from portal.models import User

_SALT: Final = "portal.door.adapters"
_PASSED: Final = "_second_factor_passed_now"


def note_passed(request: HttpRequest, user: User) -> None:
    """Say that the second factor of an account was passed in this request; lasts no longer."""
    setattr(request, _PASSED, user.pk)


def has_passed_now(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether it was passed in this request."""
    return bool(getattr(request, _PASSED, None) == user.pk)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Signing in through the stages of allauth; everything else is shut."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def get_login_stages(self) -> list[str]:
        """One stage: the second factor."""
        return ["portal.door.stages.SecondFactorStage"]

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in once every stage is passed, and mark the session if one was the second factor.

        Django's signal clears the mark first (`portal.signing_in`), so that no other way of
        signing in leaves one.
        """
        super().login(request, user)
        if has_passed_now(request, user):
            marks.mark(request, cast("User", user))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what has happened."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our outbox writes the letters (`portal.door.letters`)."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing of allauth's is ever sent."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """Secrets are kept encrypted; passkeys belong to the host on which they are made."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("The code is not right. Check it, or wait for the next."),
    }

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows beside the code."""
        return f"{settings.WAGTAIL_SITE_NAME} ({urlsplit(settings.BASE_URL).hostname})"

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for a passkey: this host, by its name (WebAuthn, section 5.4.2)."""
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": self._get_site_name()}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002
        """What a passkey is called when nobody names it."""
        return _("Passkey")

    def encrypt(self, text: str) -> str:
        """Keep a secret so that a copy of the database alone opens nothing."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read it again. Raises InvalidToken when the key of the portal was changed."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> MultiFernet:
    """The key of the portal first, then those that it had before."""
    return MultiFernet(
        [Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _derived(key: str) -> bytes:
    digest = salted_hmac(_SALT, "second factor", secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
