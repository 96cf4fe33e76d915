"""Questions that members mean to ask, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal import audit
from portal.operations import Conflict, Refused, save_changed, save_new
from scrutiny.models import KeyLineOfEnquiry, PlannedQuestion
from scrutiny.operations.people import require_clerk
from scrutiny.rules.hearing import DEAD

if TYPE_CHECKING:
    from portal.models import User


def plan_question(
    *, line: KeyLineOfEnquiry, by: User, values: Mapping[str, Any]
) -> PlannedQuestion:
    """Plan a question on a line; it takes the next number of the line.

    Raises Refused for a line that is dropped or replaced, and for an asker of another body.
    """
    require_clerk(by, line.review.body)
    with transaction.atomic():
        current = KeyLineOfEnquiry.objects.select_for_update().get(pk=line.pk)
        if current.state in DEAD:
            raise Refused(_("This line is dropped or replaced. Plan questions on its new version."))
        _refuse_foreign(line, values)
        newest = current.planned_questions.aggregate(newest=Max("number"))["newest"] or 0
        question = PlannedQuestion(line=line, number=newest + 1, **values)
        return save_new(
            question,
            by=by,
            sentence=_("A question was planned on key line of enquiry %s.") % line.number,
        )


def change_question(
    *, question: PlannedQuestion, by: User, values: Mapping[str, Any], expected_version: int
) -> PlannedQuestion:
    """Change the words of a planned question, or who asks it. Raises Refused, Conflict."""
    line = question.line
    require_clerk(by, line.review.body)
    _refuse_foreign(line, values)
    with transaction.atomic():
        return save_changed(
            question,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("A planned question on key line of enquiry %s was changed.") % line.number,
        )


def remove_question(*, record: PlannedQuestion, by: User, expected_version: int) -> None:
    """Take a planned question away that was not asked. Raises Refused, Conflict."""
    line = record.line
    require_clerk(by, line.review.body)
    with transaction.atomic():
        current = PlannedQuestion.objects.select_for_update().get(pk=record.pk)
        if current.version != expected_version:
            raise Conflict(current)
        if current.entries.exists():
            raise Refused(_("This question was asked at a meeting, so it stays."))
        audit.record(
            current,
            act=audit.REMOVE,
            by=by,
            sentence=_("A planned question on key line of enquiry %s was removed.") % line.number,
        )
        current.delete()


def _refuse_foreign(line: KeyLineOfEnquiry, values: Mapping[str, Any]) -> None:
    asker = values.get("asker")
    if asker is not None and asker.body_id != line.review.body_id:
        raise Refused(_("Something chosen here belongs to another review or another body."))
