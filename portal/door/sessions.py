"""Sessions: whose they are, when they were last seen, and how they end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.door.origins import device_words
from portal.models import SignedInSession

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from portal.models import User

_BEGUN: Final = "signed_in_at"
_SEEN: Final = "last_seen_at"
#: A session is written again at most this often, so that reading costs no writing.
_SEEN_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class OneSession:
    """One line of “where am I signed in”."""

    number: int
    device: str
    begun_at: datetime
    seen_at: datetime
    is_this: bool


def begin(request: HttpRequest, user: User) -> None:
    """Note whose the session is, under a new identifier; called by the signal of Django's `login`.

    Django itself gives none to a session of the same account, and leaves one without any that it
    emptied because it was another's.
    """
    moment = clock.now()
    request.session[_BEGUN] = moment.timestamp()
    request.session[_SEEN] = moment.timestamp()
    renew_key(request, user)


def keep_record(request: HttpRequest, user: User, begun_at: datetime) -> None:
    """Keep which account a session belongs to."""
    SignedInSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"user": user, "begun_at": begun_at, "device": device_words(request)},
    )


def renew_key(request: HttpRequest, user: User) -> None:
    """Give the session another identifier: it may do more from now on than before."""
    old = request.session.session_key
    request.session.cycle_key()
    SignedInSession.objects.filter(session_key=old).delete()
    began = datetime.fromtimestamp(request.session.get(_BEGUN, clock.now().timestamp()), UTC)
    keep_record(request, user, begun_at=began)


def is_over(request: HttpRequest) -> bool:
    """Whether the session has been idle for too long, or open for too long.

    One that goes on is noted as seen, at most once a minute. With both limits at 0 nothing is
    looked at; production refuses that.
    """
    idle, longest = settings.SESSION_IDLE_MINUTES, settings.SESSION_LONGEST_HOURS
    if not idle and not longest:
        return False
    moment = clock.now().timestamp()
    begun = request.session.get(_BEGUN)
    seen = request.session.get(_SEEN)
    if begun is None or seen is None:
        return True
    if longest and moment - begun > timedelta(hours=longest).total_seconds():
        return True
    if idle and moment - seen > timedelta(minutes=idle).total_seconds():
        return True
    if moment - seen > _SEEN_EVERY.total_seconds():
        request.session[_SEEN] = moment
    return False


def sessions_of(user: User, *, here: str | None) -> list[OneSession]:
    """The open sessions of a person, this one first; `here` is the key of this one.

    What a look finds to be gone is forgotten.
    """
    found, gone = [], []
    for row in SignedInSession.objects.filter(user=user):
        kept = _kept(row.session_key)
        if not _is_of(kept, user):
            gone.append(row.pk)
            continue
        seen = datetime.fromtimestamp(float(kept.get(_SEEN, row.begun_at.timestamp())), UTC)
        found.append(
            OneSession(row.pk, row.device, row.begun_at, seen, is_this=row.session_key == here)
        )
    SignedInSession.objects.filter(pk__in=gone).delete()
    return sorted(found, key=lambda one: (not one.is_this, -one.seen_at.timestamp()))


def end_session(user: User, number: int, *, by: User | None) -> bool:
    """End one session of a person. False when there is none with this number."""
    row = SignedInSession.objects.filter(user=user, pk=number).first()
    if row is None:
        return False
    _end(row)
    audit.record(user, act=audit.SESSION_ENDED, by=by, sentence=_("A session was ended."), body="")
    return True


def end_others(user: User, *, here: str | None, by: User | None) -> int:
    """End all sessions of a person but the one with this key. Returns how many."""
    rows = list(SignedInSession.objects.filter(user=user).exclude(session_key=here or ""))
    for row in rows:
        _end(row)
    if rows:
        sentence = _("All other sessions were ended.") if here else _("All sessions were ended.")
        audit.record(user, act=audit.SESSION_ENDED, by=by, sentence=sentence, body="")
    return len(rows)


def forget(session_key: str | None) -> None:
    """A session has ended by itself."""
    SignedInSession.objects.filter(session_key=session_key or "").delete()


def _end(row: SignedInSession) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store(row.session_key).delete(row.session_key)
    row.delete()


def _kept(session_key: str) -> SessionBase:
    kept: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return kept


def _is_of(kept: Any, user: User) -> bool:
    """Whether a stored session is still one of this person, with the password of today."""
    return bool(
        kept.get(SESSION_KEY) == str(user.pk)
        and kept.get(HASH_SESSION_KEY) == user.get_session_auth_hash()
    )


def keep_current(request: HttpRequest, user: User) -> None:
    """Keep the record of this session after Django gave it another key."""
    began = datetime.fromtimestamp(request.session.get(_BEGUN, clock.now().timestamp()), UTC)
    keep_record(request, user, begun_at=began)
