"""What is taken away from a question at a meeting: an action or an information request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from portal.operations import Refused
from scrutiny.models import Action, HearingEntry, InformationRequest
from scrutiny.operations.actions import add_action
from scrutiny.operations.information_requests import add_request

if TYPE_CHECKING:
    from portal.models import User

FIELDS: Final = frozenset({"take_away", "take_away_text", "take_away_owner", "take_away_due_on"})


def take_away_of(entry: HearingEntry) -> Action | InformationRequest | None:
    """The action or the information request that was made of an entry, if one was."""
    action = Action.objects.filter(origin_entry=entry).first()
    return action or InformationRequest.objects.filter(origin_entry=entry).first()


def make_take_away(entry: HearingEntry, *, by: User) -> Action | InformationRequest | None:
    """Enter what was taken away, with its number; the entry itself is saved already.

    Call it inside the transaction that saves the entry. Raises Refused when the owner is of
    another body.
    """
    review = entry.hearing.review
    if entry.take_away == HearingEntry.TakeAway.ACTION:
        return add_action(
            body=review.body,
            review=review,
            by=by,
            values={
                "text": entry.take_away_text,
                "owner": entry.take_away_owner,
                "due_on": entry.take_away_due_on,
                "origin_entry": entry,
            },
        )
    if entry.take_away == HearingEntry.TakeAway.INFORMATION:
        return add_request(
            body=review.body,
            review=review,
            by=by,
            values={
                "text": entry.take_away_text,
                "addressee": entry.take_away_owner,
                "due_on": entry.take_away_due_on,
                "line": entry.line,
                "origin_entry": entry,
            },
        )
    return None


def refuse_change_of_take_away(entry: HearingEntry, values: Mapping[str, Any]) -> None:
    """Raise Refused when a take-away would change that has its number already."""
    made = take_away_of(entry)
    if made is None:
        return
    if any(name in FIELDS and getattr(entry, name) != value for name, value in values.items()):
        raise Refused(
            _("%(record)s was made of this answer. Change it on the desk of the review.")
            % {"record": made}
        )
