"""Versions for the public that the portal makes: what is marked in a paper, and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models.media import Document
from boards.models.papers import Paper
from portal.models import VersionedRecord


class Redaction(VersionedRecord):
    """One version for the public of one paper, from the first mark to its approval.

    `source_sha256` is the file that was marked: when the paper has another one, nothing of this
    counts any more. `working_name` and `result_name` are files in private storage; `pages` are the
    frames of the pages (left, bottom, right, top, turn). `faults` say why a result was refused.
    """

    class State(models.TextChoices):
        MARKING = "marking", _("Being marked")
        MADE = "made", _("Made, to be looked at")
        APPROVED = "approved", _("Approved")

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="redactions")
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.MARKING, editable=False
    )
    source_sha256 = models.CharField(max_length=64, editable=False)
    pages = models.JSONField(default=list, editable=False)
    working_name = models.CharField(max_length=200, blank=True, editable=False)
    result_name = models.CharField(max_length=200, blank=True, editable=False)
    result_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    inspection = models.JSONField(default=dict, blank=True, editable=False)
    text = models.TextField(_("text version"), blank=True, editable=False)
    faults = models.JSONField(default=list, blank=True, editable=False)
    text_document = models.ForeignKey(
        Document,
        verbose_name=_("text version"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="redactions_as_text",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("version for the public")
        verbose_name_plural = _("versions for the public")
        constraints = [
            models.UniqueConstraint(
                fields=["paper"],
                condition=~Q(state="approved"),
                name="one_open_redaction_per_paper",
                violation_error_message=_("A version for the public is being made already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper)

    @property
    def is_stale(self) -> bool:
        """Whether the paper has another file than the one that was marked."""
        return self.source_sha256 != self.paper.sha256


class RedactionMark(models.Model):
    """Something in a paper that the public may not read.

    Without edges it is the whole page. `reason` is the number of a paragraph of Schedule 12A to
    the Local Government Act 1972, `personal` for personal data, or `body` for a body that no
    statute binds and that withholds by its own decision.
    """

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="marks")
    page = models.PositiveIntegerField(_("page"))
    left = models.FloatField(null=True, blank=True)
    bottom = models.FloatField(null=True, blank=True)
    right = models.FloatField(null=True, blank=True)
    top = models.FloatField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("marked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("marked at"))

    class Meta:
        ordering = ["page", "id"]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    left__isnull=True, bottom__isnull=True, right__isnull=True, top__isnull=True
                )
                | Q(
                    left__lt=models.F("right"),
                    bottom__lt=models.F("top"),
                ),
                name="redaction_mark_is_a_box_or_a_page",
                violation_error_message=_("A mark is a box, or a whole page."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.redaction}: {self.page}"

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top in points of the page; None for the whole page."""
        if self.left is None or self.bottom is None or self.right is None or self.top is None:
            return None
        return self.left, self.bottom, self.right, self.top
