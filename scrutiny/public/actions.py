"""The public copy of an action: of a review, or of a body by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from portal import audit
from portal.models import LogEntry, PublicRecord
from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import Action, KeyLineOfEnquiry, Recommendation
from scrutiny.public.recommendations import NEVER_PUBLIC, themes_of
from scrutiny.public.values import (
    as_day,
    as_minute,
    as_person,
    as_review,
    as_theme,
    as_update,
    civil_day,
)

if TYPE_CHECKING:
    from scrutiny.models import Response


def action_copy(action: Action) -> Copy:
    """The public copy of an action: owner, date, every change of date, progress, how it ended.

    Progress shows once a clerk has confirmed it; what was attached to it never does. `review` is
    None for an action that a body agreed by itself. How often it was carried forward stands there
    from the first time on.
    """
    is_closed = action.state == Action.State.CLOSED
    origin = action.origin_entry
    line = origin.line if origin else action.origin_line
    times = action.carried.count() if action.pk else 0
    further: dict[str, Any] = {"times_carried": times} if times else {}
    if response := _named(action, kinds.RESPONSE, action.origin_response):
        further["response"] = response
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
            "recommendation": _named(action, kinds.RECOMMENDATION, action.recommendation),
            "line": _named(action, kinds.LINE, line),
            "themes": _themes(action, line),
            "review": as_review(action.review) if action.review else None,
            "from_minute": as_minute(action.origin_minute),
            **further,
        },
    )


def _named(
    action: Action, kind: str, origin: KeyLineOfEnquiry | Recommendation | Response | None
) -> str | None:
    """What an action came from, by its permanent key; only where the public knows of it.

    An action of a review goes out together with whatever of the review goes out.
    """
    if origin is None:
        return None
    key = str(origin.key)
    if action.review_id is not None and _goes_out(origin):
        return key
    return key if PublicRecord.objects.current().filter(kind=kind, key=key).exists() else None


def _goes_out(origin: KeyLineOfEnquiry | Recommendation | Response) -> bool:
    """Whether a record has a public copy once its review is published; no draft has one."""
    if isinstance(origin, KeyLineOfEnquiry):
        return origin.agreed_minute_id is not None
    if isinstance(origin, Recommendation):
        return origin.issued_on is not None and origin.state not in NEVER_PUBLIC
    return True


def _themes(action: Action, line: KeyLineOfEnquiry | None) -> list[dict[str, str]]:
    """The themes of the line and of the recommendation that the public may trace it to."""
    found: dict[str, dict[str, str]] = {}
    if line is not None and _named(action, kinds.LINE, line) and (theme := as_theme(line.theme)):
        found[theme["slug"]] = theme
    origin = action.recommendation
    if origin is not None and _named(action, kinds.RECOMMENDATION, origin):
        links = origin.finding_links.select_related("finding__line__theme").order_by("pk")
        found |= {one["slug"]: one for one in themes_of(link.finding for link in links)}
    return list(found.values())


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
            # By link it was reported before the clerk confirmed it.
            day = entry.data.get("reported_on") or civil_day(entry.timestamp)
            reported = date.fromisoformat(day)
        elif entry.data.get("move") in ("send_back", "reopen"):
            reported = None
    closing = action.closed_minute
    return reported or (closing.meeting.held_on if closing else None)
