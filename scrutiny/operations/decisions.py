"""The decision on one recommendation: recorded, taken back, changed after it was accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.operations import Conflict, Refused, make_move, save_new
from scrutiny.models import Recommendation, RecommendationResponse, Response
from scrutiny.operations.people import roles_as_addressee
from scrutiny.operations.release import release_recommendations
from scrutiny.rules import lifecycle
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.models import User

#: What is written about one recommendation.
ANSWER_FIELDS = ("decision", "reason", "reason_cy", "action", "owner", "due_on")
_MOVE_OF_DECISION = {
    RecommendationResponse.Decision.ACCEPTED: "accept",
    RecommendationResponse.Decision.PARTLY_ACCEPTED: "accept_in_part",
    RecommendationResponse.Decision.REJECTED: "reject",
}
_ACCEPTED_AS_COMPLETE = frozenset({Response.State.COMPLETE, Response.State.PUBLISHED})


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
    return _decide(response, recommendation, by, values, expected_version)


def revise_decision(
    *, recommendation: Recommendation, by: User, expected_version: int | None, reason: str
) -> Recommendation:
    """Take a decision back so that another can be recorded; the log keeps what it was.

    Not once the response was accepted as complete: nothing published may be without its answer.
    `change_decision` then puts another in its place in one step.
    """
    response = _response_to(recommendation)
    with transaction.atomic():
        moved = _take_back(recommendation, by, expected_version, reason)
        if response is not None and response.state in _ACCEPTED_AS_COMPLETE:
            raise Refused(
                _(
                    "The response was accepted as complete. Change the decision in one step, with "
                    "the new one and the reason."
                )
            )
        return moved


def change_decision(
    *,
    decision: RecommendationResponse,
    by: User,
    values: Mapping[str, Any],
    reason: str,
    expected_version: int,
) -> RecommendationResponse:
    """Put another decision in the place of one, at any stage of the response.

    The recommendation goes back to “awaiting a response” and on to the new decision in one
    transaction. The verdict goes with the old decision, since it was about that; the log keeps
    both. `values` are the parts that change. Raises Conflict when somebody changed it meanwhile.
    """
    with transaction.atomic():
        # The row that stays is locked: the decision itself goes when it is changed.
        Recommendation.objects.select_for_update().get(pk=decision.recommendation_id)
        current = (
            RecommendationResponse.objects.select_related(
                "recommendation__review__body", "recommendation__addressee", "response"
            )
            .filter(recommendation=decision.recommendation_id)
            .first()
        )
        if current is None:
            raise Refused(_("The decision was taken back meanwhile. Record the new one."))
        if current.pk != decision.pk or current.version != expected_version:
            raise Conflict(current)
        kept = {name: getattr(current, name) for name in ANSWER_FIELDS}
        open_again = _take_back(current.recommendation, by, None, reason)
        made = _decide(current.response, open_again, by, {**kept, **values}, open_again.version)
        release_recommendations(
            open_again.review,
            by=by,
            subject=f"Recommendation R{open_again.number} of {open_again.review.slug}",
        )
        return made


def _response_to(recommendation: Recommendation) -> Response | None:
    return Response.objects.filter(
        review=recommendation.review, addressee=recommendation.addressee
    ).first()


def _decide(
    response: Response,
    recommendation: Recommendation,
    by: User,
    values: Mapping[str, Any],
    expected_version: int | None,
) -> RecommendationResponse:
    roles = roles_as_addressee(by, response.review, response.addressee)
    unmet = {}
    if "responder" not in roles and not response.cited_document.strip():
        unmet["cited_document"] = _(
            "Name the document that you record this from, for example “Letter of 3 March 2026”."
        )
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
            reason=str(values.get("reason", "")),
        )
        return save_new(
            decision,
            by=by,
            sentence=_("The decision on recommendation %s was recorded.") % recommendation.number,
        )


def _take_back(
    recommendation: Recommendation, by: User, expected_version: int | None, reason: str
) -> Recommendation:
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
    return moved
