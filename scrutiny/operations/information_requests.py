"""Information requests: asked in writing with a day, answered, closed. They are no actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.access import roles_in
from portal.numbering import next_number
from portal.operations import Refused, fresh, make_move, save_changed, save_new
from portal.rules.references import municipal_year
from scrutiny.addressees import answers_for
from scrutiny.models import InformationRequest
from scrutiny.operations.people import require_clerk
from scrutiny.rules import lifecycle
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from boards.models import ScrutinyBody
    from portal.models import User
    from scrutiny.models import Review


def add_request(
    *, body: ScrutinyBody, by: User, values: Mapping[str, Any], review: Review | None = None
) -> InformationRequest:
    """Ask for information; the request takes the next number of the body in this municipal year.

    Raises Refused when the person is no clerk, or something chosen is another body's.
    """
    require_clerk(by, body)
    _refuse_foreign(body, values, review)
    year = municipal_year(clock.today())
    with transaction.atomic():
        number = next_number(body=body.slug, series="information_request", period=year)
        request = InformationRequest(
            body=body, review=review, number=number, municipal_year=year, **values
        )
        return save_new(
            request,
            by=by,
            sentence=_("Information request %s was entered.") % request.reference,
        )


def change_request(
    *, request: InformationRequest, by: User, values: Mapping[str, Any], expected_version: int
) -> InformationRequest:
    """Change a request that waits for its answer. Raises Refused, Conflict."""
    request = fresh(request)
    require_clerk(by, request.body)
    _refuse_foreign(request.body, values, request.review)
    changed = frozenset(name for name, value in values.items() if getattr(request, name) != value)
    reasons = editing_refusals("information_request", str(request.state), changed)
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        return save_changed(
            request,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("Information request %s was changed.") % request.reference,
        )


def move_request(
    *,
    request: InformationRequest,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
    answer: str = "",
) -> InformationRequest:
    """Make one move of a request's table. Answering takes the answer; sending back takes it out.

    Raises Refused when the answer is empty, the move is not in the table or not this person's.
    """
    values: dict[str, Any] = {}
    if move == "answer":
        if not answer.strip():
            raise Refused(_("Write the answer first."))
        values = {"answer": answer.strip(), "answered_on": clock.today()}
    if move == "send_back":
        values = {"answered_on": None}
    sentence = {
        "answer": _("Information request %s was answered."),
        "send_back": _("Information request %s was sent back: the answer is not enough."),
        "close": _("Information request %s was closed."),
        "withdraw": _("Information request %s was withdrawn."),
    }.get(move, _("Information request %s moved on.")) % request.reference
    with transaction.atomic():
        return make_move(
            request,
            table=lifecycle.INFORMATION_REQUEST,
            name=move,
            by=by,
            roles=roles_on(request, by),
            expected_version=expected_version,
            sentence=sentence,
            unmet={},
            reason=reason,
            values=values,
        )


def roles_on(request: InformationRequest, user: User) -> frozenset[str]:
    """Roles in the body. Whoever was asked is its `owner`; a responder answers for their office."""
    roles = roles_in(user, request.body.slug)
    if "responder" in roles and not answers_for(user, request.addressee):
        roles -= {"responder"}
    return roles | {"owner"} if request.addressee.user_id == user.pk else roles


def _refuse_foreign(body: ScrutinyBody, values: Mapping[str, Any], review: Review | None) -> None:
    addressee = values.get("addressee")
    minute = values.get("origin_minute")
    line = values.get("line")
    if (
        (addressee is not None and addressee.body_id != body.pk)
        or (minute is not None and minute.meeting.body_id not in {body.pk, body.parent_id})
        or (review is not None and review.body_id != body.pk)
        or (line is not None and line.review_id != (review.pk if review is not None else None))
    ):
        raise Refused(_("Something chosen here belongs to another review or another body."))
