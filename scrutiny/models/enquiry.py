"""The enquiry: lines, witnesses, evidence and findings, and what rests on what.

Citations are explicit rows that protect what they cite: evidence that a finding rests on cannot
be deleted by accident.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import Access, Document, Meeting, Minute, Person
from portal.models import VersionedRecord
from scrutiny.models.reviews import Review
from scrutiny.models.themes import Theme


class KeyLineOfEnquiry(VersionedRecord):
    """A question agreed beforehand. Once agreed its text is frozen: a change is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")
        IN_ENQUIRY = "in_enquiry", _("In enquiry")
        ANSWERED = "answered", _("Answered")
        PARTLY_ANSWERED = "partly_answered", _("Partly answered")
        NOT_ANSWERED = "not_answered", _("Not answered")
        SUPERSEDED = "superseded", _("Replaced by a new version")
        DROPPED = "dropped", _("Dropped")

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MODERATE = "moderate", _("moderate")
        LOW = "low", _("low")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="lines_of_enquiry")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    edition = models.PositiveSmallIntegerField(_("version of the text"), default=1, editable=False)
    question = models.TextField(_("question"))
    question_cy = models.TextField(_("question in Welsh"), blank=True)
    rationale = models.TextField(_("why it is asked"), blank=True)
    evidence_wanted = models.TextField(_("evidence wanted"), blank=True)
    theme = models.ForeignKey(
        Theme,
        verbose_name=_("theme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lines_of_enquiry",
    )
    lead_questioner = models.ForeignKey(
        Person,
        verbose_name=_("lead questioner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lines_of_enquiry",
    )
    conclusion = models.TextField(_("conclusion"), blank=True)
    conclusion_cy = models.TextField(_("conclusion in Welsh"), blank=True)
    confidence = models.CharField(
        _("confidence in the conclusion"), max_length=10, choices=Confidence, blank=True
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    supersedes = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="superseded_by",
    )
    agreed_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["number", "edition"]
        verbose_name = _("key line of enquiry")
        verbose_name_plural = _("key lines of enquiry")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number", "edition"],
                name="line_number_once_per_review",
                violation_error_message=_("The review has a line of this number already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.question}"


class Witness(VersionedRecord):
    """A person or body invited to give evidence, who may stay anonymous in public."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="witnesses")
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    is_public = models.BooleanField(
        _("may be named in public"),
        default=False,
        help_text=_("Leave unticked for anybody who speaks for themselves and not for an office."),
    )
    public_description = models.CharField(
        _("what the public is told instead of the name"),
        max_length=200,
        blank=True,
        help_text=_("For example “a parent” or “a practitioner”."),
    )
    lines_sent_on = models.DateField(
        _("was sent the lines of enquiry on"), null=True, blank=True, editable=False
    )
    heard_at = models.ForeignKey(
        Meeting,
        verbose_name=_("heard at"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="witnesses",
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("witness")
        verbose_name_plural = _("witnesses")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=True) | ~Q(public_description=""),
                name="private_witness_has_a_description",
                violation_error_message=_(
                    "Say what the public is told instead of the name, for example “a parent”."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name


class Evidence(VersionedRecord):
    """One item of evidence, open or restricted."""

    class Kind(models.TextChoices):
        ORAL = "oral", _("oral evidence")
        WRITTEN = "written", _("written evidence")
        DATA = "data", _("data")
        VISIT = "visit", _("visit")
        DOCUMENT = "document", _("document")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        RECEIVED = "received", _("Received")
        VERIFIED = "verified", _("Verified")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("what it says"))
    provider = models.CharField(
        _("provided by"),
        max_length=250,
        blank=True,
        help_text=_("Leave empty when a witness of this review gave it."),
    )
    witness = models.ForeignKey(
        Witness,
        verbose_name=_("witness"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    dated_on = models.DateField(_("date of the evidence"), null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("heard at"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    access = models.CharField(_("access"), max_length=12, choices=Access, default=Access.RESTRICTED)
    restriction_reason = models.TextField(
        _("why it is restricted"),
        blank=True,
        help_text=_("Printed in the report in place of the evidence. Name nobody here."),
    )
    lines = models.ManyToManyField(
        KeyLineOfEnquiry, through="EvidenceLine", related_name="evidence"
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.REQUESTED, editable=False
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"],
                name="evidence_number_once_per_review",
                violation_error_message=_("The review has evidence of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(witness__isnull=True) | Q(provider=""),
                name="evidence_from_witness_or_provider",
                violation_error_message=_("Choose a witness or name a provider, not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"E{self.number}: {self.title}"


class EvidenceLine(models.Model):
    """Evidence bears on a line of enquiry."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="line_links")
    line = models.ForeignKey(
        KeyLineOfEnquiry, on_delete=models.PROTECT, related_name="evidence_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence", "line"], name="evidence_once_per_line")
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} - {self.line_id}"


class Finding(VersionedRecord):
    """A conclusion on a line of enquiry, with the evidence that it rests on."""

    class Strength(models.TextChoices):
        STRONG = "strong", _("strong")
        MODERATE = "moderate", _("moderate")
        WEAK = "weak", _("weak")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    line = models.ForeignKey(
        KeyLineOfEnquiry,
        verbose_name=_("key line of enquiry"),
        on_delete=models.PROTECT,
        related_name="findings",
    )
    text = models.TextField(_("finding"))
    text_cy = models.TextField(_("finding in Welsh"), blank=True)
    strength = models.CharField(
        _("strength of the evidence"), max_length=10, choices=Strength, default=Strength.MODERATE
    )
    is_positive = models.BooleanField(_("good practice"), default=False)
    evidence = models.ManyToManyField(Evidence, through="FindingEvidence", related_name="findings")

    class Meta:
        ordering = ["number"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"],
                name="finding_number_once_per_review",
                violation_error_message=_("The review has a finding of this number already."),
            )
        ]

    def __str__(self) -> str:
        return f"F{self.number}: {self.text}"


class FindingEvidence(models.Model):
    """A finding cites evidence; cited evidence cannot be deleted."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="citations")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="citations")

    class Meta:
        ordering = ["evidence__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "evidence"], name="evidence_cited_once_per_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} - {self.evidence_id}"
