"""The timetable of a review on its desk: what is planned for when, and what is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from portal.desk import DeskMixin, Fact, Section, row_of
from scrutiny.desk.programme.timetable_kind import TIMETABLE
from scrutiny.desk.saying import day_words

if TYPE_CHECKING:
    from datetime import date

    from scrutiny.models import Review


def timetable_section(view: DeskMixin, review: Review, *, today: date) -> Section:
    """What is planned for when, and what is behind."""
    reached = _reached(review)
    facts = [
        Fact(
            step.get_step_display(),
            _("%(day)s (late)") % {"day": day_words(step.planned_on)}
            if step.planned_on < today and step.step not in reached
            else day_words(step.planned_on),
        )
        for step in review.timetable.all()
    ]
    row = row_of(view, TIMETABLE, review, title=_("Planned days"), facts=facts)
    return Section(
        anchor=TIMETABLE.name,
        heading=_("Timetable"),
        rows=[row],
        empty="",
        note="" if facts else _("No day is planned yet. The public sees the days that are."),
    )


#: What a review has behind it at each stage, in the words of the timetable.
_ORDER: Final = ("evidence", "drafting", "agreed", "published", "tracking")
_AT: Final = {
    "evidence": 1,
    "drafting": 2,
    "consultation": 2,
    "agreed": 3,
    "published": 4,
    "response_received": 4,
    "tracking": 5,
    "closed": 5,
}


def _reached(review: Review) -> frozenset[str]:
    return frozenset(_ORDER[: _AT.get(str(review.state), 0)])
