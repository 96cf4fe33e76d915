"""The kinds of record on the desk of a body's sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from portal.desk import Kind, MoveForm
from scrutiny.desk.sources.forms import ExternalFindingForm, JudgementForm, SourceForm
from scrutiny.models import ExternalFinding, Judgement, Source
from scrutiny.operations import source_findings, source_judgements, sources
from scrutiny.operations.source_release import (
    publication_of,
    publish_source,
    standing_of,
    withdraw_source,
)
from scrutiny.rules.sources import CHANGED, DRAFT, PUBLICATION, PUBLISHED, WITHDRAWN

if TYPE_CHECKING:
    from portal.models import User

VERBS = {
    "publish": _("Publish"),
    "publish_changes": _("Publish the changes"),
    "withdraw": _("Withdraw"),
}
STATES = {
    DRAFT: _("Not published"),
    PUBLISHED: _("Published"),
    CHANGED: _("Changed since it was published"),
    WITHDRAWN: _("Withdrawn"),
}


class SourceMove(MoveForm):
    """Publishing a source, its changes, or taking it back."""

    def extend(self) -> None:
        """The reason for a withdrawal is for everybody."""
        if "reason" in self.fields:
            self.fields["reason"].help_text = _(
                "It is shown to everybody at the address of the source and of each finding. Name "
                "nobody."
            )

    def make(self, *, by: User) -> None:
        """Make it."""
        if self.row.name == "withdraw":
            withdraw_source(
                source=self.record,
                by=by,
                expected_version=self.version,
                reason=self.reason_given,
            )
            return
        publish_source(
            source=self.record,
            by=by,
            expected_version=self.version,
            changes=self.row.name == "publish_changes",
        )


def state_of(source: Any) -> str:
    """How a source stands to its public copy; the desk has looked it up for all of them."""
    if "publication" not in source.__dict__:
        source.publication = publication_of(source, standing_of(source.body))
    return str(source.publication)


SOURCES = Kind(
    name="sources",
    model=Source,
    title=_("Source"),
    lookup="body",
    form=SourceForm,
    table=PUBLICATION,
    move_form=SourceMove,
    verbs=VERBS,
    state_of=state_of,
    state_words=lambda source: STATES[state_of(source)],
    remove=sources.remove_source,
)
FINDINGS = Kind(
    name="findings",
    model=ExternalFinding,
    title=_("Finding of a source"),
    lookup="source__body",
    form=ExternalFindingForm,
    remove=source_findings.remove_finding,
)
JUDGEMENTS = Kind(
    name="judgements",
    model=Judgement,
    title=_("Judgement"),
    lookup="source__body",
    form=JudgementForm,
    remove=source_judgements.remove_judgement,
)
SOURCE_KINDS: dict[str, Kind] = {one.name: one for one in (SOURCES, FINDINGS, JUDGEMENTS)}
