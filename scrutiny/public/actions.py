"""The public copy of an action of a review."""

from __future__ import annotations

from datetime import date

from portal import audit, clock
from portal.models import LogEntry
from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import Action
from scrutiny.public.values import as_day, as_minute, as_person, as_review, as_update, civil_day


def action_copy(action: Action) -> Copy:
    """The public copy of an action: owner, date, every change of date, progress, how it ended.

    Progress shows once a clerk has confirmed it.
    """
    is_closed = action.state == Action.State.CLOSED
    origin = action.origin_entry
    return Copy(
        kind=kinds.ACTION,
        key=str(action.key),
        body=action.body.slug,
        path=f"actions/{action.key}/",
        title=action.text,
        happened_on=action.origin_minute.meeting.held_on if action.origin_minute else None,
        payload={
            "number": action.number,
            "municipal_year": action.municipal_year,
            "reference": action.reference,
            "text": action.text,
            "owner": as_person(action.owner),
            "entered_on": civil_day(action.created_at),
            "due_on": as_day(action.due_on),
            "redatings": [
                {
                    "from_date": as_day(one.from_date),
                    "to_date": as_day(one.to_date),
                    "reason": one.reason,
                }
                for one in action.redatings.all()
            ],
            "state": str(action.state),
            "done_on": as_day(done_on(action)),
            "updates": [
                as_update(one)
                for one in action.updates.filter(confirmed_at__isnull=False).select_related(
                    "minute__meeting"
                )
            ],
            "closing_note": action.closing_evidence if is_closed else "",
            "closed_by": as_minute(action.closed_minute) if is_closed else None,
            "recommendation": str(action.recommendation.key) if action.recommendation else None,
            "line": str(origin.line.key) if origin else None,
            "review": as_review(action.review) if action.review else None,
            "from_minute": as_minute(action.origin_minute),
        },
    )


def done_on(action: Action) -> date | None:
    """The civil day on which the owner reported an action as done, while that report stands.

    For one that the body closed without such a report, the day of the meeting that closed it. What
    was reported on the way there does not count. None while it is open, and when it was cancelled.
    """
    if action.state not in (Action.State.COMPLETE_CLAIMED, Action.State.CLOSED):
        return None
    moves = LogEntry.objects.for_instance(action).filter(action=audit.MOVE)
    reported: date | None = None
    for entry in moves.order_by("timestamp", "id"):
        if entry.data.get("move") == "claim_complete":
            reported = entry.timestamp.astimezone(clock.CIVIL_ZONE).date()
        elif entry.data.get("move") in ("send_back", "reopen"):
            reported = None
    closing = action.closed_minute
    return reported or (closing.meeting.held_on if closing else None)
