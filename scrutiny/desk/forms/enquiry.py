"""The forms of the enquiry: lines, witnesses, evidence, findings, recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import Document, Meeting
from portal.desk import RecordForm
from scrutiny.desk.forms.choices import DEAD_LINES, people_of, ticks
from scrutiny.desk.sources.links import PromptedForm, origins_field
from scrutiny.models import Evidence, Finding, KeyLineOfEnquiry, Recommendation, Witness
from scrutiny.operations import records

if TYPE_CHECKING:
    from portal.models import User


class ReviewRecordForm(RecordForm):
    """What forms of lines, witnesses, evidence, findings and recommendations share."""

    record_kind: records.RecordKind

    def add(self, *, by: User) -> Any:
        """Enter the record."""
        return records.add_record(
            kind=self.record_kind, review=self.owner, by=by, values=self.values()
        )

    def change(self, *, by: User) -> Any:
        """Change the record."""
        return records.change_record(
            kind=self.record_kind,
            record=self.record,
            by=by,
            values=self.values(),
            expected_version=self.version,
        )


class LineForm(PromptedForm, ReviewRecordForm):
    """A key line of enquiry."""

    origins = origins_field()

    record_kind = records.LINES

    class Meta:
        model = KeyLineOfEnquiry
        fields = (
            "question",
            "question_cy",
            "rationale",
            "origins",
            "evidence_wanted",
            "theme",
            "lead_questioner",
            "conclusion",
            "conclusion_cy",
            "confidence",
        )

    def narrow(self) -> None:
        """Questioners are people of the body."""
        self.choices("lead_questioner", people_of(self.owner.body))
        self.offer_origins(self.owner.body)


class WitnessForm(ReviewRecordForm):
    """A witness."""

    record_kind = records.WITNESSES

    class Meta:
        model = Witness
        fields = ("name", "post", "organisation", "is_public", "public_description", "heard_at")

    def narrow(self) -> None:
        """Witnesses are heard at meetings of the body."""
        self.choices("heard_at", Meeting.objects.filter(body=self.owner.body))


class EvidenceForm(ReviewRecordForm):
    """An item of evidence."""

    record_kind = records.EVIDENCE

    class Meta:
        model = Evidence
        fields = (
            "kind",
            "title",
            "summary",
            "witness",
            "provider",
            "dated_on",
            "meeting",
            "document",
            "access",
            "restriction_reason",
            "lines",
        )
        widgets = {"lines": ticks(), "access": forms.RadioSelect()}

    def narrow(self) -> None:
        """Witnesses and lines of the review, meetings and documents of the body."""
        self.choices("witness", self.owner.witnesses.all())
        self.choices("meeting", Meeting.objects.filter(body=self.owner.body))
        self.choices("document", Document.objects.filter(body=self.owner.body))
        self.choices("lines", self.owner.lines_of_enquiry.exclude(state__in=DEAD_LINES))
        self.fields["lines"].label = _("Lines of enquiry that it bears on")


class FindingForm(ReviewRecordForm):
    """A finding."""

    record_kind = records.FINDINGS

    class Meta:
        model = Finding
        fields = ("line", "text", "text_cy", "strength", "is_positive", "evidence")
        widgets = {"evidence": ticks()}

    def narrow(self) -> None:
        """Lines and evidence of the review."""
        self.choices("line", self.owner.lines_of_enquiry.exclude(state__in=DEAD_LINES))
        self.choices("evidence", self.owner.evidence.exclude(state="withdrawn"))
        self.fields["evidence"].label = _("Evidence that it cites")
        self.fields["evidence"].required = False


class RecommendationForm(ReviewRecordForm):
    """A recommendation."""

    record_kind = records.RECOMMENDATIONS

    class Meta:
        model = Recommendation
        fields = ("text", "text_cy", "addressee", "timescale", "measure", "findings")
        widgets = {"findings": ticks()}

    def narrow(self) -> None:
        """Addressees are people of the body's register; findings are those of the review."""
        self.choices("addressee", people_of(self.owner.body))
        self.choices("findings", self.owner.findings.all())
        self.fields["findings"].label = _("Findings that it rests on")
        self.fields["findings"].required = False
