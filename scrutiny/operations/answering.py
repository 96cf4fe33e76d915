"""An office writes its answer, one recommendation at a time, and sends the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.operations import Refused, save_changed, save_new
from scrutiny.models import (
    AnswerDraft,
    Recommendation,
    RecommendationResponse,
    Response,
)
from scrutiny.operations.decisions import ANSWER_FIELDS, change_decision, decide
from scrutiny.operations.people import roles_as_addressee
from scrutiny.operations.responses import move_response
from scrutiny.rules.answers import missing_in_answer

if TYPE_CHECKING:
    from portal.models import User

#: Where an office may still write: before it has answered, and when its answer came back.
OPEN_STATES = frozenset({Response.State.REQUESTED, Response.State.INCOMPLETE})
#: What can still be answered: what waits, and what was decided before anybody began on it.
_DECIDED = frozenset({"accepted", "partly_accepted", "rejected"})
ANSWERABLE = _DECIDED | {"issued"}


def asked_of(response: Response) -> list[Recommendation]:
    """The recommendations that a response is about, in their order, with their decisions."""
    rows = Recommendation.objects.filter(
        review_id=response.review_id, addressee_id=response.addressee_id, issued_on__isnull=False
    )
    rows = rows.exclude(state__in=["superseded", "withdrawn"])
    return list(rows.select_related("decision", "answer_draft", "review__body", "addressee"))


def written(one: Recommendation) -> dict[str, Any]:
    """What stands for a recommendation now: its draft, else the decision sent, else nothing."""
    row = getattr(one, "answer_draft", None) or getattr(one, "decision", None)
    if row is None:
        return {name: None if name == "due_on" else "" for name in ANSWER_FIELDS}
    return {name: getattr(row, name) for name in ANSWER_FIELDS}


def is_whole(one: Recommendation) -> bool:
    """Whether what stands for a recommendation can be sent as it is."""
    values = written(one)
    values.pop("reason_cy")
    return not missing_in_answer(**values) and not _is_unchanged(one)


def save_draft(
    *,
    response: Response,
    recommendation: Recommendation,
    by: User,
    values: Mapping[str, Any],
    expected_version: int,
) -> AnswerDraft:
    """Keep what an office has written on one recommendation; it decides nothing yet.

    `expected_version` is that of the draft that the person began from, 0 where there was none.
    Of two people of the office the second gets a Conflict with what the first saved.
    """
    sentence = _("The answer to recommendation %s was written on.") % recommendation.number
    if recommendation.review_id != response.review_id or (
        recommendation.addressee_id != response.addressee_id
    ):
        raise Refused(_("That recommendation is not addressed to the one who answers here."))
    with transaction.atomic():
        response = _open_to(response, by)
        if Recommendation.objects.get(pk=recommendation.pk).state not in ANSWERABLE:
            raise Refused(_("This recommendation waits for no answer any more."))
        current = AnswerDraft.objects.filter(recommendation=recommendation).first()
        if current is None:
            draft = AnswerDraft(response=response, recommendation=recommendation, **values)
            return save_new(draft, by=by, sentence=sentence)
        return save_changed(
            current, by=by, values=values, expected_version=expected_version, sentence=sentence
        )


def send_answer(*, response: Response, by: User, expected_version: int | None) -> Response:
    """Send the whole answer: every decision is made and the response is received, or nothing is.

    What came back is sent again: a decision that was changed takes the place of the old one, and
    one that the body found to be no answer must have been changed. The drafts go.
    """
    with transaction.atomic():
        response = _open_to(response, by)
        asked = asked_of(response)
        waiting = [one for one in asked if one.state in ANSWERABLE and not is_whole(one)]
        if waiting:
            numbers = ", ".join(f"R{one.number}" for one in waiting)
            raise Refused(_("Not finished yet: %s.") % numbers)
        moved = move_response(
            response=response, move="receive", by=by, expected_version=expected_version
        )
        for one in asked:
            _settle(moved, one, by)
        AnswerDraft.objects.filter(response=moved).delete()
        return Response.objects.get(pk=moved.pk)


def _settle(response: Response, one: Recommendation, by: User) -> None:
    draft: AnswerDraft | None = getattr(one, "answer_draft", None)
    made: RecommendationResponse | None = getattr(one, "decision", None)
    if draft is None or one.state not in ANSWERABLE:
        return
    values = {name: getattr(draft, name) for name in ANSWER_FIELDS}
    if made is None:
        decide(response=response, recommendation=one, by=by, values=values)
    elif any(getattr(made, name) != value for name, value in values.items()):
        change_decision(
            decision=made,
            by=by,
            values=values,
            reason=_("Answered again after the response was sent back."),
            expected_version=made.version,
        )


def _is_unchanged(one: Recommendation) -> bool:
    """Whether an answer that the body found to be none stands as it was."""
    made: RecommendationResponse | None = getattr(one, "decision", None)
    if made is None or made.verdict != RecommendationResponse.Verdict.DOES_NOT_ANSWER:
        return False
    values = written(one)
    return all(getattr(made, name) == value for name, value in values.items())


def _open_to(response: Response, by: User) -> Response:
    """The response as it stands now, for one of its office, held until the transaction ends.

    So nobody writes on an answer that somebody else is sending. Raises Refused.
    """
    rows = Response.objects.select_for_update(of=("self",))
    current = rows.select_related("review__body", "addressee").get(pk=response.pk)
    if "responder" not in roles_as_addressee(by, current.review, current.addressee):
        raise Refused(_("Only the office that was asked can write its answer."))
    if current.state not in OPEN_STATES:
        raise Refused(_("This answer was sent. It can be changed only if the body sends it back."))
    return current
