"""Responses: asked for with the report, recorded, sent back, accepted, published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.models import Clock
from portal.operations import Refused, fresh, make_move, save_changed, save_new
from scrutiny.models import AnswerDraft, DeadlineRule, Recommendation, Response, Review
from scrutiny.operations.deadlines import answered_on, due_settings
from scrutiny.operations.decisions import change_decision, decide, revise_decision
from scrutiny.operations.people import require_clerk, roles_as_addressee
from scrutiny.operations.release import release_recommendations
from scrutiny.rules import lifecycle
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from boards.models import Person
    from portal.models import User

__all__ = [
    "change_decision",
    "decide",
    "move_response",
    "record_response",
    "request_response",
    "revise_decision",
]


def request_response(
    *,
    review: Review,
    addressee: Person,
    by: User,
    period_days: int,
    rule: str = DeadlineRule.PERIOD,
) -> Response:
    """Ask an addressee for a response and start its clock; part of publishing the report.

    `rule` says where the last day comes from: the body's own period of `period_days` calendar
    days, or a law's. Somebody who was asked already is not asked again.
    """
    present = Response.objects.filter(review=review, addressee=addressee).first()
    if present is not None:
        return present
    today = clock.today()
    with transaction.atomic():
        response = save_new(
            Response(
                review=review,
                addressee=addressee,
                requested_on=today,
                period_days=period_days,
                rule=rule,
            ),
            by=by,
            sentence=_("%s was asked for a response.") % addressee,
        )
        Clock.objects.create(
            rule=str(rule),
            trigger_on=today,
            settings=due_settings(rule, period_days),
            body=review.body.slug,
            subject_kind="response",
            subject_key=response.key,
            label=_("Response of %(person)s to “%(review)s”")
            % {"person": addressee.name, "review": review.title},
        )
        return response


def record_response(
    *,
    response: Response,
    by: User,
    values: Mapping[str, Any],
    expected_version: int,
) -> Response:
    """Record what the reply says as a whole, when it came, and the document cited for it."""
    response = fresh(response)
    _require_party(response, by)
    received = values.get("received_on")
    if isinstance(received, date):
        if received > clock.today():
            raise Refused(_("A response cannot have been received in the future."))
        if received < response.requested_on:
            raise Refused(_("A response cannot have been received before it was asked for."))
    changed = frozenset(name for name, value in values.items() if getattr(response, name) != value)
    reasons = editing_refusals("response", str(response.state), changed)
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        saved = save_changed(
            response,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("The response of %s was recorded.") % response.addressee,
        )
        _tell(saved, by=by)
        return saved


def move_response(
    *,
    response: Response,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
) -> Response:
    """Make one move of a response's table.

    Receiving it stops its clock. Sending it back counts, keeps the reason, and lets the clock run
    again from the day on which it was first asked for. Publishing it makes the answers public.
    """
    undecided = [
        f"R{one.number}"
        for one in Recommendation.objects.filter(
            review=response.review,
            addressee=response.addressee,
            state=Recommendation.State.ISSUED,
        )
    ]
    unmet = {}
    if undecided:
        unmet["every_recommendation_decided"] = _("Not decided yet: %s.") % ", ".join(undecided)
    sentence = {
        "receive": _("The response of %s was received."),
        "return": _("The response of %s was returned as incomplete."),
        "accept_complete": _("The response of %s was accepted as complete."),
        "publish": _("The response of %s was published."),
    }.get(move, _("The response of %s moved on.")) % response.addressee
    with transaction.atomic():
        moved = make_move(
            response,
            table=lifecycle.RESPONSE,
            name=move,
            by=by,
            roles=roles_as_addressee(by, response.review, response.addressee),
            expected_version=expected_version,
            sentence=sentence,
            unmet=unmet,
            reason=reason,
            values=_values_of(response, move, reason),
        )
        if move == "accept_complete":
            AnswerDraft.objects.filter(response=moved).delete()
        _tell(moved, by=by)
        return moved


def _values_of(response: Response, move: str, reason: str) -> dict[str, Any]:
    """What a move writes beside the state.

    An answer that comes after it was sent back is a new one, received on a new day, unless a clerk
    has recorded that day already.
    """
    current = fresh(response)
    if move == "return":
        return {
            "times_returned": current.times_returned + 1,
            "returned_reason": reason.strip(),
            "returned_on": clock.today(),
        }
    if move == "receive":
        recorded, returned = current.received_on, current.returned_on
        is_new = recorded is not None and (returned is None or recorded > returned)
        return {} if is_new else {"received_on": clock.today()}
    return {}


def _tell(response: Response, *, by: User) -> None:
    """Keep the clock of a response as it stands now, and its public copy with it."""
    Clock.objects.filter(subject_kind="response", subject_key=response.key).update(
        met_on=answered_on(response)
    )
    subject = _("Response of %(person)s to %(review)s") % {
        "person": response.addressee.name,
        "review": response.review.slug,
    }
    release_recommendations(response.review, by=by, subject=subject)


def _require_party(response: Response, by: User) -> None:
    roles = roles_as_addressee(by, response.review, response.addressee)
    if not roles & {"clerk", "responder"}:
        require_clerk(by, response.review.body)
