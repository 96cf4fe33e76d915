"""One change of many actions: what it would do to each, tried out or done.

Each action is changed by its own operation, which checks, counts and logs it. A preview runs the
same operations in a transaction that is taken back, so it can never promise what is then refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.operations import Conflict, Refused, fresh
from scrutiny.models import Action, ProgressUpdate
from scrutiny.operations.actions import redate_action, report_progress, update_action
from scrutiny.words import records as words

if TYPE_CHECKING:
    from datetime import date

    from boards.models import Minute, Person
    from portal.models import User

#: More at once than anybody can look over.
MOST: Final = 200
KINDS: Final = {
    "owner": _lazy("Another owner"),
    "date": _lazy("Another date"),
    "priority": _lazy("Another priority"),
    "note": _lazy("A note on progress, with or without a rating"),
}


@dataclass(frozen=True)
class Change:
    """What is to be done to each of the chosen actions."""

    kind: str
    owner: Person | None = None
    due_on: date | None = None
    reason: str = ""
    priority: str = ""
    text: str = ""
    rating: str = ""
    minute: Minute | None = None

    def old(self, action: Any) -> str:
        """What stands there now. `action` is read with its `latest_rating`."""
        match self.kind:
            case "owner":
                return str(action.owner)
            case "date":
                return date_format(action.due_on, "j F Y")
            case "priority":
                return str(action.get_priority_display())
        rated = words.RATING.get(action.latest_rating or "")
        return str(rated.word) if rated else _("Not rated yet")

    def new(self, action: Any) -> str:
        """What would stand there."""
        match self.kind:
            case "owner":
                return str(self.owner)
            case "date":
                return date_format(self.due_on, "j F Y") if self.due_on else ""
            case "priority":
                return str(Action.Priority(self.priority).label)
        rating = str(ProgressUpdate.Rating(self.rating).label) if self.rating else ""
        return ": ".join(filter(None, (rating or self.old(action), self.text)))

    def make(self, action: Action, *, by: User, expected_version: int) -> None:
        """Change one action by its operation. Raises Refused, Conflict."""
        current = fresh(action)
        if current.version != expected_version:
            raise Conflict(current)
        if self.kind == "note":
            report_progress(
                action=action, by=by, text=self.text, rating=self.rating, minute=self.minute
            )
        elif self.kind == "date":
            assert self.due_on is not None  # the form asks for it
            redate_action(
                action=action,
                by=by,
                to_date=self.due_on,
                reason=self.reason,
                expected_version=expected_version,
            )
        else:
            value = self.owner if self.kind == "owner" else self.priority
            if getattr(current, self.kind) == value:
                raise Refused(_("That is what it has already."))
            update_action(
                action=action,
                by=by,
                values={self.kind: value},
                expected_version=expected_version,
            )


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of one action: nothing in the way, or why not."""

    action: Action
    old: str
    new: str
    refusals: Sequence[str] = ()
    #: Somebody has changed it since it was looked at.
    has_moved: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether the change can be made, once it has been looked at as it is now."""
        return not self.refusals


def try_out(actions: Sequence[Action], change: Change, *, by: User) -> list[Outcome]:
    """What the change would do to each action as it is now. Nothing stays of it."""
    with transaction.atomic():
        found = [_made(one, change, by=by, expected_version=one.version) for one in actions]
        transaction.set_rollback(True)
    return found


def make_all(
    actions: Sequence[Action], change: Change, *, by: User, versions: Mapping[Any, int]
) -> list[Outcome]:
    """Make the change of every action, or of none; return what stood in the way, empty if nothing.

    `versions` are those that the person has looked at, by key.
    """
    with transaction.atomic():
        list(Action.objects.select_for_update().filter(pk__in=[one.pk for one in actions]))
        made = [_made(one, change, by=by, expected_version=versions[one.key]) for one in actions]
        wrong = [one for one in made if one.refusals or one.has_moved]
        if wrong:
            transaction.set_rollback(True)
    return wrong


def _made(action: Action, change: Change, *, by: User, expected_version: int) -> Outcome:
    old, new = change.old(action), change.new(action)
    try:
        with transaction.atomic():
            change.make(action, by=by, expected_version=expected_version)
    except Conflict:
        return Outcome(action, old, new, has_moved=True)
    except Refused as refused:
        return Outcome(action, old, new, refusals=refused.reasons)
    return Outcome(action, old, new)
