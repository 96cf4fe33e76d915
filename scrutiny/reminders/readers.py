"""Who is told for a body, and by which rules: read once for a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from boards.models import ReminderRules, Role, RoleAssignment, ScrutinyBody
from boards.rules.reminding import FURTHEST, Schedule
from portal.models import ReceivedAnswer
from scrutiny.by_link.subjects import KINDS

if TYPE_CHECKING:
    from portal.models import User

_TOLD: Final = (Role.CLERK, Role.CHAIR, Role.RESPONDER)


class Readers:
    """The bodies that remind, their rules, and the accounts that hold an office in them today.

    `waiting` are the answers by link on which no clerk of these bodies has decided yet, oldest
    first; `answered` the permanent keys of what they are about.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        own = {one.body_id: one for one in ReminderRules.objects.all()}
        silent = [pk for pk, rules in own.items() if not rules.is_on]
        self.bodies = {one.pk: one for one in ScrutinyBody.objects.exclude(pk__in=silent)}
        self._schedules = {pk: rules.schedule for pk, rules in own.items()}
        self._roles: dict[tuple[int, str], list[User]] = defaultdict(list)
        rows = RoleAssignment.objects.on(today).filter(
            role__in=_TOLD, user__is_active=True, body__in=self.bodies
        )
        for row in rows.select_related("user").order_by("user_id"):
            self._roles[row.body_id, row.role].append(row.user)

        waiting = ReceivedAnswer.objects.filter(
            state=ReceivedAnswer.State.WAITING,
            link__purpose__in=[kind.name for kind in KINDS],
            link__body__in=[one.slug for one in self.bodies.values()],
        )
        self.waiting = list(waiting.select_related("link").order_by("received_at", "pk"))
        self.answered = {one.link.subject_key for one in self.waiting}

    def schedule(self, body_pk: int) -> Schedule:
        """The rules of a body; the defaults where it has made none."""
        return self._schedules.get(body_pk, Schedule())

    def holders(self, body_pk: int, role: Role) -> Sequence[User]:
        """The accounts that hold a role in a body today."""
        return self._roles.get((body_pk, role), ())

    def bodies_of(self, role: Role) -> dict[User, list[ScrutinyBody]]:
        """For each account with the role, the bodies in which it holds it."""
        found: dict[User, list[ScrutinyBody]] = defaultdict(list)
        for (pk, held), users in self._roles.items():
            for user in users if held == role else ():
                found[user].append(self.bodies[pk])
        return found

    def furthest(self) -> int:
        """The most days ahead that any body looks."""
        schedules = [Schedule(), *self._schedules.values()]
        return min(FURTHEST, max((days for one in schedules for days in one.before), default=0))
