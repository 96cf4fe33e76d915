"""The call for evidence of a review: written, switched on and off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.access import roles_in
from portal.operations import Refused, fresh, save_changed, save_new
from scrutiny.models import CallForEvidence, Review
from scrutiny.operations.people import require_clerk
from scrutiny.operations.release import release_review

if TYPE_CHECKING:
    from portal.models import User

#: Stages in which a review may ask the public for evidence.
ASKING = frozenset({Review.State.SCOPED, Review.State.EVIDENCE})


def write_call(*, review: Review, by: User, values: Mapping[str, Any]) -> CallForEvidence:
    """Write a call for evidence. It is off until it is switched on."""
    require_clerk(by, review.body)
    _refuse_stranger(review, values)
    if CallForEvidence.objects.filter(review=review).exists():
        raise Refused(_("The review has a call for evidence already. Change that one."))
    with transaction.atomic():
        return save_new(
            CallForEvidence(review=review, **values),
            by=by,
            sentence=_("A call for evidence was written. It is off."),
        )


def change_call(
    *, call: CallForEvidence, by: User, values: Mapping[str, Any], expected_version: int
) -> CallForEvidence:
    """Change its words, days or named person; what was set apart before stays with its person."""
    require_clerk(by, call.review.body)
    _refuse_stranger(call.review, values)
    with transaction.atomic():
        saved = save_changed(
            call,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("The call for evidence was changed."),
        )
        release_review(saved.review, by=by)
        return saved


def switch_call(
    *, call: CallForEvidence, on: bool, by: User, expected_version: int | None
) -> CallForEvidence:
    """Switch it on or off. On: only for a review that gathers evidence, before its last day.

    Raises Refused for anybody but a clerk, at another stage, after the last day, or when the named
    person holds no role in the body any more; Withheld when the gate finds something in its words.
    """
    call = fresh(call)
    review = call.review
    require_clerk(by, review.body)
    if call.is_on == on:
        raise Refused(_("Somebody has done that already."))
    if on:
        reasons = _why_not_on(call)
        if reasons:
            raise Refused(*reasons)
    with transaction.atomic():
        saved = save_changed(
            call,
            by=by,
            values={"is_on": on},
            expected_version=call.version if expected_version is None else expected_version,
            sentence=(
                _("The call for evidence was switched on.")
                if on
                else _("The call for evidence was switched off.")
            ),
        )
        release_review(review, by=by)
        return saved


def _why_not_on(call: CallForEvidence) -> list[str]:
    reasons = []
    if call.review.state not in ASKING:
        reasons.append(
            _("A review asks for evidence once its scope is agreed, and until drafting.")
        )
    if call.closes_on < clock.today():
        reasons.append(_("Its last day has passed. Give it a later one first."))
    if not _holds_a_role(call.named_person, call.review):
        reasons.append(
            _("The named person holds no role in this body any more. Choose somebody who does.")
        )
    return reasons


def _refuse_stranger(review: Review, values: Mapping[str, Any]) -> None:
    person = values.get("named_person")
    if person is not None and not _holds_a_role(person, review):
        raise Refused(_("The named person must hold a role in this body."))


def _holds_a_role(person: User, review: Review) -> bool:
    return bool(roles_in(person, review.body.slug))
