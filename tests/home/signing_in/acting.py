"""What a person does at the door, with a test client."""

from __future__ import annotations

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from portal.models import User
from tests import builders

SIGN_IN = "/workspace/sign-in/"
SECOND = "/workspace/sign-in/second-factor/"
SET_UP = "/workspace/account/app/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = 30


def code_of(secret: str, later: int = 0) -> str:
    """What an app shows, `later` steps from now (RFC 6238)."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // STEP + later))
    return code


def password(client: Client, user: User, said: str = builders.PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"username": user.email, "password": said, **more})


def with_app(user: User) -> list[str]:
    """Give somebody an app with SECRET; returns their recovery codes."""
    TOTP.activate(user, SECRET)
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def has_app(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type="totp").exists())


def sign_in(client: Client, user: User, later: int = 0) -> Any:
    """Password and code."""
    assert password(client, user)["Location"] == SECOND
    return client.post(SECOND, {"code": code_of(SECRET, later)})


def secret_shown(text: str) -> str:
    """The key on the page of setting up."""
    found = re.search(r'<code class="key">([A-Z2-7 ]+)</code>', text)
    assert found
    return found[1].replace(" ", "")
