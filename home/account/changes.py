"""What follows when the way into an account was changed: the mark, the log, the letter."""

from __future__ import annotations

from django.http import HttpRequest

from portal import audit
from portal.door import marks, sessions
from portal.door.letters import tell_of_change
from portal.models import User


def after_addition(request: HttpRequest, user: User, sentence: str) -> None:
    """A factor was set up: this session has shown it just now, all others have not and end."""
    sessions.renew_key(request, user)
    marks.mark(request, user)
    _tell(request, user, sentence)


def after_change(request: HttpRequest, user: User, sentence: str) -> None:
    """A factor was removed or recovery codes were renewed: other sessions end."""
    marks.factor_removed(request, user)
    _tell(request, user, sentence)


def _tell(request: HttpRequest, user: User, sentence: str) -> None:
    audit.record(user, act=audit.SECOND_FACTOR_CHANGED, by=user, sentence=sentence, body="")
    sessions.end_others(user, here=request.session.session_key, by=user)
    tell_of_change(user, sentence)
