"""Who may keep what about a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from boards.models import ScrutinyBody
from portal.access import OFFICE_ROLES, roles_in
from portal.operations import Refused

if TYPE_CHECKING:
    from portal.models import User

#: What `roles_for` adds for administrators of the whole portal.
PORTAL_ADMINISTRATOR: Final = "portal_administrator"

#: Who keeps the registers of a body: its officers, and administrators of the portal.
KEEPERS: Final = OFFICE_ROLES | {PORTAL_ADMINISTRATOR}

#: Who keeps its meetings and minutes. Administrators of the portal are no clerks.
MEETING_KEEPERS: Final = frozenset({"clerk"})


def roles_for(user: User | None, body: ScrutinyBody) -> frozenset[str]:
    """The roles of somebody in a body today.

    Nobody (None) is the portal itself, which loads a demonstration or is set up from the command
    line: it may do what a clerk and an administrator may.
    """
    if user is None:
        return KEEPERS
    held = roles_in(user, body.slug)
    return held | {PORTAL_ADMINISTRATOR} if is_portal_administrator(user) else held


def is_portal_administrator(user: User | None) -> bool:
    """Whether somebody administers the whole portal (or is the portal itself)."""
    return user is None or (user.is_active and user.is_superuser)


def refuse_unless_keeper(
    by: User | None, body: ScrutinyBody, roles: frozenset[str] = KEEPERS
) -> None:
    """Raise Refused when somebody holds none of `roles` in a body."""
    if not roles & roles_for(by, body):
        raise Refused(_("Your role in this body does not allow this."))


def refuse_unless_portal_administrator(by: User | None) -> None:
    """Raise Refused for everybody but administrators of the portal."""
    if not is_portal_administrator(by):
        raise Refused(_("Only an administrator of the portal may do this."))
