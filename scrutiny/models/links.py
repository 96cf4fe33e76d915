"""What prompted what: rows between what others found and what the body does about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from scrutiny.models.enquiry import Evidence, KeyLineOfEnquiry
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.sources import ExternalFinding


class EntryOrigin(models.Model):
    """An external finding prompted an entry of the work programme."""

    entry = models.ForeignKey(WorkProgrammeEntry, on_delete=models.CASCADE, related_name="origins")
    external_finding = models.ForeignKey(
        ExternalFinding, on_delete=models.PROTECT, related_name="prompted_entries"
    )

    class Meta:
        ordering = ["external_finding__dated_on", "external_finding__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "external_finding"], name="origin_once_per_entry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} - {self.external_finding_id}"


class LineOrigin(models.Model):
    """An external finding prompted a line of enquiry."""

    line = models.ForeignKey(KeyLineOfEnquiry, on_delete=models.CASCADE, related_name="origins")
    external_finding = models.ForeignKey(
        ExternalFinding, on_delete=models.PROTECT, related_name="prompted_lines"
    )

    class Meta:
        ordering = ["external_finding__dated_on", "external_finding__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "external_finding"], name="origin_once_per_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} - {self.external_finding_id}"


class EvidenceBearing(models.Model):
    """Evidence of a review bears out an external finding here, or contradicts it."""

    class Bearing(models.TextChoices):
        SUPPORTS = "supports", _("bears it out")
        CONTRADICTS = "contradicts", _("contradicts it")

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="bearings")
    external_finding = models.ForeignKey(
        ExternalFinding,
        verbose_name=_("external finding"),
        on_delete=models.PROTECT,
        related_name="bearings",
    )
    bearing = models.CharField(_("what it does to it"), max_length=12, choices=Bearing)
    note = models.TextField(_("in what way"), blank=True)

    class Meta:
        ordering = ["evidence__number"]
        verbose_name = _("bearing on an external finding")
        verbose_name_plural = _("bearings on external findings")
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "external_finding"], name="bearing_once_per_evidence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} - {self.external_finding_id}"
