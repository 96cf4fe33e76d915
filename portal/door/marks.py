"""What a session has proved: the mark of the second factor, and who must have it.

The mark is written by the pages that check a second factor and by nothing else. Every sign-in, by
whatever view, begins without it (`forget`, called by the signal of Django's `login`), and it names
the account, so that it proves nothing for another one.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from portal.access import questions, roles_of

if TYPE_CHECKING:
    from portal.models import User

#: Holders of these, in any body, need a second factor; so do administrators of the portal.
DEMANDED_OF: Final = frozenset({"clerk", "proper_officer", "admin", "responder"})
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_PASSED: Final = "second_factor_passed_by"
_HAS_ONE: Final = "second_factor_is_set_up"


class Standing(Enum):
    """Where a signed-in session stands."""

    CLEAR = "nothing more is asked"
    VERIFY = "the second factor of the account has not been passed"
    SET_UP = "the account needs a second factor and has none"


def has_factor(user: User) -> bool:
    """Whether somebody has set up an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def is_demanded_of(user: User) -> bool:
    """Whether somebody must have a second factor, by what they may do today."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    if user.is_superuser or user.is_staff:
        return True
    with questions():  # a look of the door's own: it answers for no view
        return any(held & DEMANDED_OF for held in roles_of(user).values())


def standing(request: HttpRequest, user: User) -> Standing:
    """Where this session of an account stands."""
    if passed(request, user):
        return Standing.CLEAR
    has_one = request.session.get(_HAS_ONE)
    if has_one is None:
        has_one = has_factor(user)
    if has_one:
        return Standing.VERIFY
    return Standing.SET_UP if is_demanded_of(user) else Standing.CLEAR


def passed(request: HttpRequest, user: User) -> bool:
    """Whether this session has passed the second factor of this account."""
    return request.session.get(_PASSED) == str(user.pk)


def mark(request: HttpRequest, user: User) -> None:
    """Note that the second factor was passed just now.

    Whoever calls this gives the session a new identifier first (`portal.door.sessions`).
    """
    request.session[_PASSED] = str(user.pk)
    request.session[_HAS_ONE] = True


def forget(request: HttpRequest, user: User) -> None:
    """Begin without a mark, and note whether the account has a second factor."""
    request.session.pop(_PASSED, None)
    request.session[_HAS_ONE] = has_factor(user)


def factor_removed(request: HttpRequest, user: User) -> None:
    """After a factor was removed: look again whether the account has one."""
    request.session[_HAS_ONE] = has_factor(user)
    if not request.session[_HAS_ONE]:
        request.session.pop(_PASSED, None)
