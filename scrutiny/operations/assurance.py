"""The assurance of a standing sub-committee: written, agreed, given to its parent, received.

Each step is recorded by a clerk with what shows it: the sub-committee's minute, the meeting of the
parent body, the parent's minute. The clerk of either body may record that it was received.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access import roles_in
from portal.operations import (
    Conflict,
    Refused,
    fresh,
    refuse_unless_allowed,
    save_changed,
    save_new,
)
from scrutiny.models import AssuranceStatement, Review
from scrutiny.operations.people import require_clerk
from scrutiny.operations.release import release_review
from scrutiny.rules.assurance import ASSURANCE, assurance_state

if TYPE_CHECKING:
    from boards.models import Meeting, Minute
    from portal.models import User


def state_of_assurance(statement: AssuranceStatement) -> str:
    """Where it stands: `draft`, `agreed`, `given` or `received`."""
    return assurance_state(
        is_agreed=statement.agreed_minute_id is not None,
        is_given=statement.given_at_id is not None,
        is_received=statement.received_minute_id is not None,
    )


def write_assurance(*, review: Review, by: User, values: Mapping[str, Any]) -> AssuranceStatement:
    """Enter an assurance for a period of a standing review.

    Raises Refused for a review of another kind, and for a body that has no parent to be assured.
    """
    require_clerk(by, review.body)
    if review.kind != Review.Kind.STANDING:
        raise Refused(_("Only a standing review gives assurance."))
    if review.body.parent_id is None:
        raise Refused(_("This body has no parent body that it could give assurance to."))
    with transaction.atomic():
        return save_new(
            AssuranceStatement(review=review, **values),
            by=by,
            sentence=_("An assurance was written."),
        )


def change_assurance(
    *, statement: AssuranceStatement, by: User, values: Mapping[str, Any], expected_version: int
) -> AssuranceStatement:
    """Change the text of an assurance that the sub-committee has not agreed yet."""
    require_clerk(by, statement.review.body)
    if values and state_of_assurance(fresh(statement)) != "draft":
        raise Refused(
            _("The sub-committee has agreed this assurance. Write a new one for a later period.")
        )
    with transaction.atomic():
        return save_changed(
            statement,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("An assurance was changed."),
        )


def move_assurance(
    *,
    statement: AssuranceStatement,
    move: str,
    by: User,
    expected_version: int | None,
    minute: Minute | None = None,
    meeting: Meeting | None = None,
) -> AssuranceStatement:
    """Agree it (the sub-committee's minute), give it (a meeting of the parent), receive it.

    Raises Refused when a step before it is missing, the person is no clerk, or the minute or
    meeting is of the wrong body; Conflict when somebody else was first.
    """
    review = statement.review
    current = fresh(statement)
    if expected_version is not None and current.version != expected_version:
        raise Conflict(current)
    row = ASSURANCE.find(state=state_of_assurance(current), name=move)
    unmet = _unmet(move, review, minute=minute, meeting=meeting)
    refuse_unless_allowed(row, roles=_roles(by, review, move), reason="", unmet=unmet)
    column, value, sentence = {
        "agree": ("agreed_minute", minute, _("The sub-committee agreed its assurance.")),
        "give": ("given_at", meeting, _("The assurance was given to the parent body.")),
        "receive": ("received_minute", minute, _("The parent body received the assurance.")),
    }[move]
    with transaction.atomic():
        moved = save_changed(
            current,
            by=by,
            values={column: value},
            expected_version=current.version,
            sentence=f"{sentence} ({value})",
        )
        release_review(review, by=by)
        return moved


def _roles(by: User, review: Review, move: str) -> frozenset[str]:
    held = roles_in(by, review.body.slug)
    if move == "receive" and review.body.parent is not None:
        held |= roles_in(by, review.body.parent.slug)
    return held


def _unmet(
    move: str, review: Review, *, minute: Minute | None, meeting: Meeting | None
) -> dict[str, str]:
    """What the step lacks. The sub-committee agrees, its parent receives: neither for the other."""
    if move == "give":
        if meeting is None or meeting.body_id != review.body.parent_id:
            return {"meeting": _("Choose the meeting of the parent body that it is given to.")}
        return {}
    body = review.body.parent_id if move == "receive" else review.body_id
    if minute is None or minute.meeting.body_id != body:
        told = (
            _("Choose the minute of the parent body that says it was received.")
            if move == "receive"
            else _("Choose the minute of the sub-committee that agreed it.")
        )
        return {"minute": told}
    return {}
