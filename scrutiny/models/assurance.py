"""The assurance that a standing sub-committee gives to the body that set it up."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from boards.models import Meeting, Minute
from portal.models import VersionedRecord
from scrutiny.models.reviews import Review


class AssuranceStatement(VersionedRecord):
    """What a sub-committee tells its parent body of a period, and how sure it is."""

    class Level(models.TextChoices):
        FULL = "full", _("Full assurance")
        REASONABLE = "reasonable", _("Reasonable assurance")
        LIMITED = "limited", _("Limited assurance")
        NONE = "none", _("No assurance")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="assurances")
    from_day = models.DateField(_("from"))
    to_day = models.DateField(_("to"))
    level = models.CharField(_("assurance"), max_length=10, choices=Level)
    text = models.TextField(_("what the sub-committee tells the body"))
    text_cy = models.TextField(_("the same in Welsh"), blank=True)
    agreed_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting of the parent body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assurances",
    )
    received_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-to_day", "-pk"]
        verbose_name = _("assurance")
        verbose_name_plural = _("assurances")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__gt=F("from_day")),
                name="assurance_period_has_length",
                violation_error_message=_("The period ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.review}"
