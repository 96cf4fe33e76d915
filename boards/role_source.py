"""Where roles are kept: the rows of `RoleAssignment` that are valid today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from boards.models import RoleAssignment
from portal import clock

if TYPE_CHECKING:
    from portal.models import User

_REMEMBERED = "_roles_by_body"


def assigned_roles(user: User) -> dict[str, frozenset[str]]:
    """Roles that a person holds today, by the permanent slug of the body.

    One query for each user object and day: the answer is kept on the object, which lives as long
    as the request. `forget_roles` drops it after a change.
    """
    today = clock.today()
    remembered: tuple[date, dict[str, frozenset[str]]] | None = getattr(user, _REMEMBERED, None)
    if remembered is not None and remembered[0] == today:
        return remembered[1]
    found: dict[str, frozenset[str]] = {}
    rows = RoleAssignment.objects.on(today).filter(user_id=user.pk)
    for body, role in rows.values_list("body__slug", "role"):
        found[body] = found.get(body, frozenset()) | {role}
    setattr(user, _REMEMBERED, (today, found))
    return found


def forget_roles(user: User) -> None:
    """Look the roles up again the next time that somebody asks about this user object."""
    if hasattr(user, _REMEMBERED):
        delattr(user, _REMEMBERED)
