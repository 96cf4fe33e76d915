"""What changed for children or victims, asked again some months after a recommendation closed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import Minute
from portal.models import VersionedRecord
from scrutiny.models.recommendations import Recommendation


class ImpactReview(VersionedRecord):
    """One look back at a closed recommendation, planned for a day and then held."""

    class Result(models.TextChoices):
        CHANGED = "changed", _("Something changed")
        PARTLY = "partly", _("Changed in part")
        NOTHING = "nothing", _("Nothing changed")
        UNKNOWN = "unknown", _("Cannot be told yet")

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="impact_reviews"
    )
    planned_on = models.DateField(
        _("planned for"), help_text=_("Six to twelve months after the recommendation was closed.")
    )
    held_on = models.DateField(_("held on"), null=True, blank=True, editable=False)
    result = models.CharField(_("result"), max_length=10, choices=Result, blank=True)
    what_changed = models.TextField(_("what changed for children or victims"), blank=True)
    what_changed_cy = models.TextField(_("what changed, in Welsh"), blank=True)
    proof = models.TextField(_("what shows it"), blank=True)
    minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["planned_on", "pk"]
        verbose_name = _("impact review")
        verbose_name_plural = _("impact reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=True)
                | (~Q(result="") & ~Q(what_changed="") & Q(minute__isnull=False)),
                name="held_impact_review_is_whole",
                violation_error_message=_(
                    "Say what changed, with the result and the minute that records it."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"Impact of R{self.recommendation.number}"

    @property
    def review_id(self) -> int:
        """The review of its recommendation."""
        return self.recommendation.review_id
