"""Each witness gets the lines of enquiry before they are heard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.operations import Refused, save_changed
from scrutiny.models import KeyLineOfEnquiry, Witness
from scrutiny.operations.people import require_clerk
from scrutiny.rules.hearing import DEAD, NOT_AGREED

if TYPE_CHECKING:
    from portal.models import User
    from scrutiny.models import Review


def lines_for_witnesses(review: Review) -> list[KeyLineOfEnquiry]:
    """The lines that witnesses get, with their planned questions.

    Raises Refused while a line is not agreed, or when there is none.
    """
    lines = list(
        review.lines_of_enquiry.exclude(state__in=DEAD).prefetch_related("planned_questions")
    )
    if not lines:
        raise Refused(_("The review has no lines of enquiry yet."))
    waiting = [str(line.number) for line in lines if line.state in NOT_AGREED]
    if waiting:
        raise Refused(
            _("These lines are not agreed yet: %s. Witnesses get them once they are.")
            % ", ".join(waiting)
        )
    return lines


def record_lines_sent(*, witness: Witness, by: User, on: date, expected_version: int) -> Witness:
    """Record the day on which a witness was sent the lines. Raises Refused, Conflict."""
    require_clerk(by, witness.review.body)
    lines_for_witnesses(witness.review)
    if on > clock.today():
        raise Refused(_("That day is still to come. Record it once they were sent."))
    with transaction.atomic():
        return save_changed(
            witness,
            by=by,
            values={"lines_sent_on": on},
            expected_version=expected_version,
            sentence=_("The lines of enquiry were sent to a witness."),
        )
