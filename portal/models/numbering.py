"""Running numbers without gaps, per body and municipal year."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """The last number given out in one series of one body in one period.

    The row is locked while a number is taken, so that two people at once never get the same one
    and a refused operation, rolled back, leaves no gap.
    """

    body = models.CharField(_("body"), max_length=80)
    series = models.CharField(_("series"), max_length=40)
    period = models.CharField(_("period"), max_length=20)
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "series", "period"],
                name="one_series_per_body_and_period",
                violation_error_message=_("This series of numbers exists already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.series} {self.period}: {self.last_number}"
