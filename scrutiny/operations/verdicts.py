"""What the body thinks of each answer: recorded by the clerk with the minute that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal.operations import Refused, save_changed
from scrutiny.models import RecommendationResponse, Response
from scrutiny.operations.people import minute_refusal, require_clerk
from scrutiny.operations.release import release_recommendations
from scrutiny.operations.responses import move_response

if TYPE_CHECKING:
    from boards.models import Minute
    from portal.models import User

_Verdict = RecommendationResponse.Verdict


def record_verdict(
    *,
    decision: RecommendationResponse,
    by: User,
    verdict: str,
    reason: str,
    minute: Minute | None,
    expected_version: int,
) -> RecommendationResponse:
    """Record whether an answer answers the recommendation, as a minute says.

    A response that has been received goes back to its office with the first answer that does not
    answer; the reasons of further ones are added to it. Once a response has been accepted as
    complete the verdict is recorded and shown, and nothing moves. Raises Refused, Conflict.
    """
    current = RecommendationResponse.objects.select_related(
        "recommendation", "response__review__body", "response__addressee"
    ).get(pk=decision.pk)
    response = current.response
    body = response.review.body
    require_clerk(by, body)
    reasons = list(minute_refusal(minute, body).values())
    if verdict not in _Verdict.values:
        reasons.append(_("Choose what the body thinks of the answer."))
    if verdict == _Verdict.DOES_NOT_ANSWER and not reason.strip():
        reasons.append(_("Say why it does not answer. The office reads it, and so does everybody."))
    if response.state == Response.State.REQUESTED:
        reasons.append(_("The response has not been received yet."))
    if reasons:
        raise Refused(*reasons)
    number = current.recommendation.number
    with transaction.atomic():
        saved = save_changed(
            current,
            by=by,
            values={
                "verdict": verdict,
                "verdict_reason": reason.strip(),
                "verdict_minute": minute,
            },
            expected_version=expected_version,
            sentence=_(
                "The verdict on the answer to recommendation %(number)s: %(verdict)s. (%(minute)s)"
            )
            % {
                "number": number,
                "verdict": str(_Verdict(verdict).label).lower(),
                "minute": minute,
            },
        )
        if verdict == _Verdict.DOES_NOT_ANSWER:
            _send_back(response, by=by, why=f"R{number}: {reason.strip()}")
        release_recommendations(
            response.review, by=by, subject=f"Verdict on R{number} of {response.review.slug}"
        )
        return saved


def _send_back(response: Response, *, by: User, why: str) -> None:
    if response.state == Response.State.RECEIVED:
        move_response(response=response, move="return", by=by, expected_version=None, reason=why)
    elif response.state == Response.State.INCOMPLETE:
        save_changed(
            response,
            by=by,
            values={"returned_reason": f"{response.returned_reason}\n{why}".strip()},
            expected_version=response.version,
            sentence=_("A reason was added to why the response of %s was returned.")
            % response.addressee,
        )
