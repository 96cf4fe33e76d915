"""How often what the public reads has changed, counted beside the change itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Generation(models.Model):
    """A number that each release, withdrawal and disposal of a body raises in its transaction.

    A whole page kept by the cache holds under one generation only (docs/page-cache.md). Readers
    never ask this table: they read the shared cache, which the tick compares with it.
    """

    body = models.CharField(_("body"), max_length=80, unique=True, blank=True)
    number = models.PositiveBigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")

    def __str__(self) -> str:
        return f"{self.body or '-'}: {self.number}"
