"""Recommendations: one act, asked of one named owner, drawn from findings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import Minute, Person
from portal.models import VersionedRecord
from scrutiny.models.enquiry import Finding
from scrutiny.models.reviews import Review


class Recommendation(VersionedRecord):
    """A numbered ask to one addressee. The body closes it, never the one who answers."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")
        ISSUED = "issued", _("Awaiting a response")
        ACCEPTED = "accepted", _("Accepted")
        PARTLY_ACCEPTED = "partly_accepted", _("Partly accepted")
        REJECTED = "rejected", _("Rejected")
        IN_PROGRESS = "in_progress", _("In progress")
        IMPLEMENTED_CLAIMED = "implemented_claimed", _("Reported as done, to be confirmed")
        CLOSED_IMPLEMENTED = "closed_implemented", _("Closed: done")
        CLOSED_NOT_IMPLEMENTED = "closed_not_implemented", _("Closed: not done")
        CLOSED_OVERTAKEN = "closed_overtaken", _("Closed: overtaken by events")
        SUPERSEDED = "superseded", _("Replaced")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Timescale(models.TextChoices):
        IMMEDIATE = "immediate", _("immediately")
        THREE_MONTHS = "three_months", _("within three months")
        SIX_MONTHS = "six_months", _("within six months")
        LONGER = "longer", _("longer than six months")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    reference = models.CharField(_("reference"), max_length=40, blank=True, editable=False)
    text = models.TextField(_("recommendation"))
    text_cy = models.TextField(_("recommendation in Welsh"), blank=True)
    addressee = models.ForeignKey(
        Person,
        verbose_name=_("addressed to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recommendations",
        help_text=_("One named owner: the person or office that must answer."),
    )
    timescale = models.CharField(
        _("timescale"), max_length=14, choices=Timescale, default=Timescale.SIX_MONTHS
    )
    measure = models.TextField(_("what good looks like"), blank=True)
    findings = models.ManyToManyField(
        Finding, through="RecommendationFinding", related_name="recommendations"
    )
    state = models.CharField(
        _("state"), max_length=24, choices=State, default=State.DRAFT, editable=False
    )
    agreed_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    closed_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    issued_on = models.DateField(_("asked on"), null=True, blank=True, editable=False)
    closing_note = models.TextField(_("how it was closed"), blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="superseded_by",
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"],
                name="recommendation_number_once",
                violation_error_message=_(
                    "The review has a recommendation of this number already."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "agreed", "superseded", "withdrawn"])
                | (Q(addressee__isnull=False) & Q(issued_on__isnull=False)),
                name="issued_recommendation_has_owner",
                violation_error_message=_("An issued recommendation has an owner and a date."),
            ),
        ]

    def __str__(self) -> str:
        return f"R{self.number}: {self.text}"


class RecommendationFinding(models.Model):
    """A recommendation is drawn from a finding."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="finding_links"
    )
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, related_name="recommendation_links"
    )

    class Meta:
        ordering = ["finding__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "finding"], name="finding_once_per_recommendation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} - {self.finding_id}"
