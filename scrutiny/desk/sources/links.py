"""What prompted a record, and what evidence says of what others found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from portal.desk import RecordForm
from scrutiny.desk.sources.choices import FindingChoice, FindingTicks, findings_for
from scrutiny.models import EvidenceBearing
from scrutiny.operations.source_links import add_bearing

if TYPE_CHECKING:
    from portal.models import User

__all__ = ["BearingForm", "PromptedForm", "origins_field"]


def origins_field() -> FindingTicks:
    """The field of a form that says which external findings prompted its record."""
    return FindingTicks(
        label=_("Findings of others that prompted it"),
        help_text=_(
            "From the body's sources. Enter them there first if they are not in this list."
        ),
    )


class PromptedForm(RecordForm):
    """A form with a field `origins`; its subclass declares it and names the body in `narrow()`."""

    def offer_origins(self, body: Any) -> None:
        """Offer the findings that a body may build on, those chosen already ticked."""
        self.choices("origins", findings_for(body))
        if not self.is_new:
            held = self.record.origins.values_list("external_finding_id", flat=True)
            self.initial.setdefault("origins", list(held))


class BearingForm(RecordForm):
    """What an item of evidence does to a finding of somebody else's."""

    external_finding = FindingChoice(label=_("Finding of others"))

    class Meta:
        model = EvidenceBearing
        fields = ("evidence", "external_finding", "bearing", "note")

    def narrow(self) -> None:
        """Evidence of the review, findings of its body."""
        self.choices("evidence", self.owner.evidence.exclude(state="withdrawn"))
        self.choices("external_finding", findings_for(self.owner.body))
        self.fields["note"].help_text = _("Needed where the evidence contradicts the finding.")

    def add(self, *, by: User) -> Any:
        """Record it."""
        values = self.values()
        return add_bearing(
            evidence=values["evidence"],
            by=by,
            finding=values["external_finding"],
            bearing=values["bearing"],
            note=values["note"],
        )
