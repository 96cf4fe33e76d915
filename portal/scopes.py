"""Which body the floor's own records belong to: they name it by its permanent slug."""

from __future__ import annotations

from typing import Final

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from portal.access import bodies_of, register_scope
from portal.models import (
    CalendarAddress,
    Clock,
    ClosureDay,
    DisclosureClearing,
    Elevation,
    FileScan,
    Incident,
    Invitation,
    Job,
    LogEntry,
    OutboxLetter,
    ReceivedAnswer,
    SignedInSession,
    SignedLink,
    User,
    WatchedName,
    WatchList,
)
from portal.viewing import officers_see, register_viewing

SCOPES: Final[dict[type[Model], str]] = {
    ClosureDay: "body",
    Clock: "body",
    Elevation: "body",
    Job: "body",
    WatchList: "body",
    WatchedName: "watch_list__body",
    FileScan: "body",
    DisclosureClearing: "body",
    Incident: "body",
    Invitation: "body",
    OutboxLetter: "body",
    SignedLink: "body",
    ReceivedAnswer: "link__body",
}


def register_scopes() -> None:
    """Enter them into the registry; called once at start-up."""
    for model, lookup in SCOPES.items():
        register_scope(model, lookup)
    register_viewing(
        FileScan,
        officers_see(FileScan),
        is_restricted=lambda _scan: True,
        sentence=_page_was_shown,
        once_a_day=True,
    )
    register_viewing(LogEntry, LogEntry.objects.viewable_by_user)
    register_viewing(Elevation, elevations_told)
    register_viewing(OutboxLetter, letters_told)
    register_viewing(CalendarAddress, lambda user: CalendarAddress.objects.filter(user=user))
    register_viewing(SignedInSession, lambda user: SignedInSession.objects.filter(user=user))
    register_viewing(Invitation, invitations_told)
    register_viewing(
        Incident,
        incidents_told,
        is_restricted=lambda _incident: True,
        sentence=lambda _incident: _("The record of an incident was opened."),
    )


def incidents_told(user: User) -> QuerySet[Incident]:
    """Incidents of the bodies whose proper officer or administrator somebody is; and their own."""
    keeping = bodies_of(user, frozenset({"proper_officer", "admin"}))
    own = Q(opened_by_id=user.pk, body__in=bodies_of(user))
    return Incident.objects.filter(Q(body__in=keeping) | own)


def invitations_told(user: User) -> QuerySet[Invitation]:
    """Invitations to the bodies whose roles somebody gives; the portal's administrators see all."""
    rows = Invitation.objects.all()
    return (
        rows if user.is_superuser else rows.filter(body__in=bodies_of(user, frozenset({"admin"})))
    )


def letters_told(user: User) -> QuerySet[OutboxLetter]:
    """Letters of the bodies whose officer somebody is; what did not arrive is for administrators of
    the portal too, because nobody else could mend it. A letter says nothing of what it is about.
    """
    told = Q(body__in=bodies_of(user))
    if user.is_superuser:
        told |= Q(pk__in=OutboxLetter.objects.undelivered().values("pk"))
    return OutboxLetter.objects.filter(told)


def _page_was_shown(scan: FileScan) -> str:
    return _("A page of a file that waits for a look was shown.")


def elevations_told(user: User) -> QuerySet[Elevation]:
    """A person's own elevations, and those in the bodies whose officer they are."""
    return Elevation.objects.filter(Q(user_id=user.pk) | Q(body__in=bodies_of(user)))
