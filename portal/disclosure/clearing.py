"""Clearing a concern: somebody who may has looked, and says why it may go out."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.access import OFFICE_ROLES, Visitor, roles_in
from portal.disclosure.found import Found
from portal.disclosure.gate import concerns_of_matter
from portal.disclosure.matters import Matter
from portal.models import DisclosureClearing
from portal.operations import Refused
from portal.rules.disclosure.facts import Level

if TYPE_CHECKING:
    from portal.models import User

#: Who may clear what.
CLEARERS: Final = {
    Level.STOP: frozenset({"proper_officer"}),
    Level.LOOK: frozenset({"clerk", "proper_officer"}),
}


def roles_for_clearing(user: Visitor, body: str) -> frozenset[str]:
    """The roles that count for the matters of a body.

    What belongs to no body, the portal's own pages, is cleared by those who administer it.
    """
    held = roles_in(user, body)
    return OFFICE_ROLES if not body and user.is_active and user.is_superuser else held


def may_clear(level: Level, roles: frozenset[str]) -> bool:
    """Whether these roles may clear a concern of this level."""
    return bool(CLEARERS.get(level, frozenset()) & roles)


@transaction.atomic
def clear_concerns(
    matter: Matter, *, digests: Collection[str], reason: str, by: User | None
) -> list[DisclosureClearing]:
    """Clear concerns of a matter with one reason, all of them or none.

    Raises Refused without a reason, for a concern that is not (or no longer) open, and for one
    that `by` may not clear: a stop is for the proper officer, a look for the clerk.
    """
    if not reason.strip():
        raise Refused(_("Say why this may go out. The reason is kept with the record."))
    found = {one.digest: one for one in concerns_of_matter(matter) if one.is_open}
    chosen = [found[digest] for digest in dict.fromkeys(digests) if digest in found]
    if not chosen or len(chosen) < len(set(digests)):
        raise Refused(_not_open())
    if by is not None:
        _refuse_unless_clearer(chosen, roles_for_clearing(by, matter.body))
    return [_clear(matter, one, reason=reason.strip(), by=by) for one in chosen]


def _not_open() -> str:
    return _("Some of this is not open any more. Look at the list again, and choose anew.")


def _refuse_unless_clearer(chosen: list[Found], roles: frozenset[str]) -> None:
    if all(may_clear(one.level, roles) for one in chosen):
        return
    if any(one.level == Level.STOP for one in chosen):
        raise Refused(
            _(
                "Only the proper officer can clear what may identify a child or a private person. "
                "Take it out, or ask the proper officer."
            )
        )
    raise Refused(_("Your role does not allow this."))


def _clear(matter: Matter, one: Found, *, reason: str, by: User | None) -> DisclosureClearing:
    row, is_new = DisclosureClearing.objects.get_or_create(
        matter=matter.key,
        digest=one.digest,
        defaults={
            "body": matter.body,
            "code": one.code,
            "level": str(one.level),
            "shown": str(one.facts["shown"])[:200],
            "reason": reason,
            "cleared_by": by,
            "cleared_at": clock.now(),
        },
    )
    if not is_new:  # somebody else was first, after the list was read here
        raise Refused(_not_open())
    audit.record(
        row,
        act=audit.CHANGE,
        by=by,
        sentence=_("A concern (%(what)s) was cleared.") % {"what": one.title},
        reason=reason,
        data={"code": one.code, "level": str(one.level)},
    )
    return row


@transaction.atomic
def reopen_concern(clearing: DisclosureClearing, *, reason: str, by: User | None) -> None:
    """Take a clearing back: the concern holds things back again. Raises Refused."""
    if by is not None and not may_clear(
        Level(clearing.level), roles_for_clearing(by, clearing.body)
    ):
        raise Refused(_("Your role does not allow this."))
    if not reason.strip():
        raise Refused(_("Give a reason. It is kept with the record."))
    sentence = _("A concern (%(what)s) that had been cleared was opened again.")
    audit.record(
        clearing,
        act=audit.REMOVE,
        by=by,
        sentence=sentence % {"what": clearing.code},
        reason=reason,
    )
    clearing.delete()
