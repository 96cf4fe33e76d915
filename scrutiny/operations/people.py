"""Who acts on a review, and with which roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.access import roles_in
from portal.operations import Refused
from scrutiny.addressees import answers_for

if TYPE_CHECKING:
    from boards.models import Minute, Person, ScrutinyBody
    from portal.models import User
    from scrutiny.models import Review


def roles_for(user: User, review: Review) -> frozenset[str]:
    """Roles of a person in a review: those in its body, and lead member of this very review."""
    roles = roles_in(user, review.body.slug) - {"lead_member"}
    return roles | {"lead_member"} if roles and review.is_led_by(user) else roles


def roles_as_addressee(user: User, review: Review, addressee: Person | None) -> frozenset[str]:
    """As `roles_for`; a responder counts as one only for what is addressed to their office."""
    roles = roles_for(user, review)
    if "responder" not in roles:
        return roles
    is_theirs = addressee is not None and answers_for(user, addressee)
    return roles if is_theirs else roles - {"responder"}


def require_clerk(user: User, body: ScrutinyBody) -> None:
    """Raise Refused unless this person is a clerk of the body today."""
    if "clerk" not in roles_in(user, body.slug):
        raise Refused(_("Only a clerk of the body can do this."))


def minute_refusal(minute: Minute | None, body: ScrutinyBody) -> dict[str, str]:
    """The unmet need of a minute, if any: it must be of this body, or of its parent."""
    if minute is None:
        return {"minute": _("Choose the minute that records the decision: meeting and number.")}
    if minute.meeting.body_id not in {body.pk, body.parent_id}:
        return {"minute": _("That minute is of another body. Choose one of this body.")}
    return {}
