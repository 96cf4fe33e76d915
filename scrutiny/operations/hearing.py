"""Hearing the lines of a review under an item of a meeting: opened, and the item closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem
from boards.operations.agenda_moves import consider_item
from boards.rules.agenda import AGENDA_CLOSED, LEFT
from portal.operations import Refused, save_new
from scrutiny.models import Hearing
from scrutiny.operations.people import require_clerk
from scrutiny.rules.hearing import DEAD, NOT_AGREED
from scrutiny.workspace.hearing_rows import untouched_of

if TYPE_CHECKING:
    from portal.models import User
    from scrutiny.models import Review


def open_hearing(*, review: Review, item: AgendaItem, by: User) -> Hearing:
    """Say under which item of a meeting the lines of a review are put to witnesses.

    Raises Refused when the item is another body's, has left the agenda, holds a hearing already,
    or when no line of the review is agreed yet.
    """
    require_clerk(by, review.body)
    meeting = item.meeting
    if meeting.body_id not in {review.body_id, review.body.parent_id}:
        raise Refused(_("Something chosen here belongs to another review or another body."))
    reasons = []
    if meeting.body_id != review.body_id:
        require_clerk(by, meeting.body)
    if item.state in LEFT:
        reasons.append(_("That item has left the agenda. Choose one that stands on it."))
    if meeting.state in AGENDA_CLOSED:
        reasons.append(_("The minutes of that meeting are confirmed, or it was called off."))
    if not review.lines_of_enquiry.exclude(state__in=DEAD | NOT_AGREED).exists():
        reasons.append(_("Agree the lines of enquiry at a meeting before they are put to anybody."))
    if Hearing.objects.filter(item=item).exists():
        reasons.append(_("Lines are heard under that item already."))
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        return save_new(
            Hearing(review=review, item=item),
            by=by,
            sentence=_("The lines of enquiry of “%(review)s” are heard at %(meeting)s.")
            % {"review": review, "meeting": meeting},
        )


def close_item(
    *, hearing: Hearing, by: User, expected_version: int | None, has_seen_untouched: bool
) -> AgendaItem:
    """Record that the item was considered, once the clerk has seen what nobody asked about.

    `expected_version` is that of the agenda item. Raises Refused, Conflict.
    """
    require_clerk(by, hearing.review.body)
    if untouched_of(hearing) and not has_seen_untouched:
        raise Refused(_("Say that you have seen what is untouched, and told the chair."))
    return consider_item(hearing.item, by=by, expected_version=expected_version)
