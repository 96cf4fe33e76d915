"""A timed elevation: how an administrator of the portal works as clerk of a body in an emergency.

Administrators of the portal are no clerks, and cannot make themselves one. Where no clerk can be
reached, one of them takes the clerk's role of one body for at most an hour, with a reason. The
body's officers see it on their desk and in the log at once, every entry that is written meanwhile
says so, and it ends by itself, by a button or at sign-out. It never gives the proper officer's
role: nothing is cleared and nothing about access is decided with it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.access import body_names, roles_in
from portal.models import Elevation
from portal.models.elevation import LONGEST, ROLE, elevations_of, forget_elevations
from portal.operations import Refused

if TYPE_CHECKING:
    from portal.models import User

#: Sent on commit with `elevation`, for those who tell the body's officers.
elevation_begun: Final = Signal()
elevation_ended: Final = Signal()


def elevated_roles(user: User) -> dict[str, frozenset[str]]:
    """The clerk's role in the body of a running elevation; a role source for `portal.access`."""
    return {elevation.body: frozenset({ROLE}) for elevation in elevations_of(user)}


def is_elevated(user: Any) -> bool:
    """Whether somebody works by an elevation now."""
    return bool(user.is_authenticated and elevations_of(user))


def begin_elevation(*, by: User, body: str, reason: str, minutes: int) -> Elevation:
    """Let an administrator of the portal work as clerk of a body, from now for some minutes.

    `body` is the permanent slug, `minutes` 1 to 60. Raises Refused for everybody else, without a
    reason, for an unknown body, another length of time, and while another elevation runs.
    """
    most = int(LONGEST.total_seconds() // 60)
    moment = clock.now()
    reasons = []
    if not (by.is_active and by.is_superuser):
        reasons.append(_("Only an administrator of the portal may do this."))
    if not reason.strip():
        reasons.append(_("Say why. The reason is shown to the officers of the body."))
    if body not in body_names():
        reasons.append(_("Choose a body."))
    if not 1 <= minutes <= most:
        reasons.append(_("Choose a time from 1 to %(most)d minutes.") % {"most": most})
    if reasons:
        raise Refused(*reasons)
    end_overdue(moment)
    forget_elevations(by)
    if elevations_of(by):
        raise Refused(_("End the elevation that is running first."))
    if ROLE in roles_in(by, body):
        raise Refused(_("You are clerk of this body already."))
    until = moment + timedelta(minutes=minutes)
    try:
        with transaction.atomic():
            elevation = Elevation.objects.create(
                user=by, body=body, reason=reason.strip(), begun_at=moment, until=until
            )
            sentence = _("%(person)s began to work as clerk by elevation, until %(time)s.")
            audit.record(
                elevation,
                act=audit.ELEVATED,
                by=by,
                sentence=sentence % {"person": by, "time": _time_words(until)},
                reason=elevation.reason,
                data={"elevation": elevation.pk},
            )
            transaction.on_commit(
                lambda: _send(elevation_begun, elevation)  # mail waits for the commit
            )
    except IntegrityError as error:
        raise Refused(_("End the elevation that is running first.")) from error
    forget_elevations(by)
    return elevation


def end_elevation(elevation: Elevation, *, by: User) -> None:
    """End an elevation by the button. Ending one that has ended changes nothing.

    Raises Refused for everybody but the person who works by it.
    """
    if by.pk != elevation.user_id:
        raise Refused(_("Only the person who works by it may end it."))
    sentence = _("%(person)s ended the work as clerk by elevation.") % {"person": by}
    _end(elevation, at=clock.now(), by=by, sentence=sentence)
    forget_elevations(by)


def end_at_sign_out(user: User) -> None:
    """End what somebody began, when they sign out anywhere."""
    moment = clock.now()
    for elevation in Elevation.objects.filter(user=user).running(moment):
        sentence = _("%(person)s signed out, which ended the work as clerk by elevation.")
        _end(elevation, at=moment, by=user, sentence=sentence % {"person": user})
    forget_elevations(user)


def end_overdue(moment: datetime) -> int:
    """Note those whose time is over as ended; called by the tick. Returns how many.

    They count for nothing from the minute at which their time was over, noted or not.
    """
    rows = list(Elevation.objects.overdue(moment).select_related("user"))
    for elevation in rows:
        sentence = _("The work of %(person)s as clerk by elevation ended, as its time was over.")
        _end(elevation, at=elevation.until, by=None, sentence=sentence % {"person": elevation.user})
    return len(rows)


@transaction.atomic
def _end(elevation: Elevation, *, at: datetime, by: User | None, sentence: str) -> None:
    """Write the end once, whoever comes first."""
    open_still = Elevation.objects.filter(pk=elevation.pk, ended_at__isnull=True)
    if not open_still.update(ended_at=at):
        return
    elevation.ended_at = at
    audit.record(
        elevation,
        act=audit.ELEVATION_ENDED,
        by=by,
        sentence=sentence,
        data={"elevation": elevation.pk},
    )
    transaction.on_commit(lambda: _send(elevation_ended, elevation))


def _send(signal: Signal, elevation: Elevation) -> None:
    """Tell whoever listens; a listener that fails does not undo what has happened."""
    signal.send_robust(sender=Elevation, elevation=elevation)


def _time_words(moment: datetime) -> str:
    return date_format(timezone.localtime(moment, clock.CIVIL_ZONE), "g:iA").lower()
