"""Assurance on the desk of a standing review and on that of the body that it is given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.desk import DeskMixin, Section, row_of
from scrutiny.desk.assurance.kinds import ASSURANCES, GIVEN
from scrutiny.desk.saying import day_words, facts_of
from scrutiny.models import AssuranceStatement, Review
from scrutiny.operations.assurance import state_of_assurance

if TYPE_CHECKING:
    from boards.models import ScrutinyBody
    from portal.desk import Kind, Row

_LINKS = (
    "review__body__parent",
    "agreed_minute__meeting",
    "given_at",
    "received_minute__meeting",
)


def assurance_sections(view: DeskMixin, review: Review) -> list[Section]:
    """What the sub-committee tells its parent body, year after year; of standing reviews only."""
    if review.kind != Review.Kind.STANDING:
        return []
    rows = ASSURANCES.rows(review).select_related(*_LINKS)
    return [
        Section(
            anchor=ASSURANCES.name,
            heading=_("Assurance to the parent body"),
            rows=[_row(view, ASSURANCES, one) for one in rows],
            empty=_("What the sub-committee tells the body that set it up appears here."),
            add_url=view.address("add", kind=ASSURANCES.name),
            add_label=_("Write an assurance"),
        )
    ]


def given_sections(view: DeskMixin, body: ScrutinyBody) -> list[Section]:
    """What the sub-committees of a body have given to it; no section where there is none."""
    rows = list(GIVEN.rows(body).select_related(*_LINKS))
    if not rows:
        return []
    return [
        Section(
            anchor=GIVEN.name,
            heading=_("Assurance from sub-committees"),
            rows=[_row(view, GIVEN, one) for one in rows],
            empty="",
        )
    ]


def _row(view: DeskMixin, kind: Kind, one: AssuranceStatement) -> Row:
    period = _("%(first)s to %(last)s") % {
        "first": day_words(one.from_day),
        "last": day_words(one.to_day),
    }
    return row_of(
        view,
        kind,
        one,
        title=one.get_level_display(),
        facts=facts_of(
            (_("Sub-committee"), one.review.body.name if kind is GIVEN else ""),
            (_("Period"), period),
            (_("What it says"), one.text),
            (_("Agreed by"), str(one.agreed_minute or "")),
            (_("Given at"), str(one.given_at or "")),
            (_("Received by"), str(one.received_minute or "")),
        ),
        can_edit=state_of_assurance(one) == "draft",
    )
