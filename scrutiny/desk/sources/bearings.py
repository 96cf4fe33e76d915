"""On the desk of a review: what its evidence says of what others found."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.desk import DeskMixin, Kind, Row, Section, row_of
from portal.desk.screen import Fact
from scrutiny.desk.sources.links import BearingForm
from scrutiny.models import EvidenceBearing, Review
from scrutiny.operations.source_links import remove_bearing

BEARINGS = Kind(
    name="bearings",
    model=EvidenceBearing,
    title=gettext_lazy("What evidence says of a finding of others"),
    lookup="evidence__review",
    add_form=BearingForm,
    remove=remove_bearing,
)


def bearings_section(view: DeskMixin, review: Review) -> Section:
    """The evidence that bears findings of others out, and that which contradicts them."""
    found = EvidenceBearing.objects.filter(evidence__review=review).select_related(
        "evidence", "external_finding__source"
    )
    return Section(
        anchor=BEARINGS.name,
        heading=_("Evidence on what others found"),
        rows=[_row(view, one) for one in found],
        empty=_(
            "Evidence that bears out, or contradicts, a finding of an inspector or of others "
            "appears here."
        ),
        add_url=view.address("add", kind=BEARINGS.name),
        add_label=_("Say what evidence does to a finding of others"),
    )


def _row(view: DeskMixin, one: EvidenceBearing) -> Row:
    finding: Any = one.external_finding
    words = {"number": one.evidence.number, "does": one.get_bearing_display()}
    facts = [
        Fact(_("Finding"), f"{finding.source.title}, {finding.number}: {_short(finding.text)}"),
        *([Fact(_("In what way"), one.note)] if one.note else []),
    ]
    remove = view.address("remove", kind=BEARINGS.name, pk=one.pk)
    return row_of(
        view,
        BEARINGS,
        one,
        title=_("E%(number)s %(does)s") % words,
        facts=facts,
        links=[(_("Remove"), remove)],
    )


def _short(text: str) -> str:
    return Truncator(text).words(30)
