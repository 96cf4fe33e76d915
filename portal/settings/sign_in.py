"""Signing in: django-allauth, limits of a session, and the councils' own sign-in."""

from __future__ import annotations

from typing import Any

from portal.settings.oidc import oidc_providers
from portal.settings.reading import number

SIGN_IN_APPS = ["allauth", "allauth.account", "allauth.mfa", "allauth.socialaccount"]

ACCOUNT_ADAPTER = "portal.door.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS: dict[str, Any] = {"login_failed": None}
"""Ours count in the database (portal/door/limits.py), where a cache that is away opens nothing."""
ACCOUNT_REAUTHENTICATION_REQUIRED = False
ACCOUNT_LOGIN_TIMEOUT = 900
"""Seconds between the password and the second factor."""

MFA_ADAPTER = "portal.door.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 12
MFA_REAUTHENTICATION_REQUIRED = False
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""There are no unverified ones: an administrator invites by mail, and nobody signs up."""
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False

SOCIALACCOUNT_STORE_TOKENS = False

SESSION_IDLE_MINUTES: int = number("SESSION_IDLE_MINUTES", default=60)
"""After so many minutes without a request a session ends."""
SESSION_LONGEST_HOURS: int = number("SESSION_LONGEST_HOURS", default=12)
"""After so many hours a session ends, whatever is done in it."""
SESSION_COOKIE_AGE = 24 * 3600
"""What the browser is told, in seconds; the two limits above are shorter."""

OIDC_PROVIDERS: list[dict[str, Any]] = oidc_providers()
"""The councils' own sign-in; README and docs/signing-in.md say how it is written."""
