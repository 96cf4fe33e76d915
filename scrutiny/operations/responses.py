"""Responses: asked for with the report, recorded, decided one by one, published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.models import Clock
from portal.operations import Refused, fresh, make_move, save_changed, save_new
from scrutiny.models import Recommendation, RecommendationResponse, Response, Review
from scrutiny.operations.people import require_clerk, roles_as_addressee
from scrutiny.operations.release import release_recommendations
from scrutiny.rules import lifecycle
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from boards.models import Person
    from portal.models import User

_MOVE_OF_DECISION = {
    RecommendationResponse.Decision.ACCEPTED: "accept",
    RecommendationResponse.Decision.PARTLY_ACCEPTED: "accept_in_part",
    RecommendationResponse.Decision.REJECTED: "reject",
}


def request_response(*, review: Review, addressee: Person, by: User, period_days: int) -> Response:
    """Ask an addressee for a response and start its clock; part of publishing the report.

    Somebody who was asked already is not asked again.
    """
    present = Response.objects.filter(review=review, addressee=addressee).first()
    if present is not None:
        return present
    today = clock.today()
    with transaction.atomic():
        response = save_new(
            Response(
                review=review, addressee=addressee, requested_on=today, period_days=period_days
            ),
            by=by,
            sentence=_("%s was asked for a response.") % addressee,
        )
        Clock.objects.create(
            rule="response_due",
            trigger_on=today,
            settings={"days": str(period_days)},
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
        return save_changed(
            response,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("The response of %s was recorded.") % response.addressee,
        )


def decide(
    *,
    response: Response,
    recommendation: Recommendation,
    by: User,
    values: Mapping[str, Any],
    expected_version: int | None = None,
) -> RecommendationResponse:
    """Record the decision on one recommendation: accept, accept in part, or reject with a reason.

    A responder decides only what is addressed to them; a clerk cites the document.
    """
    if recommendation.review_id != response.review_id or (
        recommendation.addressee_id != response.addressee_id
    ):
        raise Refused(_("That recommendation is not addressed to the one who answers here."))
    reasons = editing_refusals("response", str(response.state), frozenset({"decisions"}))
    if reasons:
        raise Refused(*reasons)
    roles = roles_as_addressee(by, response.review, response.addressee)
    unmet = {}
    if "responder" not in roles and not response.cited_document.strip():
        unmet["cited_document"] = _(
            "Name the document that you record this from, for example “Letter of 3 March 2026”."
        )
    reason = str(values.get("reason", ""))
    with transaction.atomic():
        decision = RecommendationResponse(
            response=response, recommendation=recommendation, **values
        )
        name = _MOVE_OF_DECISION.get(decision.decision, "")  # type: ignore[call-overload]
        make_move(
            recommendation,
            table=lifecycle.RECOMMENDATION,
            name=name,
            by=by,
            roles=roles,
            expected_version=expected_version,
            sentence=_("Recommendation %(number)s: %(decision)s.")
            % {
                "number": recommendation.number,
                "decision": str(decision.get_decision_display()).lower(),
            },
            unmet=unmet,
            reason=reason,
        )
        return save_new(
            decision,
            by=by,
            sentence=_("The decision on recommendation %s was recorded.") % recommendation.number,
        )


def revise_decision(
    *, recommendation: Recommendation, by: User, expected_version: int | None, reason: str
) -> Recommendation:
    """Take a decision back so that another can be recorded; the log keeps what it was."""
    response = Response.objects.filter(
        review=recommendation.review, addressee=recommendation.addressee
    ).first()
    with transaction.atomic():
        moved = make_move(
            recommendation,
            table=lifecycle.RECOMMENDATION,
            name="revise_decision",
            by=by,
            roles=roles_as_addressee(by, recommendation.review, recommendation.addressee),
            expected_version=expected_version,
            sentence=_("The decision on recommendation %s was taken back.") % recommendation.number,
            unmet={},
            reason=reason,
        )
        old = RecommendationResponse.objects.filter(recommendation=moved).first()
        if old is not None:
            audit.record(
                old,
                act=audit.REMOVE,
                by=by,
                sentence=_("The decision on recommendation %(number)s was: %(decision)s.")
                % {
                    "number": moved.number,
                    "decision": str(old.get_decision_display()).lower(),
                },
                reason=old.reason,
            )
            old.delete()
        if response is not None and response.state in {
            Response.State.COMPLETE,
            Response.State.PUBLISHED,
        }:
            raise Refused(
                _(
                    "The response was accepted as complete. A decision that changes after that is "
                    "recorded as progress on the recommendation."
                )
            )
        return moved


def move_response(
    *,
    response: Response,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
) -> Response:
    """Make one move of a response's table.

    Receiving it stops its clock; publishing it makes the answers public.
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
    values: dict[str, Any] = {}
    if move == "receive" and response.received_on is None:
        values["received_on"] = clock.today()
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
            values=values,
        )
        if move == "receive":
            Clock.objects.filter(subject_kind="response", subject_key=moved.key).update(
                met_on=moved.received_on
            )
        if move == "return":
            Clock.objects.filter(subject_kind="response", subject_key=moved.key).update(met_on=None)
        if move == "publish":
            release_recommendations(moved.review, by=by, subject=f"Response to {moved.review.slug}")
        return moved


def _require_party(response: Response, by: User) -> None:
    roles = roles_as_addressee(by, response.review, response.addressee)
    if not roles & {"clerk", "responder"}:
        require_clerk(by, response.review.body)
