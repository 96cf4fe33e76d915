"""Questions and answers of a meeting, entered once however often they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from boards.rules.agenda import BEGUN
from portal import clock
from portal.operations import Refused, fresh, save_changed, save_new
from scrutiny.models import Hearing, HearingEntry, KeyLineOfEnquiry
from scrutiny.operations.people import require_clerk
from scrutiny.operations.take_aways import (
    make_take_away,
    refuse_change_of_take_away,
    take_away_of,
)
from scrutiny.rules.hearing import NOT_AGREED

if TYPE_CHECKING:
    from portal.models import User


def enter_answer(
    *,
    hearing: Hearing,
    line: KeyLineOfEnquiry,
    by: User,
    key: UUID,
    values: Mapping[str, Any],
) -> HearingEntry:
    """Enter a question and its answer on a line, with what was taken away from it.

    `key` was made where it was typed: sent again by the same person it is the same row, also when
    the item or the review has been closed meanwhile. Raises Refused when the meeting has not begun
    or its minutes are confirmed, the line is not agreed, or something chosen is foreign.
    """
    require_clerk(by, hearing.review.body)
    with transaction.atomic():
        # One at a time for each hearing: the same answer sent twice at once is still one row.
        Hearing.objects.select_for_update().get(pk=hearing.pk)
        sent = HearingEntry.objects.filter(key=key).first()
        if sent is not None:
            if sent.hearing_id != hearing.pk or sent.entered_by_id != by.pk:
                raise Refused(_("This answer cannot be entered. Type it once more."))
            return sent
        _refuse_unless_heard(hearing, line)
        _refuse_foreign(hearing, line, values)
        entry = HearingEntry(
            hearing=hearing, line=line, key=key, entered_at=clock.now(), entered_by=by, **values
        )
        save_new(
            entry,
            by=by,
            sentence=_("A question and its answer were entered on key line of enquiry %s.")
            % line.number,
        )
        make_take_away(entry, by=by)
        return entry


def correct_answer(
    *, entry: HearingEntry, by: User, values: Mapping[str, Any], expected_version: int
) -> HearingEntry:
    """Correct an entry. A take-away can be added later, and is then changed on the desk.

    Raises Refused, Conflict with the other's version.
    """
    entry = fresh(entry)
    hearing = entry.hearing
    require_clerk(by, hearing.review.body)
    _refuse_foreign(hearing, entry.line, values)
    with transaction.atomic():
        Hearing.objects.select_for_update().get(pk=hearing.pk)
        refuse_change_of_take_away(entry, values)
        saved = save_changed(
            entry,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("An answer on key line of enquiry %s was corrected.") % entry.line.number,
        )
        if take_away_of(saved) is None:
            make_take_away(saved, by=by)
        return saved


def _refuse_unless_heard(hearing: Hearing, line: KeyLineOfEnquiry) -> None:
    reasons = []
    state = hearing.item.meeting.state
    if state == "minutes_confirmed":
        reasons.append(_("The minutes of this meeting are confirmed. Nothing is added to it."))
    elif state not in BEGUN:
        reasons.append(_("The meeting has not begun. Start it on its desk first."))
    if line.state in NOT_AGREED:
        reasons.append(_("This line of enquiry is not agreed yet."))
    if reasons:
        raise Refused(*reasons)


def _refuse_foreign(hearing: Hearing, line: KeyLineOfEnquiry, values: Mapping[str, Any]) -> None:
    review = hearing.review
    planned, witness = values.get("planned"), values.get("witness")
    owner = values.get("take_away_owner")
    if (
        line.review_id != review.pk
        or (planned is not None and planned.line_id != line.pk)
        or (witness is not None and witness.review_id != review.pk)
        or (owner is not None and owner.body_id != review.body_id)
    ):
        raise Refused(_("Something chosen here belongs to another review or another body."))
