"""What others found: sources, judgements and external findings, kept by a body as records.

A vague figure stays vague: its words are kept beside the number that they refer to, and no figure
is ever worked out of them. A day that a source does not give is told in the source's own words.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import Organisation, ScrutinyBody
from portal.models import VersionedRecord
from scrutiny.models.themes import Theme


class Source(VersionedRecord):
    """A report, letter, reply, visit or set of figures of somebody outside the body."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("Inspection report")
        MONITORING = "monitoring", _("Monitoring visit")
        LETTER = "letter", _("Letter")
        REPLY = "reply", _("Reply")
        STATISTICS = "statistics", _("Statistics")
        ADVICE = "advice", _("Advice")
        OTHER = "other", _("Other source")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=250)
    title_cy = models.CharField(_("title in Welsh"), max_length=250, blank=True)
    summary = models.TextField(_("what it is about"), blank=True)
    dated_on = models.DateField(
        _("date"), help_text=_("The first day, where only a month or a year is known.")
    )
    date_words = models.CharField(
        _("date in words"),
        max_length=80,
        blank=True,
        help_text=_("Shown instead of the day where the source is less exact: “2016”."),
    )
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    address = models.URLField(_("address on the web"), max_length=500, blank=True)
    replies_to = models.ForeignKey(
        "self",
        verbose_name=_("reply to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replies",
    )

    class Meta:
        ordering = ["-dated_on", "title"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "title", "dated_on"],
                name="source_once_per_body",
                violation_error_message=_("The body has a source of this title and date already."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class SourceParty(models.Model):
    """An organisation that wrote a source, received it, or is its subject."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        RECIPIENT = "recipient", _("recipient")
        SUBJECT = "subject", _("subject")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="source_parties"
    )
    role = models.CharField(_("part"), max_length=10, choices=Role)

    class Meta:
        ordering = ["role", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "organisation", "role"], name="party_once_per_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} - {self.organisation_id}"


class Judgement(VersionedRecord):
    """An inspector's grade of one body, in the inspector's exact word."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="judgements")
    about = models.ForeignKey(
        Organisation,
        verbose_name=_("about"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="judgements",
    )
    about_words = models.CharField(
        _("about, if it is not in the register"), max_length=200, blank=True
    )
    subject = models.CharField(
        _("what was judged"), max_length=250, help_text=_("For example “children's services”.")
    )
    words = models.CharField(
        _("judgement"), max_length=120, help_text=_("The inspector's exact words.")
    )
    dated_on = models.DateField(_("date"))
    date_words = models.CharField(_("date in words"), max_length=80, blank=True)

    class Meta:
        ordering = ["-dated_on", "subject"]
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        constraints = [
            models.CheckConstraint(
                condition=Q(about__isnull=False) | ~Q(about_words=""),
                name="judgement_is_about_somebody",
                violation_error_message=_("Say whom the judgement is about."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.words}"

    @property
    def body_id(self) -> int:
        """The body that keeps it."""
        return self.source.body_id


class ExternalFinding(VersionedRecord):
    """One thing that a source says: a finding, good practice, figure, request or answer."""

    class Kind(models.TextChoices):
        FINDING = "finding", _("Finding")
        GOOD_PRACTICE = "good_practice", _("Good practice")
        STATISTIC = "statistic", _("Figure")
        RECOMMENDATION = "recommendation", _("Recommendation")
        REQUEST = "request", _("Request")
        RESPONSE = "response", _("Response")
        CONTEXT = "context", _("Context")

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        PARTLY_ACCEPTED = "partly_accepted", _("Partly accepted")
        REJECTED = "rejected", _("Rejected")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.FINDING)
    text = models.TextField(
        _("what it says"),
        help_text=_("Where the sentence of the source is cut off, end it with “[...]”."),
    )
    text_cy = models.TextField(_("what it says, in Welsh"), blank=True)
    theme = models.ForeignKey(
        Theme,
        verbose_name=_("theme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="external_findings",
    )
    dated_on = models.DateField(
        _("date"), help_text=_("The first day, where only a month or a year is known.")
    )
    date_words = models.CharField(_("date in words"), max_length=80, blank=True)
    area = models.CharField(
        _("area"), max_length=120, blank=True, help_text=_("The place that it is about.")
    )
    figure_words = models.CharField(
        _("figure in the words of the source"),
        max_length=120,
        blank=True,
        help_text=_("For example “more than half”. A vague figure is never made a number."),
    )
    denominator = models.PositiveIntegerField(
        _("out of"), null=True, blank=True, help_text=_("The number that the words refer to.")
    )
    period = models.CharField(_("period of the figure"), max_length=80, blank=True)
    decision = models.CharField(
        _("decision"),
        max_length=16,
        choices=Decision,
        blank=True,
        help_text=_("For a response: whether it accepts what was found or asked."),
    )
    outcome = models.TextField(_("what became of it"), blank=True)
    outcome_on = models.DateField(_("date of that"), null=True, blank=True)
    outcome_words = models.CharField(_("date of that in words"), max_length=80, blank=True)

    class Meta:
        ordering = ["source", "number"]
        verbose_name = _("external finding")
        verbose_name_plural = _("external findings")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"],
                name="external_finding_number_once",
                violation_error_message=_("The source has a finding of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | ~Q(figure_words=""),
                name="denominator_has_its_words",
                violation_error_message=_("Give the figure in the words of the source too."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def body_id(self) -> int:
        """The body that keeps it."""
        return self.source.body_id


class ExternalFindingSubject(models.Model):
    """An organisation that an external finding is about."""

    finding = models.ForeignKey(ExternalFinding, on_delete=models.CASCADE, related_name="subjects")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="external_findings"
    )

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "organisation"], name="subject_once_per_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} - {self.organisation_id}"


class ExternalAnswer(models.Model):
    """A response answers what was found or asked."""

    answer = models.ForeignKey(ExternalFinding, on_delete=models.CASCADE, related_name="answers_to")
    finding = models.ForeignKey(ExternalFinding, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        ordering = ["finding__number"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "finding"], name="answer_once_per_finding")
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} - {self.finding_id}"
