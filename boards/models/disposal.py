"""Holding back from disposal, and what is known of what was disposed of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import ScrutinyBody
from portal.models import VersionedRecord


class LegalHold(VersionedRecord):
    """A case that nobody may dispose of: a claim, an inquest, an inquiry, a request is pending."""

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="legal_holds")
    case_kind = models.CharField(_("kind of case"), max_length=40, editable=False)
    case_key = models.CharField(_("key of the case"), max_length=80, editable=False)
    reason = models.TextField(_("reason"))
    placed_at = models.DateTimeField(_("placed at"), editable=False)
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True, editable=False)
    lifted_reason = models.TextField(_("why it was lifted"), blank=True)

    class Meta:
        ordering = ["-placed_at"]
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        constraints = [
            models.UniqueConstraint(
                fields=["case_kind", "case_key"],
                condition=Q(lifted_at__isnull=True),
                name="one_hold_on_a_case",
                violation_error_message=_("There is a hold already."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Legal hold"))


class DisposalCertificate(models.Model):
    """What was disposed of, by whom, when, by what authority: counts and hashes, no content.

    `log` holds the digests of what was left of entries of the log. The release `release_number` of
    the chain bears the hash of the certificate, so that it cannot be changed unseen.
    """

    body = models.ForeignKey(
        ScrutinyBody, on_delete=models.PROTECT, related_name="disposal_certificates"
    )
    key = models.UUIDField(_("permanent key"), unique=True)
    case_kind = models.CharField(_("kind of case"), max_length=40)
    case_key = models.CharField(_("key of the case"), max_length=80)
    happened_on = models.DateField(_("date of the case"), null=True)
    kept_until = models.DateField(_("open to inspection until"), null=True)
    authority = models.TextField(_("authority"))
    ground = models.CharField(_("ground for an early disposal"), max_length=40, blank=True)
    counts = models.JSONField(_("how many of what"), default=dict)
    hashes = models.JSONField(_("hashes of files"), default=list)
    records = models.PositiveIntegerField(_("records"))
    disposed_at = models.DateTimeField(_("disposed of at"))
    disposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("disposed of by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    release_number = models.PositiveBigIntegerField(_("release"), default=0)

    class Meta:
        ordering = ["-disposed_at"]
        verbose_name = _("certificate of disposal")
        verbose_name_plural = _("certificates of disposal")

    def __str__(self) -> str:
        return f"{_('Certificate of disposal')} {self.key}"
