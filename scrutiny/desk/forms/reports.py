"""The forms of a report and its editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.desk import RecordForm
from scrutiny.models import Report
from scrutiny.operations import reports

if TYPE_CHECKING:
    from portal.models import User


class FirstReportForm(RecordForm):
    """Begins a report or a new edition of it."""

    class Meta:
        model = Report
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.owner.reports.exists():
            self.fields["edition_reason"] = forms.CharField(
                label=_("Why there is a new edition"),
                help_text=_("Printed in the new edition and on the page of the old one."),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def _get_validation_exclusions(self) -> set[str]:
        """The operation makes the row and checks it; the empty one in hand is not checked."""
        return {field.name for field in Report._meta.fields}

    def validate_constraints(self) -> None:
        """As above."""

    def add(self, *, by: User) -> Any:
        """Begin the first edition, or the next one with its reason."""
        if "edition_reason" in self.fields:
            return reports.start_edition(
                review=self.owner, by=by, reason=self.cleaned_data["edition_reason"]
            )
        return reports.start_report(review=self.owner, by=by)


class ReportForm(RecordForm):
    """The words of an edition that are not in the records."""

    class Meta:
        model = Report
        fields = (
            "foreword",
            "summary",
            "summary_cy",
            "next_steps",
            "response_days",
            "response_rule",
        )

    def change(self, *, by: User) -> Any:
        """Change the text."""
        return reports.update_report(
            report=self.record, by=by, values=self.values(), expected_version=self.version
        )
