"""Signing in and out in the log: who, when, and what was tried in vain. Never what was typed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.contenttypes.models import ContentType
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.door import marks, sessions
from portal.elevating import end_at_sign_out
from portal.models import LogEntry, User

if TYPE_CHECKING:
    from django.http import HttpRequest

#: Rows that refused sign-ins may write in an hour, for one account or for all unknown names
#: together; the JSON lines go on.
FAILURES_KEPT: Final = 20
_SALT: Final = "portal.signing_in"


def register_sign_ins() -> None:
    """Listen to Django's signals; called once at start-up."""
    user_logged_in.connect(signed_in, dispatch_uid="portal.signing_in.in")
    user_logged_out.connect(signed_out, dispatch_uid="portal.signing_in.out")
    user_login_failed.connect(refused, dispatch_uid="portal.signing_in.refused")


def signed_in(
    sender: object, user: User, request: HttpRequest | None = None, **ignored: Any
) -> None:
    """Somebody signed in, by whatever view: the session begins, and has proved nothing more."""
    if request is not None:
        sessions.begin(request, user)
        marks.forget(request, user)
    audit.record(user, act=audit.SIGN_IN, by=user, sentence=_("Signed in."), body="")


def signed_out(
    sender: object, user: User | None, request: HttpRequest | None = None, **ignored: Any
) -> None:
    """Somebody signed out; what they did by elevation ends with it."""
    if request is not None:
        sessions.forget(request.session.session_key)
    if user is None:
        return
    end_at_sign_out(user)
    audit.record(user, act=audit.SIGN_OUT, by=user, sentence=_("Signed out."), body="")


def refused(
    sender: object,
    credentials: dict[str, Any],
    request: HttpRequest | None = None,
    **ignored: Any,
) -> None:
    """A sign-in was refused: by the number of the account, or by a hash of a name without one.

    People type passwords into the wrong field, so the name itself is never kept. The same work is
    done for a known and an unknown name.
    """
    name = str(credentials.get("username") or credentials.get("email") or "").strip().lower()
    account = User.objects.filter(email=name).first()
    known = str(account.pk) if account else ""
    digest = salted_hmac(_SALT, name, algorithm="sha256").hexdigest()[:16]
    told = {"account": account.pk if account else digest}
    hour_ago = clock.now() - timedelta(hours=1)
    kept = LogEntry.objects.filter(
        action=audit.SIGN_IN_FAILED, object_id=known or "unknown", timestamp__gt=hour_ago
    ).count()
    if kept >= FAILURES_KEPT:
        audit.mirror_only(audit.SIGN_IN_FAILED, told)
        return
    audit.record_about(
        ContentType.objects.get_for_model(User),
        object_id=known or "unknown",
        act=audit.SIGN_IN_FAILED,
        sentence=_("A sign-in was refused."),
        data=told,
    )
