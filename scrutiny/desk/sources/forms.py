"""The forms of the desk of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.desk import RecordForm
from scrutiny.desk.sources.choices import FindingTicks
from scrutiny.desk.sources.fields import OrganisationField, OrganisationsField
from scrutiny.models import ExternalFinding, Judgement, Source
from scrutiny.operations import source_findings, source_judgements, sources

if TYPE_CHECKING:
    from portal.models import User


class SourceForm(RecordForm):
    """What somebody outside the body wrote, and who they are."""

    authors = OrganisationsField(label=_("Written by"))
    recipients = OrganisationsField(label=_("Written to"))
    subjects = OrganisationsField(label=_("About"))
    address = forms.URLField(
        label=_("address on the web"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = Source
        fields = (
            "kind",
            "title",
            "title_cy",
            "authors",
            "recipients",
            "subjects",
            "dated_on",
            "date_words",
            "summary",
            "reference",
            "address",
            "replies_to",
        )

    def narrow(self) -> None:
        """A source replies to another of the body; its parties are those it has."""
        self.order_fields(list(self.Meta.fields))
        others = Source.objects.filter(body=self.owner)
        self.choices("replies_to", others.exclude(pk=self.record.pk))
        if not self.is_new:
            parties = list(self.record.parties.select_related("organisation"))
            for name, role in sources.PARTIES.items():
                held = [one.organisation for one in parties if one.role == role]
                self.initial.setdefault(name, held)

    def add(self, *, by: User) -> Any:
        """Enter it."""
        return sources.add_source(body=self.owner, by=by, values=self.values())

    def change(self, *, by: User) -> Any:
        """Change it."""
        return sources.change_source(
            source=self.record, by=by, values=self.values(), expected_version=self.version
        )


class OfSourceForm(RecordForm):
    """What forms of findings and judgements share: they stay with their source."""

    def narrow(self) -> None:
        """The source is chosen once."""
        if self.is_new:
            self.choices("source", Source.objects.filter(body=self.owner))
        else:
            del self.fields["source"]


class ExternalFindingForm(OfSourceForm):
    """One thing that a source says."""

    subjects = OrganisationsField(label=_("Whom it is about"))
    answers_to = FindingTicks(
        label=_("Answers"),
        help_text=_("For a response: what it answers."),
    )

    class Meta:
        model = ExternalFinding
        fields = (
            "source",
            "kind",
            "text",
            "text_cy",
            "theme",
            "dated_on",
            "date_words",
            "area",
            "subjects",
            "figure_words",
            "denominator",
            "period",
            "answers_to",
            "decision",
            "outcome",
            "outcome_on",
            "outcome_words",
        )

    def narrow(self) -> None:
        """Answers are to findings of the same body."""
        super().narrow()
        self.order_fields([name for name in self.Meta.fields if name in self.fields])
        others: QuerySet[ExternalFinding] = ExternalFinding.objects.filter(source__body=self.owner)
        self.choices("answers_to", others.exclude(pk=self.record.pk).select_related("source"))
        if not self.is_new:
            held = self.record.subjects.select_related("organisation")
            self.initial.setdefault("subjects", [one.organisation for one in held])
            answered = self.record.answers_to.values_list("finding_id", flat=True)
            self.initial.setdefault("answers_to", list(answered))

    def add(self, *, by: User) -> Any:
        """Enter it."""
        values = self.values()
        source = values.pop("source")
        return source_findings.add_finding(source=source, by=by, values=values)

    def change(self, *, by: User) -> Any:
        """Change it."""
        return source_findings.change_finding(
            finding=self.record, by=by, values=self.values(), expected_version=self.version
        )


class JudgementForm(OfSourceForm):
    """An inspector's grade of one body."""

    about = OrganisationField(label=_("About"))

    class Meta:
        model = Judgement
        fields = ("source", "about", "about_words", "subject", "words", "dated_on", "date_words")
        widgets = {"words": forms.TextInput()}

    def add(self, *, by: User) -> Any:
        """Enter it."""
        values = self.values()
        source = values.pop("source")
        return source_judgements.add_judgement(source=source, by=by, values=values)

    def change(self, *, by: User) -> Any:
        """Change it."""
        return source_judgements.change_judgement(
            judgement=self.record, by=by, values=self.values(), expected_version=self.version
        )
